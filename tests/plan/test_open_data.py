"""Plans as open data, as files and as a feed: what they hold, and what they keep back."""

import csv
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from openpyxl import load_workbook

from plan.enums import UpdateSource
from plan.models import Continuation, Endorsement, Lead, Milestone, Plan, Reading, Step
from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.roles import Role
from profiles.enums import Audience
from tests.factories.people import UserFactory, live_technician, show
from tests.factories.plans import ActionFactory, PlanFactory, ReadingFactory, TargetFactory, UpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


@pytest.fixture
def plan() -> Plan:
    """Return a published plan with an action that has all that one can have, and private things besides."""
    somebody = UserFactory(first_name="Zephyrine", email="zephyrine@wexcombe.example")
    plan = PlanFactory(
        slug="now", title="Now", lead_name="Maud Pellow", lead_role="Director", contact_email="ask@plan.example",
        published_at=timezone.now(),
    )  # fmt: skip
    Endorsement.objects.create(plan=plan, name="Ada Thwaite", role="Vice-Chancellor", given_on=date(2025, 8, 1))
    action = ActionFactory(
        plan=plan, code="V1", title="Open the workshop", detail="To all", notes="Between us", stakeholders=["Schools"],
        success_measure="Two hundred visitors", timescale_wording="By March 2026", timescale_kind="by",
    )  # fmt: skip
    action.themes.set(Theme.objects.filter(slug="visibility"))
    Lead.objects.create(action=action, words="Head of Glass", user=somebody)
    step = Step.objects.create(action=action, label="a", text="Mend the window", leads=["Estates"])
    Milestone.objects.create(action=action, start=date(2026, 3, 1), end=date(2026, 3, 31))
    Milestone.objects.create(action=action, step=step, start=date(2026, 2, 1), end=date(2026, 2, 28))
    Continuation.objects.create(action=action, code="V5", plan_words="2018/20", kind="extended")
    UpdateFactory(action=action, on=date(2026, 1, 2), author=somebody, author_words="Office", note="Ordered.")
    target = TargetFactory(action=action)
    ReadingFactory(measure=target.measure, author=somebody)
    return plan


def test_the_whole_of_an_action(client, plan):
    answer = client.get("/api/plan/")
    assert answer["Content-Type"] == "application/json"
    found = answer.json()
    assert found["version"] == 1
    base = "http://testserver"
    assert found["plan"] == {
        "slug": "now",
        "title": "Now",
        "start": "2025-08-01",
        "end": "2028-07-31",
        "url": f"{base}/plan/now/",
        "data": f"{base}/api/plan/now/",
        "introduction": "",
        "lead": {"name": "Maud Pellow", "role": "Director"},
        "contact": "ask@plan.example",
        "endorsements": [{"name": "Ada Thwaite", "role": "Vice-Chancellor", "given": "2025-08-01", "ended": None}],
        "published": "2026-11-22T12:00:00+00:00",
    }
    (action,) = found["actions"]
    (target,) = action.pop("targets")
    assert action == {
        "code": "V1",
        "title": "Open the workshop",
        "detail": "To all",
        "url": f"{base}/plan/now/v1/",
        "themes": [{"slug": "visibility", "name": "Visibility"}],
        "leads": ["Head of Glass"],
        "stakeholders": ["Schools"],
        "success_measure": "Two hundred visitors",
        "status": "on-track",
        "status_on": "2026-01-02",
        "overdue": True,
        "due": "2026-02-28",
        "timescale": {
            "wording": "By March 2026",
            "kind": "by",
            "occurrences": [{"start": "2026-03-01", "end": "2026-03-31", "done_on": None}],
        },
        "steps": [
            {
                "label": "a",
                "text": "Mend the window",
                "leads": ["Estates"],
                "done_on": None,
                "timescale": {
                    "wording": "",
                    "kind": "unknown",
                    "occurrences": [{"start": "2026-02-01", "end": "2026-02-28", "done_on": None}],
                },
            }
        ],
        "continues": {"code": "V5", "plan": "2018/20", "kind": "extended"},
        "updates": [{"on": "2026-01-02", "status": "on-track", "note": "Ordered.", "by": "Office", "imported": False}],
    }
    assert (target["baseline"], target["goal"], target["by"], target["met"]) == (20, 60, "2027-07-31", False)
    assert (target["reading"]["on"], target["reading"]["value"]) == ("2026-03-02", 31)
    assert found["other_plans"] == []


