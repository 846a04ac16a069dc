"""How targets stand: the latest reading of each, the straight way to the goal, what counts as behind."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plan.enums import Better
from plan.evidence import MeasuredHow, TargetStanding, latest_readings, target_standings
from plan.models import ReportedMeasure, Target
from plan.services.readings import report_reading
from portal.core.models import Theme
from tests.factories.people import DepartmentFactory, UserFactory
from tests.factories.plans import ActionFactory, PlanFactory, ReadingFactory, TargetFactory

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def standing(on: date = MONDAY, **fields: Any) -> TargetStanding:
    """Return how one target stands."""
    made = TargetFactory(**fields)
    return target_standings(Target.objects.filter(pk=made.pk).with_scope(), on)[0]


def value_on(target: Target, on: date) -> float | None:
    reading = latest_readings([target.pk], on).get(target.pk)
    return reading.value if reading else None


def test_the_latest_reading_up_to_the_day_counts() -> None:
    target = TargetFactory()
    assert latest_readings([target.pk], MONDAY) == {}
    ReadingFactory(on=MONDAY, value=31)
    ReadingFactory(on=TUESDAY, value=32)
    assert [value_on(target, on) for on in (date(2026, 3, 1), MONDAY, TUESDAY, date(2026, 5, 1))] == [None, 31, 32, 32]


def test_readings_of_others_do_not_count() -> None:
    theme, department = Theme.objects.create(name="Visibility", slug="visible"), DepartmentFactory()
    ReadingFactory(value=1, measure="profiles.registered")
    ReadingFactory(value=2, theme=theme)
    ReadingFactory(value=3, department=department)
    ReadingFactory(value=4, start=date(2024, 8, 1))
    mine, of_department = TargetFactory(), TargetFactory(department=department)
    assert latest_readings([mine.pk, of_department.pk], MONDAY).keys() == {of_department.pk}
    assert value_on(of_department, MONDAY) == 3


def test_what_is_reported_by_hand_belongs_to_no_plan() -> None:
    measure = ReportedMeasure.objects.create(label="Labs with a named technician", unit="%", meaning="Of all labs.")
    report_reading(measure, MONDAY, 46, "Survey of labs", UserFactory())
    found = standing(measure=measure.key, goal=80, baseline=10)
    assert (found.value, found.words.how, found.words.label, found.words.unit, found.words.meaning) == (
        46, MeasuredHow.REPORTED, "Labs with a named technician", "%", "Of all labs.",
    )  # fmt: skip


def test_a_measure_that_is_gone_keeps_what_was_read() -> None:
    ReadingFactory(measure="events.open_days", value=7)
    found = standing(measure="events.open_days")
    assert (found.value, found.words.how, found.words.label) == (7, MeasuredHow.GONE, "open days")
    lost = standing(measure="reported.999999")
    assert (lost.value, lost.words.how) == (None, MeasuredHow.GONE)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 1, 1), 20),
        (date(2025, 8, 1), 20),
        (date(2026, 7, 31), 40),
        (date(2027, 7, 31), 60),
        (date(2028, 1, 1), 60),
    ],
)
def test_the_straight_way_from_baseline_to_goal(on: date, expected: float) -> None:
    # 729 days lie between 1 August 2025 and 31 July 2027
    assert standing(on).expected == pytest.approx(expected, abs=0.03)


def test_without_a_baseline_nothing_is_expected() -> None:
    assert standing(baseline=None, baseline_on=None).expected is None


@pytest.mark.parametrize(
    ("value", "better", "baseline", "goal", "on", "met", "behind"),
    [
        (40, Better.MORE, 20, 60, date(2026, 7, 31), False, False),
        (36.5, Better.MORE, 20, 60, date(2026, 7, 31), False, False),
        (35.5, Better.MORE, 20, 60, date(2026, 7, 31), False, True),
        (60, Better.MORE, 20, 60, date(2026, 7, 31), True, False),
        (59, Better.MORE, 20, 60, date(2027, 7, 31), False, False),
        (59, Better.MORE, 20, 60, date(2027, 8, 1), False, True),
        (40, Better.FEWER, 60, 20, date(2026, 7, 31), False, False),
        (44.5, Better.FEWER, 60, 20, date(2026, 7, 31), False, True),
        (20, Better.FEWER, 60, 20, date(2026, 7, 31), True, False),
        (None, Better.MORE, 20, 60, date(2027, 8, 1), False, False),
    ],
)
def test_met_and_behind(
    value: float | None, better: Better, baseline: float, goal: float, on: date, met: bool, behind: bool
) -> None:
    ReadingFactory(value=value, on=MONDAY)
    found = standing(on, better=better, baseline=baseline, goal=goal)
    assert (found.is_met, found.is_behind) == (met, behind)


def test_places_on_a_scale() -> None:
    ReadingFactory(value=30)
    found = standing()
    assert [found.place(each) for each in (0, 20, 30, 60, 99, None)] == [0, 33, 50, 100, 100, None]
    assert standing(goal=0, baseline=0, measure="profiles.nothing").place(0) is None


def test_as_many_queries_for_thirty_targets_as_for_one() -> None:
    plan = PlanFactory()
    measure = ReportedMeasure.objects.create(label="Labs with a named technician")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for found in target_standings(Target.objects.with_scope(), MONDAY):
                assert (found.value, found.scope, found.expected is None) is not None
        return len(asked)

    ReadingFactory()
    TargetFactory(action__plan=plan)
    TargetFactory(action__plan=plan, measure=measure.key)
    first = queries()
    for number in range(30):
        TargetFactory(action=ActionFactory(plan=plan), department=DepartmentFactory(), goal=number)
    assert (first, queries()) == (4, 4)
