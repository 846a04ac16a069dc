"""The screens of those who keep plans: who opens them, what they show, what they refuse."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plan.models import Action, Milestone, Plan, Reading, ReportedMeasure, Step, Target
from plan.services.imports import apply_import
from plan.services.readings import report_reading
from plan.services.writing import write_leads
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.roles import Role
from tests.factories.people import UserFactory
from tests.factories.plans import (
    ActionFactory,
    PlanFactory,
    PlanImportFactory,
    ReadingFactory,
    TargetFactory,
    UpdateFactory,
    read_action,
    read_plan,
)

pytestmark = pytest.mark.usefixtures("facts")
TODAY = date(2026, 11, 20)
KEEPERS = {Role.PLAN_OWNER, Role.SITE_MANAGER}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def keeper(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.PLAN_OWNER.label, first_name="Orla", last_name="Fenwright")


@pytest.fixture
def as_keeper(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(title="Plan of workshops")


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def shown(html: str) -> list[str]:
    """Return the codes of the actions in the list, in their order."""
    return re.findall(r'<td class="title plan-title">\s*<a [^>]*><b>([^<]+)</b>', html)


def address_of(plan: Plan) -> str:
    return reverse("plans:plan", args=[plan.pk])


ADDRESSES: dict[str, Callable[[Action], str]] = {
    "index": lambda a: reverse("plans:index"),
    "new": lambda a: reverse("plans:add"),
    **{
        name: lambda a, name=name: reverse(f"plans:{name}", args=[a.plan_id])
        for name in ("plan", "edit", "publish", "endorse", "order", "history", "add_action", "steering")
    },
    **{
        name: lambda a, name=name: reverse(f"plans:{name}", args=[a.pk])
        for name in ("action", "edit_action", "done", "reviewed", "delete_action", "action_history", "add_target")
    },
    "file": lambda a: reverse("plans:file", args=[a.plan_id, "csv"]),
    "target": lambda a: reverse("plans:target", args=[TargetFactory(action=a).pk]),
    "measures": lambda a: reverse("plans:measures"),
    "new measure": lambda a: reverse("plans:add_measure"),
    **{
        name: lambda a, name=name: reverse(f"plans:{name}", args=[ReportedMeasure.objects.create(label=name).pk])
        for name in ("measure", "edit_measure")
    },
}


@pytest.mark.parametrize("role", sorted(KEEPERS))
@pytest.mark.parametrize("name", list(ADDRESSES))
def test_who_keeps_plans_opens_it(client: Client, db: None, role: Role, name: str) -> None:
    sync_roles()
    address = ADDRESSES[name](ActionFactory())
    client.force_login(UserFactory(role=role.label))
    for ask in (client.get, client.post):
        answer = ask(address)
        assert answer.status_code != 403
        assert not answer.headers.get("Location", "").startswith(("/admin/login/", "/account/", "/me/"))


@pytest.mark.parametrize("name", list(ADDRESSES))
def test_nobody_else_does(client: Client, db: None, name: str) -> None:
    sync_roles()
    action = ActionFactory()
    address = ADDRESSES[name](action)
    for role in [*(role for role in Role if role not in KEEPERS), None]:
        client.force_login(UserFactory(role=role.label if role else None))
        assert [ask(address).status_code for ask in (client.get, client.post)] == [302, 302], role
    assert list(Action.objects.values_list("pk", "version")) == [(action.pk, 0)]
    assert Target.objects.count() == (name == "target")
    assert not Reading.objects.exists()


def test_the_list_of_plans(as_keeper: Client, plan: Plan) -> None:
    UpdateFactory(action=ActionFactory(plan=plan), status="done")
    ActionFactory(plan=plan)
    html = page(as_keeper, reverse("plans:index"))
    assert "Plan of workshops" in html
    assert "August 2025 to July 2028" in html
    assert "Not published" in html
    assert re.search(r"plan-status--done\">Done</span>\s+1", html)
    assert re.search(r"plan-status--not-started\">Not started</span>\s+1", html)


def test_an_empty_portal_says_how_to_begin(as_keeper: Client) -> None:
    assert "There is no action plan yet" in page(as_keeper, reverse("plans:index"))


@pytest.fixture
def five(plan: Plan) -> Plan:
    """Return a plan of five actions, each of which asks for something else."""
    late = ActionFactory(plan=plan, code="LATE", title="Mend the roof", timescale_kind="by")
    Milestone.objects.create(action=late, start=date(2026, 3, 1), end=date(2026, 3, 31))
    write_leads(late, ["Estates"])
    going = ActionFactory(plan=plan, code="GOES", title="Keep the door open", timescale_kind="ongoing")
    going.themes.add(Theme.objects.get(slug="visibility"))
    write_leads(going, ["Stores", "Estates Office"])
    differs = ActionFactory(plan=plan, code="DIFF", title="Count profiles")
    TargetFactory(action=differs)
    ReadingFactory(value=21, on=date(2026, 11, 1))
    UpdateFactory(action=differs, status="done", on=date(2026, 10, 1))
    stopped = ActionFactory(plan=plan, code="STOP", title="Buy a submarine", notes="Too deep")
    UpdateFactory(action=stopped, status="stopped", note="No sea")
    ActionFactory(plan=plan, code="LAST", title="Write it up")
    return plan


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["LATE", "GOES", "DIFF", "STOP", "LAST"]),
        ("?q=DOOR+open", ["GOES"]),
        ("?q=deep", ["STOP"]),
        ("?q=estates", ["LATE", "GOES"]),
        ("?theme=visibility", ["GOES"]),
        ("?status=done", ["DIFF"]),
        ("?status=not-started", ["LATE", "GOES", "LAST"]),
        ("?lead=Estates", ["LATE"]),
        ("?only=overdue", ["LATE"]),
        ("?only=review", ["GOES"]),
        ("?only=differs", ["DIFF"]),
        ("?only=unmeasured", ["LATE", "GOES", "LAST"]),
        ("?only=unmeasured&only=review", ["GOES"]),
        ("?status=done&theme=visibility", []),
        ("?status=martian&theme=tea&only=moon&lead=x", ["LATE", "GOES", "DIFF", "STOP", "LAST"]),
    ],
)
def test_filters_stand_in_the_address(as_keeper: Client, five: Plan, query: str, codes: list[str]) -> None:
    html = page(as_keeper, address_of(five) + query)
    assert shown(html) == codes
    assert ("show all 5" in html) == (not codes)


def test_a_plan_without_actions_says_what_to_do(as_keeper: Client, plan: Plan) -> None:
    assert "The plan has no actions yet" in page(as_keeper, address_of(plan))


def test_what_a_machine_said_is_told_apart(as_keeper: Client, plan: Plan, keeper: User) -> None:
    action = ActionFactory(plan=plan, reviewed_on=date(2026, 1, 5), reviewed_by=keeper)
    UpdateFactory(action=action, source="import", on=date(2026, 2, 3))
    html = page(as_keeper, address_of(plan))
    assert "said on 3 Feb 2026, by an import" in html
    assert "5 Jan 2026" in html
    assert "Orla Fenwright" in html


def test_queries_do_not_grow(as_keeper: Client, plan: Plan, keeper: User) -> None:
    counts = []
    for number in (1, 29):
        for _ in range(number):
            action = ActionFactory(plan=plan)
            write_leads(action, ["Estates", "Stores"], {"Stores": UserFactory().pk})
            action.themes.add(Theme.objects.first())
            step = Step.objects.create(action=action, text="First")
            Milestone.objects.create(action=action, step=step, start=TODAY, end=TODAY)
            UpdateFactory(action=action)
            TargetFactory(action=action)
            Action.objects.filter(pk=action.pk).update(reviewed_on=TODAY, reviewed_by=UserFactory())
            measure = ReportedMeasure.objects.create(label=f"Visitors {action.code}")
            report_reading(measure, TODAY, 12, "The visitors' book", keeper)
        of_plan = (reverse(f"plans:{name}", args=[plan.pk]) for name in ("plan", "history", "steering"))
        for address in (*of_plan, reverse("plans:index"), reverse("plans:measures")):
            page(as_keeper, address)  # kinds of content are kept once they were asked for
            with CaptureQueriesContext(connection) as asked:
                page(as_keeper, address)
            counts.append((address, len(asked)))
    assert counts[:5] == counts[5:]


def ticks(plan: Plan, *codes: str) -> list[str]:
    return [f"{each.pk}-{each.version}" for each in plan.actions.filter(code__in=codes)]


def test_many_get_a_status_and_the_view_stays(as_keeper: Client, five: Plan) -> None:
    address = address_of(five) + "?only=unmeasured"
    sent = {"do": "status", "ticked": ticks(five, "LATE", "LAST"), "status": "delayed", "author_words": "Office"}
    answer = as_keeper.post(address, sent)
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "2 actions: delayed." in page(as_keeper, address)
    assert shown(page(as_keeper, address_of(five) + "?status=delayed")) == ["LATE", "LAST"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"do": "status", "status": "done", "author_words": "Office"}, "Tick the actions first"),
        ({"do": "status", "ticked": ["x", "1-", "-", "9" * 40 + "-1"], "status": "done"}, "Tick the actions first"),
        ({"do": "status", "ticked": ["LAST"], "status": "done", "author_words": ""}, "Say who speaks"),
        ({"do": "status", "ticked": ["LAST"], "status": "", "author_words": "Office"}, "Choose how they are going"),
        ({"do": "status", "ticked": ["LAST"], "status": "stopped", "author_words": "Office"}, "Say why it was stopped"),
        ({"do": "leads", "ticked": ["LAST"], "lead": "", "way": "add"}, "Say who leads"),
        ({"do": "leads", "ticked": ["LAST"], "lead": "A", "way": "replace"}, "Say which lead is replaced"),
        ({"do": "leads", "ticked": ["LAST"], "lead": "A", "way": "replace", "instead": "B"}, "None of them has"),
        ({"do": "leads", "ticked": ["LAST"], "lead": "A", "way": "add", "account": "no one"}, "Nobody who signs in"),
        ({"do": "themes", "ticked": ["LAST"], "way": "add"}, "Choose a theme"),
    ],
)  # fmt: skip
def test_what_is_refused_for_many(as_keeper: Client, five: Plan, sent: dict[str, object], words: str) -> None:
    if sent.get("ticked") == ["LAST"]:
        sent = sent | {"ticked": ticks(five, "LAST")}
    answer = as_keeper.post(address_of(five), sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    kept = re.findall(r'name="ticked" value="([^"]+)"[^>]* checked>', html)
    assert kept == (ticks(five, "LAST") if sent.get("ticked") == ticks(five, "LAST") else [])
    assert not Action.objects.filter(version__gt=0).exists()


def test_another_tab_was_quicker(as_keeper: Client, five: Plan) -> None:
    sent = {"do": "themes", "ticked": ticks(five, "LAST"), "themes": [Theme.objects.first().pk], "way": "add"}
    Action.objects.filter(code="LAST").update(version=3)
    answer = as_keeper.post(address_of(five), sent)
    assert answer.status_code == 422
    assert "Somebody changed LAST meanwhile" in answer.content.decode()


def test_what_is_not_done_to_many(as_keeper: Client, five: Plan) -> None:
    assert as_keeper.post(address_of(five), {"do": "delete"}).status_code == 404


def mark(html: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', html)
    assert found
    return found[1]


def test_the_buttons_move_without_a_script(as_keeper: Client, five: Plan) -> None:
    html = page(as_keeper, address_of(five))
    order, first = reverse("plans:order", args=[five.pk]), five.actions.get(code="LATE").pk
    answer = as_keeper.post(order, {"move": f"down-{first}", "seen": mark(html)})
    assert answer["Location"] == f"{address_of(five)}#action-{first}"
    html = page(as_keeper, address_of(five))
    assert shown(html) == ["GOES", "LATE", "DIFF", "STOP", "LAST"]
    as_keeper.post(order, {"action": first, "place": "5", "seen": mark(html)})
    again = page(as_keeper, address_of(five))
    assert shown(again) == ["GOES", "DIFF", "STOP", "LAST", "LATE"]
    as_keeper.post(order, {"action": first, "place": "1", "seen": mark(html)})
    assert "Somebody changed the order" in page(as_keeper, address_of(five))
    as_keeper.post(order, {"move": f"down-{first}", "seen": mark(again)})
    refused = page(as_keeper, address_of(five))
    assert "Choose a place from 1 to 5" in refused
    assert shown(refused) == shown(again)


def test_the_script_sends_the_whole_order(as_keeper: Client, five: Plan) -> None:
    html, order = page(as_keeper, address_of(five)), reverse("plans:order", args=[five.pk])
    wanted = ",".join(str(five.actions.get(code=code).pk) for code in ("LAST", "STOP", "DIFF", "GOES", "LATE"))
    sent = {"order": wanted, "seen": mark(html)}
    answer = as_keeper.post(order, sent, headers={"Accept": "application/json"})
    assert answer.json() == {"seen": mark(page(as_keeper, address_of(five)))}
    again = as_keeper.post(order, sent, headers={"Accept": "application/json"})
    assert (again.status_code, "meanwhile" in again.json()["problem"]) == (409, True)
    assert shown(page(as_keeper, address_of(five))) == ["LAST", "STOP", "DIFF", "GOES", "LATE"]


def test_no_order_where_only_some_are_shown(as_keeper: Client, five: Plan) -> None:
    html = page(as_keeper, address_of(five) + "?only=unmeasured")
    assert 'name="move"' not in html
    assert "To change the order, show all." in html


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_has_the_notes(as_keeper: Client, five: Plan, kind: str) -> None:
    answer = as_keeper.get(reverse("plans:file", args=[five.pk, kind]))
    assert f"{five.slug}-2026-11-20.{kind}" in answer["Content-Disposition"]
    assert kind == "xlsx" or "Too deep" in answer.content.decode()


def test_there_is_no_other_file(as_keeper: Client, five: Plan) -> None:
    page(as_keeper, reverse("plans:file", args=[five.pk, "docx"]), 404)


def test_readings_of_a_measure_cost_the_same_for_many_days(as_keeper: Client, keeper: User) -> None:
    measure = ReportedMeasure.objects.create(label="Visitors")
    counts = []
    for days in (range(1), range(1, 30)):
        for day in days:
            report_reading(measure, TODAY - timedelta(days=day), day, "The visitors' book", keeper)
        page(as_keeper, reverse("plans:measure", args=[measure.pk]))
        with CaptureQueriesContext(connection) as asked:
            page(as_keeper, reverse("plans:measure", args=[measure.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_file_of_the_screen_comes_in_again_without_a_change(as_keeper: Client, plan: Plan) -> None:
    read = read_plan(read_action(), read_action("V2", steps=(), themes=()))
    apply_import(PlanImportFactory(plan=plan), read, UserFactory())
    answer = as_keeper.get(reverse("plans:file", args=[plan.pk, "xlsx"]))
    form = {"file": SimpleUploadedFile("again.xlsx", answer.content), "plan": plan.pk}
    at = as_keeper.post(reverse("plan_imports:upload"), form)["Location"]
    html = page(as_keeper, at)
    assert re.findall(r"(\w[\w ]+) \((\d+)\)", html) == [("All", "2"), ("Stays as it is", "2")]
