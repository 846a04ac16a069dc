"""What is exported is the same when it is brought in again, as XLSX and as CSV."""

import pytest

from plan.enums import ActionStatus, RowBecame
from plan.exporting import plan_rows
from plan.facts import facts_of
from plan.importing.own_table import COLUMNS, own_table, understand_own
from plan.importing.reading import read
from plan.importing.result import PlanAsRead
from plan.models import Action, Plan
from plan.services.imports import apply_import
from plan.services.proposing import propose
from portal.core.spreadsheets import FILES, safe_cell
from tests.factories.people import UserFactory
from tests.factories.plans import PERIOD, PlanImportFactory, read_action, read_plan

pytestmark = pytest.mark.usefixtures("facts")

ODD = read_action(
    "1",
    "=SUM(A1:A9) is what the budget says",
    code_given=False,
    detail="- first\n- second\n+44 is no number",
    leads=("@home", "Dr O’Neil; Stores, 2nd floor"),
    notes="'quoted'",
    status=ActionStatus.AT_RISK,
    continues=None,
)


def the_plan() -> Plan:
    found = PlanImportFactory()
    apply_import(found, read_plan(read_action(), ODD, read_action("V2", steps=(), themes=())), UserFactory())
    assert found.plan is not None
    return found.plan


def exported(plan: Plan, kind: str, *, with_notes: bool = True) -> PlanAsRead:
    file = FILES[kind]("plan", COLUMNS, plan_rows(plan, with_notes=with_notes))
    table = own_table(read(file.content))
    assert table is not None
    return understand_own(table, plan.title, PERIOD)


def all_of(plan: Plan) -> list[tuple[object, ...]]:
    actions = Action.objects.filter(plan=plan).with_facts().with_status()
    return [(each.code, each.code_given, each.status, facts_of(each)) for each in actions]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_same_in_an_empty_database(kind: str) -> None:
    plan = the_plan()
    held, read_again = all_of(plan), exported(plan, kind)
    assert {each.outcome for each in propose(read_again, plan)} == {"same"}
    again = PlanImportFactory(title="The same once more")
    apply_import(again, read_again, UserFactory())
    assert again.plan is not None
    assert again.plan != plan
    assert all_of(again.plan) == held
    assert not [doubt for row in read_again.rows for doubt in row.doubts]


def test_the_public_gets_no_notes() -> None:
    plan = the_plan()
    assert {action.notes for action in exported(plan, "csv", with_notes=False).actions} == {""}
    assert "insurance" not in str(list(plan_rows(plan, with_notes=False)))


def test_no_cell_is_a_formula() -> None:
    cells = [str(safe_cell(cell)) for row in plan_rows(the_plan(), with_notes=True) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_rows_say_what_they_became() -> None:
    rows = exported(the_plan(), "csv").rows
    assert [(row.became, row.action) for row in rows] == [
        (RowBecame.HEADER, ""),
        (RowBecame.ACTION, "V1"), (RowBecame.PART, "V1"), (RowBecame.PART, "V1"),
        (RowBecame.ACTION, "1"), (RowBecame.PART, "1"), (RowBecame.PART, "1"),
        (RowBecame.ACTION, "V2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "typed", "doubt"),
    [
        ("Status", "Nearly", "‘Nearly’ is no status"),
        ("Themes", "Visibility\nTea", "‘Tea’ is no theme"),
        ("From and to", "next week", "‘next week’ is not written as 2026-03-01 to 2026-03-31"),
    ],
)
def test_what_was_changed_beyond_understanding_is_doubted(column: str, typed: str, doubt: str) -> None:
    plan = the_plan()
    rows = [list(row) for row in plan_rows(plan, with_notes=True)]
    rows[0][[str(each) for each in COLUMNS].index(column)] = typed
    table = own_table(read(FILES["csv"]("plan", COLUMNS, rows).content))
    assert table is not None
    doubts = [text for row in understand_own(table, "", PERIOD).rows for text in row.doubts]
    assert len(doubts) == 1
    assert doubts[0].startswith(doubt)


def test_another_table_is_not_taken_for_an_export() -> None:
    assert own_table(read(b"Code,Action,Lead\nV1,Mend the lathe,Workshop\n")) is None
