"""Readings are taken once a day, never rewritten, and what is missing is said."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from plan.models import Reading, ReportedMeasure, Target
from plan.services.readings import ReadingsFailedError, ReadingThereError, report_reading, take_readings
from portal.core.jobs import run_due_jobs
from portal.core.registries import Measure, measures
from tests.factories.people import DepartmentFactory, UserFactory, live_technician
from tests.factories.plans import ActionFactory, PlanFactory, UpdateFactory

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, LATER = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 10)


@pytest.fixture
def target() -> Target:
    action = ActionFactory(plan=PlanFactory(start=date(2025, 8, 1), end=date(2028, 7, 31)))
    return Target.objects.create(action=action, measure="profiles.public", goal=60, by=date(2027, 7, 31))


def held() -> list[tuple[object, ...]]:
    return list(Reading.objects.order_by("on", "pk").values_list("measure", "start", "on", "value"))


def test_a_reading_of_each_day_is_taken_once(target: Target) -> None:
    people = [live_technician(), live_technician()]
    assert take_readings(MONDAY) == "1 readings taken, 0 were there"
    live_technician()
    assert take_readings(MONDAY) == "0 readings taken, 1 were there"
    assert take_readings(TUESDAY) == "1 readings taken, 0 were there"
    assert held() == [
        ("profiles.public", date(2025, 8, 1), MONDAY, 2.0),
        ("profiles.public", date(2025, 8, 1), TUESDAY, 3.0),
    ]
    assert {tuple(link) for link in Reading.objects.get(on=MONDAY).evidence} == {
        (str(person.display_name), f"/technicians/{person.slug}/") for person in people
    }


def test_days_that_were_missed_are_told_and_stay_missing(target: Target) -> None:
    take_readings(MONDAY)
    assert take_readings(LATER) == "1 readings taken, 0 were there; none was taken on 7 days before"
    assert [row[2] for row in held()] == [MONDAY, LATER]


def test_two_targets_of_one_measure_share_a_reading(target: Target) -> None:
    Target.objects.create(action=ActionFactory(plan=target.action.plan), measure=target.measure, goal=9, by=LATER)
    department = DepartmentFactory()
    Target.objects.create(
        action=target.action, measure=target.measure, department=department, goal=9, by=date(2027, 7, 31)
    )
    assert take_readings(MONDAY) == "2 readings taken, 0 were there"
    assert Reading.objects.of(target.measure, department=department.pk).count() == 1


def test_a_measure_that_is_gone_is_told(target: Target) -> None:
    Target.objects.create(action=target.action, measure="events.held", goal=9, by=LATER)
    assert take_readings(MONDAY) == "1 readings taken, 0 were there; no longer measured: events.held"


def test_a_week_without_a_run_is_told_once_and_doubles_nothing(target: Target) -> None:
    live_technician()
    take_readings(MONDAY)
    live_technician()
    assert take_readings(LATER) == "1 readings taken, 0 were there; none was taken on 7 days before"
    live_technician()
    assert take_readings(LATER) == "0 readings taken, 1 were there; none was taken on 7 days before"
    assert take_readings(LATER + timedelta(days=1)) == "1 readings taken, 0 were there"
    assert [(row[2], row[3]) for row in held()] == [(MONDAY, 1.0), (LATER, 2.0), (LATER + timedelta(days=1), 3.0)]


def test_days_between_two_plans_are_not_missed(target: Target) -> None:
    Reading.objects.create(measure="profiles.public", start=date(2022, 8, 1), on=date(2025, 7, 31),
                           end=date(2025, 7, 31), value=9)  # fmt: skip
    assert take_readings(MONDAY) == "1 readings taken, 0 were there"
    assert take_readings(date(2028, 8, 1)) == "0 readings taken, 0 were there"


def test_the_job_misses_no_day_however_its_hour_slips(target: Target) -> None:
    moment = datetime(2026, 3, 2, 23, 58, tzinfo=UTC)
    while moment < datetime(2026, 3, 4, 2, 0, tzinfo=UTC):
        with time_machine.travel(moment, tick=False):
            run_due_jobs()
        moment += timedelta(minutes=17)
    assert [row[2] for row in held()] == [date(2026, 3, day) for day in (2, 3, 4)]


def test_a_measure_that_fails_keeps_no_other_from_its_turn(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    def compute(scope: object) -> None:
        raise ZeroDivisionError

    broken = Measure("profiles.broken", "Broken", "", "more", compute)  # type: ignore[arg-type]
    monkeypatch.setitem(measures._entries, "profiles.broken", broken)
    Target.objects.create(action=target.action, measure="profiles.broken", goal=1, by=LATER)
    line = "1 readings taken, 0 were there; could not be counted: profiles.broken"
    with pytest.raises(ReadingsFailedError, match=line):
        take_readings(MONDAY)
    assert [row[0] for row in held()] == ["profiles.public"]
    monkeypatch.delitem(measures._entries, "profiles.broken")
    Target.objects.filter(measure="profiles.broken").delete()
    assert take_readings(MONDAY) == "0 readings taken, 1 were there"


@pytest.mark.parametrize("status", ["done", "stopped"])
def test_of_actions_that_have_ended_readings_go_on(target: Target, status: str) -> None:
    UpdateFactory(action=target.action, status=status)
    assert take_readings(MONDAY) == "1 readings taken, 0 were there"


@pytest.mark.parametrize(
    ("on", "taken"), [(date(2025, 8, 1), 1), (date(2027, 8, 1), 1), (date(2028, 7, 31), 1), (date(2028, 8, 1), 0)]
)
def test_readings_are_taken_from_a_plans_first_day_to_its_last(target: Target, on: date, taken: int) -> None:
    """Also after the day by which a target was to be reached, and before the plan is published."""
    assert target.action.plan.published_at is None
    assert take_readings(on) == f"{taken} readings taken, 0 were there"


def test_plans_that_do_not_run_are_not_measured(target: Target) -> None:
    assert take_readings(date(2025, 7, 31)) == "0 readings taken, 0 were there"
    assert held() == []


def test_a_number_that_is_too_small_is_kept_as_none(target: Target) -> None:
    Target.objects.filter(pk=target.pk).update(measure="profiles.live")
    live_technician()
    take_readings(MONDAY)
    reading = Reading.objects.get()
    assert (reading.value, reading.note) == (None, "fewer than five, or too few to tell apart")


def test_what_is_reported_has_its_source_and_is_never_rewritten() -> None:
    measure = ReportedMeasure.objects.create(label="Outputs that name a technician", unit="%")
    author = UserFactory()
    reading = report_reading(measure, MONDAY, 46, " Research repository ", author)
    assert (reading.source, reading.author, reading.is_reported) == ("Research repository", author, True)
    with pytest.raises(ReadingThereError):
        report_reading(measure, MONDAY, 47, "Another count", author)
    assert Reading.objects.get().value == 46
    assert take_readings(TUESDAY) == "0 readings taken, 0 were there"


@pytest.mark.parametrize(
    ("on", "source", "words"),
    [(date(2999, 1, 1), "Repository", "a day that has not come"), (MONDAY, " ", "Say where the number comes from")],
)
def test_what_cannot_be_reported(on: date, source: str, words: str) -> None:
    measure = ReportedMeasure.objects.create(label="Outputs", unit="%")
    with pytest.raises(ValueError, match=words):
        report_reading(measure, on, 46, source, None)
    assert held() == []
