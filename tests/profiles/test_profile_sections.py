"""How the page tells work, recognition and offers; what its owner reads where there is nothing."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from profiles.enums import Audience, Section
from profiles.models import Achievement, CommitteeSeat, Contribution, Equipment, EquipmentRole, Offer, Technician
from profiles.profile_parts import ContributionView, by_kind
from tests.factories.people import UserFactory, live_technician, show

pytestmark = pytest.mark.django_db


def text_of(client: Client, url: str) -> str:
    """Return what stands on a page, tags taken out and white space made single."""
    page = client.get(url).content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def ana() -> Technician:
    return live_technician(given_name="Ana", family_name="Silva", slug="ana-silva", email="ana@wexcombe.example")


def work(kind: str, **said: str) -> ContributionView:
    values = {"credit_label": "", "role_label": "", "doi": "", "link": "", "detail": ""} | said
    return ContributionView(kind=kind, kind_label=kind.capitalize(), title=f"A {kind}", year=2025, **values)


@pytest.mark.parametrize(
    ("credit", "role", "line"),
    [
        ("Author", "", "Credited as author"),
        ("Author", "Methodology", "Credited as author, for methodology"),
        ("Acknowledged", "Data curation", "Acknowledged, for data curation"),
        ("Named on the grant", "", "Named on the grant"),
        ("", "Resources", "Part in it: resources"),
        ("", "", ""),
    ],
)
def test_credit_is_said_plainly(credit: str, role: str, line: str) -> None:
    assert work("paper", credit_label=credit, role_label=role).credit_line == line


def test_work_stands_by_kind_in_the_order_of_the_kinds() -> None:
    found = by_kind([work("talk"), work("paper"), work("software"), work("talk")])
    assert [(kind.title, len(kind.works)) for kind in found] == [("Papers", 1), ("Software", 1), ("Talks", 2)]
    assert by_kind([]) == ()


def test_the_page_tells_what_there_is(client: Client, ana: Technician) -> None:
    Contribution.objects.create(technician=ana, kind="grant", title="A freezer", year=2024, credit="named_on_grant")
    CommitteeSeat.objects.create(
        technician=ana, committee="Safety group", role="Chair", started_on=date(2020, 1, 1), ended_on=date(2023, 2, 1)
    )
    Achievement.objects.create(technician=ana, title="No leak in ten years", year=2025)
    Offer.objects.create(technician=ana, kind="shadowing", words="A day of pumping down")
    freezer = Equipment.objects.create(name="Freezer", slug="freezer", maker="Frost")
    for kind in ("runs", "deputy"):
        EquipmentRole.objects.create(technician=ana, equipment=freezer, kind=kind)
    text = text_of(client, ana.get_absolute_url())
    for words in (
        "Grants 2024 A freezer Named on the grant",
        "2020 to 2023 Safety group Chair",
        "2025 No leak in ten years",
        "Shadowing Come and work beside me A day of pumping down Ask to shadow me",
        "Freezer Runs it, deputy Frost",
    ):
        assert words in text


def test_offers_lead_to_where_one_asks(client: Client, ana: Technician) -> None:
    Offer.objects.create(technician=ana, kind="mentoring")
    button = '<a class="go" href="{}" rel="nofollow">Ask about mentoring</a>'
    url = ana.get_absolute_url()
    assert button.format("/technicians/ana-silva/contact/") in client.get(url).content.decode()
    client.force_login(UserFactory())
    assert button.format("#contact") in client.get(url).content.decode()
    show(ana, Audience.ONLY_ME, Section.CONTACT)
    assert "Ask about mentoring" not in client.get(url).content.decode()


@pytest.mark.parametrize("path", ["/technicians/ana-silva/", "/me/profile/as/public/", "/me/profile/as/colleagues/"])
def test_the_owner_alone_reads_what_could_stand_there(client: Client, ana: Technician, path: str) -> None:
    headings = ("What I offer", "Contributions", "Committees", "Achievements", "Equipment I work with")
    client.force_login(UserFactory())
    page = client.get("/technicians/ana-silva/").content.decode()
    assert [words for words in (*headings, "This could stand here too") if words in page] == []
    Technician.objects.update(prompts_put_away=["committees"])
    client.force_login(ana.user)
    page = client.get(path).content.decode()
    assert "This could stand here too" in page
    assert 'href="/me/profile/offers/"' in page
    assert 'href="/me/profile/committees/"' not in page, "it was put away"
    Offer.objects.create(technician=ana, kind="mentoring")
    assert 'href="/me/profile/offers/"' not in client.get(path).content.decode()


def test_the_owner_is_led_to_editing(client: Client, ana: Technician) -> None:
    client.force_login(ana.user)
    assert "Edit your profile" in client.get(ana.get_absolute_url()).content.decode()
    client.force_login(UserFactory())
    assert "Edit your profile" not in client.get(ana.get_absolute_url()).content.decode()
