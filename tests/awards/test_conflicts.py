"""Who may not judge whom: found by the portal, whatever is said."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.conflicts import Involved, Person, conflict_of
from awards.enums import Conflict, ReviewState, SeconderState
from awards.models import Judge, Nomination, Review
from awards.services.judging.conflicts import conflict_between, find_conflicts, note_conflicts
from profiles.enums import DepartmentKind, ProfileState
from tests.awards.judged import candidates_of, judged_round, scored, seat
from tests.factories.awards import NominationFactory, NomineeFactory, SeconderFactory
from tests.factories.people import DepartmentFactory, TechnicianFactory

pytestmark = pytest.mark.django_db


def found(judge: Judge) -> Any:
    return conflict_between(judge, candidates_of(judge.round)[0])


@pytest.fixture
def judge() -> Judge:
    return seat(judged_round(1))


@pytest.fixture
def nomination(judge: Judge) -> Nomination:
    return Nomination.objects.get(round=judge.round)


def test_nothing_is_found_where_nothing_is(judge: Judge) -> None:
    assert found(judge) is None


def test_who_nominated_by_account_or_by_address(judge: Judge, nomination: Nomination) -> None:
    nomination.nominator = judge.user
    nomination.save()
    assert found(judge) == Conflict.NOMINATOR
    assert judge.user is not None
    nomination.nominator, nomination.nominator_email = None, judge.user.email.upper()
    nomination.save()
    assert found(judge) == Conflict.NOMINATOR


def test_who_is_nominated(judge: Judge, nomination: Nomination) -> None:
    technician = TechnicianFactory(state=ProfileState.LIVE, user=judge.user)
    NomineeFactory(nomination=nomination, technician=technician)
    assert found(judge) == Conflict.NOMINEE


def test_who_is_nominated_and_has_not_claimed_the_profile(judge: Judge, nomination: Nomination) -> None:
    assert judge.user is not None
    NomineeFactory(nomination=nomination, technician=TechnicianFactory(email=judge.user.email))
    assert found(judge) == Conflict.NOMINEE


def test_who_seconds_but_not_who_would_rather_not(judge: Judge, nomination: Nomination) -> None:
    assert judge.user is not None
    row = SeconderFactory(nomination=nomination, email=judge.user.email)
    assert found(judge) == Conflict.SECONDER
    row.state = SeconderState.DECLINED
    row.save()
    assert found(judge) is None


@pytest.mark.parametrize("upwards", [True, False])
def test_line_managers_both_ways(judge: Judge, nomination: Nomination, upwards: bool) -> None:
    own = TechnicianFactory(state=ProfileState.LIVE, user=judge.user)
    nominee = nomination.nominees.get().technician
    assert nominee is not None
    low, high = (own, nominee) if upwards else (nominee, own)
    low.manager = high
    low.save()
    assert found(judge) == Conflict.MANAGER


@pytest.mark.parametrize(("kind", "why"), [("team", "same_team"), ("department", "same_team"), ("faculty", None)])
def test_the_same_team(judge: Judge, nomination: Nomination, kind: str, why: str | None) -> None:
    department = DepartmentFactory(kind=DepartmentKind(kind))
    nominee = nomination.nominees.get().technician
    assert nominee is not None
    nominee.department = department
    nominee.save()
    TechnicianFactory(state=ProfileState.LIVE, user=judge.user, department=department)
    assert found(judge) == why


def test_two_of_whom_nothing_is_known_are_not_one() -> None:
    assert conflict_of(Person(), Involved((Person(),), (Person(),), (Person(),))) is None


def test_what_was_scored_in_conflict_counts_no_more(judge: Judge, nomination: Nomination) -> None:
    candidate = candidates_of(judge.round)[0]
    review = scored(judge, candidate, 5, 5, notes="Splendid.")
    SeconderFactory(nomination=nomination, user=judge.user)
    note_conflicts(judge.round)
    review.refresh_from_db()
    assert (review.state, review.conflict, review.notes) == (ReviewState.CONFLICT, Conflict.SECONDER, "")
    assert not review.scores.exists()
    note_conflicts(judge.round)
    assert Review.objects.count() == 1


def test_it_takes_as_many_queries_for_many() -> None:
    few, many = judged_round(1), judged_round(12)
    for _ in range(6):
        seat(many)
    SeconderFactory(nomination=NominationFactory(category=many.categories.get()))
    seat(few)

    def ask(round_: Any) -> int:
        pks = [row.pk for row in candidates_of(round_)]
        judges = list(round_.judges.with_user())
        with CaptureQueriesContext(connection) as captured:
            find_conflicts(judges, pks)
        return len(captured)

    assert ask(few) == ask(many) <= 6
