"""What awards count: exact numbers by period and department, small ones kept back, and the same after a purge."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from awards.enums import NominationState, Outcome
from awards.kept_numbers import KEY, numbers_of
from awards.measures import MEASURES
from awards.models import ExternalEntry, Nomination, PurgeRecord, Round
from portal.core.registries import Result, Scope, measures
from portal.core.small_numbers import FEW
from profiles.models import Department, Technician
from tests.factories.awards import (
    CategoryFactory,
    HonouredPersonFactory,
    HonourFactory,
    NominationFactory,
    NomineeFactory,
    RoundFactory,
    SchemeFactory,
    ThanksFactory,
)
from tests.factories.people import DepartmentFactory, TechnicianFactory

pytestmark = pytest.mark.django_db
SENT = datetime(2026, 3, 3, 10, tzinfo=UTC)
PEOPLE = ("nominations_received", "people_nominated")


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-06-01 12:00", tick=False):
        yield


def count(key: str, department: Department | None = None, **period: date) -> Result:
    measure = measures.get(key)
    assert measure is not None
    days = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)} | period
    return measure.compute(Scope(**days, department_id=department.pk if department else None))


def values(department: Department | None = None, **period: date) -> list[float | None]:
    return [count(key, department, **period).value for key in PEOPLE]


def technicians(many: int, department: Department | None = None) -> list[Technician]:
    people: list[Technician] = TechnicianFactory.create_batch(many, department=department or DepartmentFactory())
    return people


def nominated(round_: Round, people: list[Technician], **fields: Any) -> list[Nomination]:
    category = round_.categories.first() or CategoryFactory(round=round_)
    return [
        NominationFactory(**{"category": category, "nominee": person, "sent_at": SENT} | fields) for person in people
    ]


def test_nominations_are_counted_when_they_were_sent_and_people_once() -> None:
    round_, department = RoundFactory(), DepartmentFactory()
    people = technicians(6, department)
    nominated(round_, people)
    nominated(round_, people[:2])
    nominated(round_, people[:1], state=NominationState.SET_ASIDE, set_aside_reason="Twice.")
    nominated(round_, people[:1], state=NominationState.DRAFT, sent_at=None)
    nominated(round_, people[:1], state=NominationState.WITHDRAWN)
    nominated(round_, people[:1], sent_at=datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    assert values() == values(department) == [9, 6]
    assert values(start=date(2026, 3, 3), end=date(2026, 3, 3)) == [9, 6]
    assert values(start=date(2025, 12, 31)) == [10, 6]
    assert values(start=date(2026, 3, 4)) == [None, None]


def test_a_team_counts_as_one_nomination_of_all_its_people() -> None:
    round_ = RoundFactory()
    (team,) = nominated(round_, technicians(1))
    for person in technicians(4):
        NomineeFactory(nomination=team, technician=person)
    NomineeFactory(nomination=team, technician=None, name="Bea  Beck")
    NomineeFactory(nomination=team, technician=None, name="bea beck")
    assert values() == [1, 6]


def test_few_people_are_kept_back_however_often_they_are_nominated_and_by_subtraction_too() -> None:
    round_, science = RoundFactory(), DepartmentFactory()
    beneath = DepartmentFactory(parent=science)
    people = technicians(4, beneath)
    nominated(round_, people)
    nominated(round_, people)
    assert [(count(key).value, count(key).note) for key in PEOPLE] == [(None, FEW)] * 2
    nominated(round_, technicians(5, DepartmentFactory(parent=science)))
    assert values(science) == [13, 9]
    assert values(beneath) == [None, None]
    assert all(count(key, other).value is None for key in PEOPLE for other in science.children.all())


def test_departments_are_reached_once_each_and_few_are_kept_back() -> None:
    round_, faculty = RoundFactory(), DepartmentFactory()
    for _ in range(4):
        nominated(round_, technicians(2, DepartmentFactory(parent=faculty)))
    assert count("departments_reached").value is None
    nominated(round_, technicians(2, DepartmentFactory(parent=faculty)))
    assert count("departments_reached").value == 5
    nominated(round_, technicians(5))
    assert [count("departments_reached", place).value for place in (None, faculty)] == [6, 5]


def test_wins_are_what_the_board_shows_and_say_where_only_where_they_are_not_few() -> None:
    scheme, department = SchemeFactory(title="The Steady Hand", slug="the-steady-hand"), DepartmentFactory()
    announced = datetime(2026, 5, 1, 10, tzinfo=UTC)
    wins = [HonourFactory(scheme=scheme, year=2026, announced_at=announced) for _ in range(2)]
    HonourFactory(kind=Outcome.COMMENDED, announced_at=announced)
    HonourFactory(announced_at=None)
    HonourFactory(announced_at=datetime(2026, 9, 1, 10, tzinfo=UTC))
    for honour in wins:
        HonouredPersonFactory(honour=honour, technician=technicians(1, department)[0])
    assert count("award_wins").value == 2
    (link,) = count("award_wins").evidence
    assert (link.title, link.url) == ("The Steady Hand, 2026", "/awards/honours/?year=2026&scheme=the-steady-hand")
    assert (count("award_wins", department).value, count("award_wins", department).note) == (None, FEW)
    for person in technicians(4, department):
        HonouredPersonFactory(honour=wins[0], technician=person)
    assert count("award_wins", department).value == 2


def test_entries_elsewhere_and_thanks() -> None:
    scheme, department = SchemeFactory(external=True), DepartmentFactory()
    people = technicians(5, department)
    for person in people[:4]:
        ExternalEntry.objects.create(scheme=scheme, technician=person, entered_on=date(2026, 2, 2))
        ThanksFactory(technician=person, sent_at=SENT)
    ThanksFactory(technician=people[0], sent_at=SENT)
    assert [count(key).value for key in ("external_entries", "thanks_sent")] == [None, None]
    ExternalEntry.objects.create(scheme=scheme, name="The Kiln Room", entered_on=date(2026, 2, 2))
    ThanksFactory(technician=people[4], sent_at=SENT)
    assert [count(key).value for key in ("external_entries", "thanks_sent")] == [5, 6]
    assert [count(key, department).value for key in ("external_entries", "thanks_sent")] == [None, 6]


def test_numbers_are_the_same_after_a_purge() -> None:
    round_, one, other = RoundFactory(), DepartmentFactory(), DepartmentFactory()
    people = technicians(6, one)
    nominated(round_, people + technicians(5, other))
    nominated(round_, people[:2], sent_at=datetime(2026, 4, 1, 10, tzinfo=UTC))
    periods: list[dict[str, date]] = [{}, {"end": date(2026, 3, 31)}]
    scopes = [(place, period) for place in (None, one, other) for period in periods]
    before = [values(place, **period) for place, period in scopes]
    assert before[0] == [13, 11]
    rows = Nomination.objects.prefetch_related("nominees__technician")
    kept = numbers_of(rows)
    assert all(set(line) == {"day", "department", "nominations", "people"} for line in kept)
    PurgeRecord.objects.create(round=round_, kept={KEY: kept})
    rows.all().delete()
    assert [values(place, **period) for place, period in scopes] == before
    Technician.objects.all().delete()
    Department.objects.filter(pk=other.pk).delete()
    assert values() == before[0]


def test_each_measure_is_offered_and_says_nothing_of_nothing() -> None:
    keys = [measure.key for measure in MEASURES]
    assert keys == [
        "nominations_received", "people_nominated", "departments_reached", "award_wins", "external_entries",
        "thanks_sent",
    ]  # fmt: skip
    assert all(measures.get(key) is not None for key in keys)
    assert [count(key).value for key in keys] == [None, None, None, 0, None, None]
