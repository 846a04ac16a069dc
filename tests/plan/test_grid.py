"""The years of a plan at a glance."""

from datetime import date

import pytest

from plan.enums import ActionStatus, TimescaleKind
from plan.grid import MOST_IN_A_CELL, grid_of
from plan.models import Milestone, Step
from plan.plan_page import standings_of
from plan.themes import by_theme
from tests.factories.plans import ActionFactory, PlanFactory, UpdateFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def the_grid(plan, today=TODAY):
    return grid_of(plan.period, by_theme(standings_of(plan, today)), today)


def test_what_is_over_is_shaded_up_to_today():
    plan = PlanFactory()
    Milestone.objects.create(action=ActionFactory(plan=plan), start=plan.start, end=plan.end)
    heads = the_grid(plan).heads
    assert [head.css for head in heads] == ["past", "past", "now t6", "", "", ""]
    assert [head.key for head in heads][:3] == ["2025-08", "2026-02", "2026-08"]


def test_a_date_stands_in_the_part_in_which_it_ends():
    plan = PlanFactory()
    action = ActionFactory(plan=plan)
    Milestone.objects.create(action=action, start=date(2026, 5, 1), end=date(2026, 7, 31))
    (line,) = the_grid(plan).lines
    assert [len(cell.entries) for cell in line.cells] == [0, 1, 0, 0, 0, 0]
    (entry,) = line.cells[1].entries
    assert (entry.code, entry.status, entry.is_overdue) == (action.code, ActionStatus.NOT_STARTED, True)


@pytest.mark.parametrize(
    ("status", "kind", "done_on", "shown", "is_overdue"),
    [
        (ActionStatus.ON_TRACK, TimescaleKind.BY, None, ActionStatus.ON_TRACK, True),
        (ActionStatus.ON_TRACK, TimescaleKind.BY, date(2026, 3, 1), ActionStatus.DONE, False),
        (ActionStatus.ON_TRACK, TimescaleKind.ONGOING, None, ActionStatus.ON_TRACK, False),
        (ActionStatus.DONE, TimescaleKind.BY, None, ActionStatus.DONE, False),
        (ActionStatus.STOPPED, TimescaleKind.BY, None, ActionStatus.STOPPED, False),
    ],
)
def test_what_is_done_and_what_is_late(status, kind, done_on, shown, is_overdue):
    plan = PlanFactory()
    action = ActionFactory(plan=plan, timescale_kind=kind)
    Milestone.objects.create(action=action, start=date(2026, 3, 1), end=date(2026, 3, 31), done_on=done_on)
    UpdateFactory(action=action, status=status)
    (line,) = the_grid(plan).lines
    (entry,) = line.cells[1].entries
    assert (entry.status, entry.is_overdue) == (shown, is_overdue)


def test_a_date_of_one_step_is_told_by_the_step():
    plan = PlanFactory()
    action = ActionFactory(plan=plan)
    step = Step.objects.create(action=action, text="Mend the window", done_on=date(2026, 3, 3))
    Milestone.objects.create(action=action, step=step, start=date(2026, 3, 1), end=date(2026, 3, 31))
    (line,) = the_grid(plan).lines
    (entry,) = line.cells[1].entries
    assert (entry.words, entry.status) == ("Mend the window", ActionStatus.DONE)


def test_a_full_cell_leads_to_the_list():
    plan = PlanFactory()
    for day in range(1, MOST_IN_A_CELL + 3):
        Milestone.objects.create(action=ActionFactory(plan=plan), start=plan.start, end=date(2026, 3, day))
    (line,) = the_grid(plan).lines
    cell = line.cells[1]
    assert len(cell.entries) == MOST_IN_A_CELL
    assert (cell.more, cell.more_query) == (2, "theme=none&due=in-2026-02")


def test_dates_outside_the_plan_and_themes_without_any_make_no_row():
    plan = PlanFactory()
    Milestone.objects.create(action=ActionFactory(plan=plan), start=date(2029, 1, 1), end=date(2029, 1, 31))
    ActionFactory(plan=plan)
    assert the_grid(plan).lines == ()