def test_other_plans_are_linked_and_unpublished_ones_are_not_there(client, plan):
    PlanFactory(slug="before", start=date(2022, 8, 1), end=date(2025, 7, 31), published_at=timezone.now())
    PlanFactory(slug="later", start=date(2028, 8, 1), end=date(2031, 7, 31))
    found = client.get("/api/plan/").json()
    assert [other["data"] for other in found["other_plans"]] == ["http://testserver/api/plan/before/"]
    assert client.get("/api/plan/before/").json()["plan"]["slug"] == "before"
    assert client.get("/api/plan/later/").status_code == 404


def test_those_who_keep_plans_get_no_more_of_open_data_than_others(client, plan):
    PlanFactory(slug="later")
    for_all = client.get("/api/plan/").content
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=Role.PLAN_OWNER.label))
    client.force_login(user)
    assert client.get("/api/plan/").content == for_all
    assert client.get("/api/plan/later/").status_code == 404


def test_without_a_plan_the_data_say_so(client):
    assert client.get("/api/plan/").json() == {"version": 1, "plan": None, "actions": [], "other_plans": []}


@pytest.mark.parametrize("address", ["/api/plan/", "/api/plan/now/", "/plan/updates.atom"])
def test_it_can_be_kept_and_asked_for_again(client, plan, address):
    answer = client.get(address)
    assert answer["ETag"]
    assert "public" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    UpdateFactory(action=plan.actions.get(), note="The window is in.")
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", ["/api/plan/", "/api/plan/now/"])
def test_any_site_may_read_it_and_none_may_write(client, plan, address):
    assert client.get(address)["Access-Control-Allow-Origin"] == "*"
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405


@pytest.mark.parametrize(
    "address", ["/api/plan/", "/plan/updates.atom", "/plan/now/actions.csv", "/plan/", "/plan/?show=all"]
)
def test_what_is_private_is_in_none_of_it(client, plan, address):
    text = client.get(address).content.decode()
    assert "Open the workshop" in text
    assert "Between us" not in text
    assert "ephyrine" not in text


def test_files_hold_the_table_without_notes(client, plan):
    answer = client.get("/plan/now/actions.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="action-plan-now.csv"'
    assert answer["Cache-Control"] == "public, max-age=600"
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Code"], row["Action"], row["Step"], row["Notes"]) for row in rows] == [
        ("V1", "Open the workshop", "", ""),
        ("V1", "", "a", ""),
    ]
    answer = client.get("/plan/now/actions.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="action-plan-now.xlsx"'
    cells = [cell for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True) for cell in row]
    assert "Open the workshop" in cells
    assert "Between us" not in cells


@pytest.mark.parametrize("kind", ["pdf", "csv.exe", "xls"])
def test_there_are_no_other_files(client, plan, kind):
    assert client.get(f"/plan/now/actions.{kind}").status_code == 404


def test_the_file_of_an_unpublished_plan_is_kept_by_nobody(client):
    PlanFactory(slug="later")
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=Role.PLAN_OWNER.label))
    client.force_login(user)
    assert client.get("/plan/later/actions.csv")["Cache-Control"] == "no-store"


def test_the_feed_tells_what_people_said_the_latest_first(client, plan):
    action = plan.actions.get()
    UpdateFactory(action=action, note="As imported", source=UpdateSource.IMPORT)
    UpdateFactory(
        action=action, status="done", note="The window\x0b is in.", author_words="Estates",
        created_at=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    UpdateFactory(action=ActionFactory(plan=PlanFactory(slug="later")), note="Hidden")
    answer = client.get("/plan/updates.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ET.fromstring(answer.content).findall("a:entry", ATOM)
    assert [entry.findtext("a:summary", namespaces=ATOM) for entry in entries] == ["The window is in.", "Ordered."]
    first = entries[0]
    assert first.findtext("a:title", namespaces=ATOM) == "V1: done. Open the workshop"
    assert first.findtext("a:author/a:name", namespaces=ATOM) == "Estates"
    link = first.find("a:link", ATOM)
    assert link is not None
    assert link.get("href", "").startswith("http://testserver/plan/now/v1/#update-")


def test_pages_lead_to_the_feed(client, plan):
    text = client.get("/plan/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" href="/plan/updates.atom"' in text


def test_evidence_that_was_withdrawn_since_is_not_told(client, plan):
    somebody = live_technician(slug="a-technician")
    evidence = [["A page", "/skills/"], ["A Technician", somebody.get_absolute_url()]]
    Reading.objects.update(evidence=evidence, taken_at=timezone.now() + timedelta(seconds=1))

    def told():
        (action,) = client.get("/api/plan/").json()["actions"]
        return [link["url"] for link in action["targets"][0]["reading"]["evidence"]]

    assert told() == ["http://testserver/skills/", "http://testserver/technicians/a-technician/"]
    show(somebody, Audience.ONLY_ME)
    assert told() == ["http://testserver/skills/"]
