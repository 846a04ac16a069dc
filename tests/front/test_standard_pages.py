"""The standard pages: made once, honest from the first day, and drafts while a part is missing that they need."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from plan.models import Endorsement
from portal.core.address_code import address_code
from portal.core.models import Theme
from portal.core.registries.personal import personal_data
from portal.front.models import AccessibilityPage, HomePage, PledgePage, PrivacyPage
from portal.front.services.page_writing import write_page
from portal.front.services.standard_pages import make_pages
from tests.factories.plans import ActionFactory, PlanFactory
from tests.outputs.page_world import PAGES
from tests.test_queries import queries, repeated

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TRUE_AS_THEY_STAND = {"stories", "events", "training", "awards", "resources", "cookies", "contact"}
WHOLE = {str(words["type"]): words for words in PAGES}


def write(kind: str, **changes: Any) -> Any:
    """Write a page of the world that is crawled, with other values."""
    return write_page(HomePage.objects.get(), WHOLE[kind] | changes)


def told(kind: str, **changes: Any) -> list[str]:
    latest = write(kind, **changes).get_latest_revision_as_object()
    return [obstacle.text for obstacle in latest.obstacles()]


# --- make_pages -----------------------------------------------------------------------------------------------


def test_they_are_made_once_and_published_where_they_are_true() -> None:
    made = make_pages()
    assert {page.slug for page in made if page.live} == TRUE_AS_THEY_STAND
    assert {page.slug for page in made if not page.live} == {
        "pledge", "attribution", "about", "for-managers", "values", "accessibility", "privacy",
    }  # fmt: skip
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision"))
    assert make_pages() == []
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision")) == before


def test_what_is_there_is_left_as_it_is() -> None:
    mine = write("front.PledgePage", slug="our-promise")
    write("front.StandardPage", title="Mine", children=[])
    assert {"pledge", "about"} & {page.slug for page in make_pages()} == set()
    assert PledgePage.objects.get().pk == mine.pk
    assert Page.objects.get(slug="about").title == "Mine"


def test_the_command_says_what_waits_for_the_university() -> None:
    said = StringIO()
    call_command("make_pages", stdout=said)
    assert "/privacy/  Privacy: a draft: fill it in and publish it" in said.getvalue()
    assert "/cookies/  Cookies: published" in said.getvalue()
    said = StringIO()
    call_command("make_pages", stdout=said)
    assert said.getvalue() == "All standard pages are there.\n"


def test_no_draft_can_be_published_as_it_was_made() -> None:
    for page in make_pages():
        if not page.live:
            assert page.specific.obstacles(), page.slug
            page.latest_revision.publish()
            assert not Page.objects.get(pk=page.pk).live


# --- each of them ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"how_accessible": ""}, "Say how accessible the site is."),
        ({"compliance": ""}, "Choose the compliance status."),
        ({"compliance": "full"}, "The status is ‘fully compliant’, but failures are listed."),
        ({"failures": [], "burden": "", "out_of_scope": ""}, "list what fails, or what is exempt."),
        ({"email": "", "phone": ""}, "Give an address or a telephone for feedback."),
        ({"prepared_on": None}, "Say when the statement was prepared."),
        ({"reviewed_on": None}, "Say when it was last reviewed."),
        ({"reviewed_on": date(2025, 1, 1)}, "reviewed before it was prepared."),
        ({"tested_on": TODAY + timedelta(days=2)}, "lies in the future."),
        ({"tested_by": ""}, "Say who tested it."),
        ({"how_tested": ""}, "Say how it was tested."),
    ],
)
def test_the_accessibility_statement_waits_for_what_the_law_asks(changes: dict[str, Any], words: str) -> None:
    (obstacle,) = told("front.AccessibilityPage", **changes)
    assert words in obstacle
    assert not AccessibilityPage.objects.get().live


def test_the_accessibility_statement_has_the_wording_of_the_law() -> None:
    write("front.AccessibilityPage")
    body = Client().get("/accessibility/").content.decode()
    law = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
    assert f"is committed to making its website accessible, in accordance with the {law}." in body
    assert (
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, "
        "due to the non-compliances and the exemptions listed below." in body
    )
    headings = (
        "Feedback and contact information", "Enforcement procedure", "Compliance status", "Non-accessible content",
        "Non-compliance with the accessibility regulations", "Disproportionate burden",
        "Preparation of this accessibility statement",
    )  # fmt: skip
    places = [body.index(f">{heading}</h") for heading in headings]
    assert "The Equality and Human Rights Commission (EHRC) is responsible for enforcing" in body
    assert sorted(places[:4]) == places[:4]
    assert body.count("This day is over") == 1
    write("front.AccessibilityPage", nation="ni")
    assert "Equality Commission for Northern Ireland (ECNI)" in Client().get("/accessibility/").content.decode()


def test_the_privacy_notice_reads_the_registry() -> None:
    write("front.PrivacyPage")
    body = Client().get("/privacy/").content.decode()
    assert [entry.key for entry in personal_data if entry.kept_for not in body] == []
    assert told("front.PrivacyPage", basis="", officer_email="") == [
        "Say on what lawful basis the university holds what this notice lists.",
        "Give the address at which the data protection officer is reached.",
    ]
    assert PrivacyPage.objects.get().live, "The version that was public stays."


def test_the_page_of_cookies_names_those_that_are_set() -> None:
    write("front.CookiesPage")
    write("front.ContactPage")
    answer = Client().get("/cookies/")
    assert not answer.cookies
    listed = {cookie.name for cookie in answer.context["cookies"]}
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= listed
    assert set(Client().get("/contact/write/").cookies) <= listed


def test_the_pledge_shows_the_current_plan_and_who_endorses_it() -> None:
    Theme.objects.create(name="Being seen", slug="being-seen", definition="Everybody knows who did it.")
    plan = PlanFactory(slug="2025-2028", published_at=timezone.now())
    Endorsement.objects.create(plan=plan, name="Ada Thwaite", role="Vice-Chancellor", given_on=date(2025, 8, 1))
    hidden = PlanFactory(start=date(2026, 1, 1))
    Endorsement.objects.create(plan=hidden, name="Len Orme", role="Provost", given_on=date(2026, 1, 1))
    ActionFactory(plan=plan)
    write("front.PledgePage")
    for address in ("/pledge/", "/pledge/?display"):
        body = Client().get(address).content.decode()
        for words in ("Everybody knows who did it.", "Ada Thwaite", "of 1 action done"):
            assert words in body
        assert "Len Orme" not in body
    assert "noindex" in body
    assert f"{settings.BASE_URL.partition('://')[2]}/pledge</a>" in body


def test_the_display_has_a_code_that_leads_to_the_pledge_and_says_where() -> None:
    write("front.PledgePage")
    body = Client().get("/pledge/?display").content.decode()
    words = f"{settings.BASE_URL.partition('://')[2]}/pledge"
    assert body.count('<svg class="qr"') == 1
    assert f'role="img" aria-label="Code for a phone’s camera: it leads to {words}"' in body
    assert f"{words}</a>" in body
    assert f'<path d="{address_code(f"{settings.BASE_URL}/pledge/").path}" />' in body
    assert "<img" not in body
    assert 'class="qr"' not in Client().get("/pledge/").content.decode()


def test_the_pledge_costs_the_same_for_one_and_for_thirty_actions() -> None:
    plan = PlanFactory(published_at=timezone.now())
    ActionFactory(plan=plan)
    write("front.PledgePage")
    for_one = queries("/pledge/")
    for _ in range(29):
        ActionFactory(plan=plan)
    asked = queries("/pledge/")
    assert len(asked) == len(for_one)
    assert repeated(asked) == {}


def test_without_a_plan_the_pledge_is_whole() -> None:
    write("front.PledgePage")
    body = Client().get("/pledge/").content.decode()
    assert "How far it is kept" not in body
    assert "Employer Champion" in body


def test_a_standard_page_lists_what_its_editor_wants() -> None:
    write("front.StandardPage")
    assert [page.slug for page in Client().get("/about/").context["beside"]] == ["chart", "more"]
    assert [page.slug for page in Client().get("/about/chart/").context["beside"]] == ["more"]
    write("front.StandardPage", side_list="nothing")
    assert Client().get("/about/").context["beside"] == []
