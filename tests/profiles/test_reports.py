"""Problems reported about a profile: by whoever sees it, for the stewards, who close them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from portal.accounts.role_sync import sync_roles
from portal.core.models import Branding, OutboxMail
from profiles.enums import Audience, ProblemState, Section
from profiles.models import ProblemReport, Technician
from profiles.services.reports import forget_old_reports
from tests.factories.people import UserFactory, live_technician, show

pytestmark = pytest.mark.django_db
URL = "/technicians/nasrin-hallworthy/report/"
SENT = {"kind": "wrong", "words": "The room is another.", "reply_to": "reader@example.org"}


@pytest.fixture(autouse=True)
def nasrin() -> Technician:
    return live_technician(given_name="Nasrin", family_name="Hallworthy", slug="nasrin-hallworthy")


@pytest.fixture(autouse=True)
def _roles() -> None:
    sync_roles()


@pytest.fixture
def steward() -> Client:
    client = Client()
    client.force_login(UserFactory(role="Profile steward"))
    return client


def test_the_profile_leads_to_it(client: Client) -> None:
    assert f'href="{URL}"' in client.get("/technicians/nasrin-hallworthy/").content.decode()
    assert client.get(URL)["X-Robots-Tag"] == "noindex"
    assert "Disallow: /technicians/*/report/" in client.get("/robots.txt").content.decode()


def test_a_visitor_reports(client: Client, nasrin: Technician) -> None:
    look = Branding.for_site(Site.objects.get(is_default_site=True))
    look.contact_email = "office@wexcombe.example"
    look.save()
    answer = client.post(URL, SENT)
    assert "Thank you" in answer.content.decode()
    report = ProblemReport.objects.get()
    assert (report.technician, report.kind, report.words) == (nasrin, "wrong", "The room is another.")
    assert (report.reply_to, report.reporter, report.state) == ("reader@example.org", None, ProblemState.OPEN)
    mail = OutboxMail.objects.get(key=f"problem:{report.pk}")
    assert mail.to == "office@wexcombe.example"
    assert "The room is another." not in mail.body
    assert f"/admin/problems/{report.pk}/" in mail.body


def test_a_colleague_reports_and_no_office_is_no_fault(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    assert client.post(URL, {"kind": "other", "words": "Hm"}).status_code == 200
    assert ProblemReport.objects.get().reporter == user
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": ""}, "Choose one."),
        ({"kind": "martians"}, "Choose one of the list."),
        ({"words": " "}, "Say in a line what is the matter."),
        ({"words": "w" * 2001}, "at most 2000 characters"),
        ({"reply_to": "nobody"}, "This is no email address."),
    ],
)
def test_refuses_what_cannot_be(client: Client, fields: dict[str, str], words: str) -> None:
    answer = client.post(URL, SENT | fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ProblemReport.objects.exists()


def test_a_program_is_thanked_and_nothing_is_kept(client: Client) -> None:
    assert "Thank you" in client.post(URL, SENT | {"website": "https://example.org"}).content.decode()
    assert not ProblemReport.objects.exists()


def test_there_is_an_end_to_reporting(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"report_problem": "1/h/ip"}
    assert [client.post(URL, SENT).status_code for _ in range(2)] == [200, 429]
    assert ProblemReport.objects.count() == 1


def test_who_does_not_see_the_profile_reports_nothing(client: Client, nasrin: Technician) -> None:
    show(nasrin, Audience.COLLEAGUES, Section.BASICS)
    assert client.get(URL).status_code == client.post(URL, SENT).status_code == 404
    assert not ProblemReport.objects.exists()
    client.force_login(UserFactory())
    assert client.post(URL, SENT).status_code == 200


def test_a_steward_closes_it_with_what_was_done(steward: Client, nasrin: Technician) -> None:
    report = ProblemReport.objects.create(technician=nasrin, words="The room is another.")
    assert "The room is another." in steward.get("/admin/problems/").content.decode()
    url = f"/admin/problems/{report.pk}/"
    assert "Say in a line what was done" in steward.post(url, {"outcome": ""}).content.decode()
    assert steward.post(url, {"outcome": "Wrote to Nasrin"})["Location"] == "/admin/problems/"
    report.refresh_from_db()
    assert (report.state, report.outcome) == (ProblemState.CLOSED, "Wrote to Nasrin")
    assert report.closed_by is not None
    steward.post(url, {"outcome": "Again"})
    report.refresh_from_db()
    assert report.outcome == "Wrote to Nasrin"
    assert "Nothing is open." in steward.get("/admin/problems/").content.decode()
    assert "Wrote to Nasrin" in steward.get("/admin/problems/?state=closed").content.decode()


@pytest.mark.parametrize("role", ["Technician", "Communications editor", "Plan owner"])
def test_nobody_else_reads_reports(nasrin: Technician, role: str) -> None:
    report = ProblemReport.objects.create(technician=nasrin, words="The room is another.")
    client = Client()
    client.force_login(UserFactory(role=role))
    for url in ("/admin/problems/", f"/admin/problems/{report.pk}/"):
        assert client.get(url).status_code == 302
        assert client.post(url, {"outcome": "Done"}).status_code == 302
    report.refresh_from_db()
    assert report.state == ProblemState.OPEN


def test_closed_ones_are_forgotten_after_a_year(nasrin: Technician) -> None:
    long_ago = timezone.now() - timedelta(days=366)
    ProblemReport.objects.create(technician=nasrin, words="A", reported_at=long_ago)
    ProblemReport.objects.create(technician=nasrin, words="B", state=ProblemState.CLOSED, closed_at=long_ago)
    assert forget_old_reports() == 1
    assert ProblemReport.objects.get().words == "A"
