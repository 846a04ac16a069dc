"""Judging opens: what is judged, whose nominations come together, how candidates are numbered."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from awards.enums import AskNominee, NominationState, ReviewState, RoundState
from awards.judging_jobs import open_judging_of_closed
from awards.models import Candidate, Nomination, Nominee
from awards.rounds import state_of
from awards.services.judging.errors import JudgingError
from awards.services.judging.opening import open_judging
from portal.core.enums import Agreement
from tests.awards.judged import candidates_of, closed_round, judged_round, seat
from tests.factories.awards import CategoryFactory, NominationFactory, NomineeFactory, RoundFactory
from tests.factories.people import TechnicianFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_nominations_of_one_person_are_brought_together() -> None:
    round_ = closed_round()
    craft, care = round_.categories.get(), CategoryFactory(round=round_, name="Care")
    one, other = TechnicianFactory(), TechnicianFactory()
    rows = [NominationFactory(category=craft, nominee=who) for who in (one, one, other)]
    elsewhere = NominationFactory(category=care, nominee=one)
    draft = NominationFactory(category=craft, nominee=one, draft=True)
    organiser = UserFactory()
    assert open_judging(round_.pk, by=organiser) == 3
    for row in (*rows, elsewhere, draft):
        row.refresh_from_db()
    assert rows[0].candidate == rows[1].candidate
    assert len({rows[0].candidate, rows[2].candidate, elsewhere.candidate}) == 3
    assert draft.candidate is None
    round_.refresh_from_db()
    assert state_of(round_, timezone.now()) == RoundState.JUDGING
    assert ModelLogEntry.objects.get(action="awards.judging.open").user == organiser


def test_a_team_is_the_same_in_any_order_and_a_name_in_any_case() -> None:
    round_ = closed_round()
    craft = round_.categories.get()
    people = [TechnicianFactory() for _ in range(3)]
    for order in (people, people[::-1]):
        nomination = NominationFactory(category=craft, nominee=False)
        for who in order:
            NomineeFactory(nomination=nomination, technician=who)
    for name in ("Ada  Quill", "ada quill "):
        NomineeFactory(nomination=NominationFactory(category=craft, nominee=False), technician=None, name=name)
    assert open_judging(round_.pk) == 2
    assert sorted(row.nominations.count() for row in candidates_of(round_)) == [2, 2]


def test_a_large_team_has_a_key_that_fits() -> None:
    round_ = closed_round()
    nomination = NominationFactory(category=round_.categories.get(), nominee=False)
    Nominee.objects.bulk_create(Nominee(nomination=nomination, name=f"Somebody with a name {n}") for n in range(40))
    assert open_judging(round_.pk) == 1


def test_it_is_opened_once_however_often() -> None:
    round_ = judged_round(3)
    before = list(Candidate.objects.order_by("pk").values())
    opened = round_.judging_opened_at
    assert open_judging(round_.pk) == 0
    assert list(Candidate.objects.order_by("pk").values()) == before
    round_.refresh_from_db()
    assert round_.judging_opened_at == opened
    assert ModelLogEntry.objects.filter(action__startswith="awards.judging").count() == 1


def test_numbers_are_whole_and_tell_nothing_of_who_came_first() -> None:
    """In at least one of some rounds the order of the numbers is not that in which they were nominated."""
    shuffled = []
    for _ in range(4):
        round_ = judged_round(8)
        rows = candidates_of(round_)
        assert [row.number for row in rows] == list(range(1, 9))
        assert [row.pk for row in rows] == sorted(row.pk for row in rows), "the keys tell no more than the numbers"
        nominated = [row.nominations.get().pk for row in rows]
        shuffled.append(nominated != sorted(nominated))
    assert any(shuffled)


def test_numbers_go_on_from_one_category_to_the_next() -> None:
    round_ = closed_round()
    for category in (round_.categories.get(), CategoryFactory(round=round_)):
        NominationFactory(category=category)
        NominationFactory(category=category)
    open_judging(round_.pk)
    one, other = round_.categories.values_list("pk", flat=True)
    assert [row.category_id for row in candidates_of(round_)] == [one, one, other, other]
    assert [row.number for row in candidates_of(round_)] == [1, 2, 3, 4]


def test_where_nominees_are_asked_first_only_those_who_agreed_are_judged() -> None:
    round_ = closed_round(ask_nominee=AskNominee.FIRST)
    craft = round_.categories.get()
    agreed, asked = NominationFactory(category=craft), NominationFactory(category=craft)
    Nominee.objects.filter(nomination=agreed).update(agreement=Agreement.AGREED)
    Nominee.objects.filter(nomination=asked).update(agreement=Agreement.ASKED)
    assert open_judging(round_.pk) == 1
    assert list(Nomination.objects.not_agreed()) == [asked]
    Nominee.objects.filter(nomination=asked).update(agreement=Agreement.AGREED)
    assert open_judging(round_.pk) == 1, "who agrees later is brought in"
    assert [row.number for row in candidates_of(round_)] == [1, 2]
    Nominee.objects.filter(nomination=agreed).update(agreement=Agreement.WITHDRAWN)
    assert Candidate.objects.standing().get().nominations.get() == asked


def test_a_team_is_judged_when_all_who_are_left_agreed_and_without_who_does_not_want_it() -> None:
    round_ = closed_round(ask_nominee=AskNominee.FIRST)
    team = NominationFactory(category=round_.categories.get(), nominee=False, team_name="The kiln")
    one, two, three = (NomineeFactory(nomination=team) for _ in range(3))
    Nominee.objects.filter(pk=one.pk).update(agreement=Agreement.AGREED)
    Nominee.objects.filter(pk=two.pk).update(agreement=Agreement.REFUSED)
    assert open_judging(round_.pk) == 0, "the third has not answered"
    Nominee.objects.filter(pk=three.pk).update(agreement=Agreement.AGREED)
    assert open_judging(round_.pk) == 1


def test_who_does_not_want_to_be_nominated_is_not_judged_wherever_they_are_asked() -> None:
    round_ = closed_round(ask_nominee=AskNominee.LATER)
    nomination = NominationFactory(category=round_.categories.get())
    nomination.nominees.update(agreement=Agreement.REFUSED)
    assert open_judging(round_.pk) == 0
    assert list(Nomination.objects.not_agreed()) == [nomination]


def test_a_later_nomination_joins_its_candidate() -> None:
    round_ = closed_round()
    who = TechnicianFactory()
    NominationFactory(category=round_.categories.get(), nominee=who)
    open_judging(round_.pk)
    late = NominationFactory(category=round_.categories.get(), nominee=who)
    assert open_judging(round_.pk) == 0
    late.refresh_from_db()
    assert late.candidate == candidates_of(round_)[0]


@pytest.mark.parametrize("when", ["coming", "decided", "announced"])
def test_a_round_that_has_not_closed_or_is_over_is_refused(when: str) -> None:
    with pytest.raises(JudgingError):
        open_judging(RoundFactory(**{when: True}).pk)


def test_a_round_without_criteria_is_refused_and_waits() -> None:
    round_ = closed_round(criteria=0)
    with pytest.raises(JudgingError, match="criterion"):
        open_judging(round_.pk)
    assert open_judging_of_closed() == "0 opened"


def test_the_job_opens_what_has_closed_and_nothing_else() -> None:
    closed, still_open = closed_round(), closed_round()
    closed.closes_at = timezone.now()
    closed.save()
    still_open.closes_at = timezone.now() + timedelta(minutes=1)
    still_open.save()
    cancelled = closed_round(cancelled_at=timezone.now(), cancelled_reason="No money.")
    assert open_judging_of_closed() == "1 opened"
    assert open_judging_of_closed() == "0 opened"
    for round_, wanted in ((closed, True), (still_open, False), (cancelled, False)):
        round_.refresh_from_db()
        assert (round_.judging_opened_at is not None) == wanted


def test_a_judge_in_conflict_is_noted_as_it_opens() -> None:
    round_ = closed_round()
    judge = seat(round_)
    NominationFactory(category=round_.categories.get(), nominator=judge.user)
    open_judging(round_.pk)
    review = judge.reviews.get()
    assert (review.state, review.conflict) == (ReviewState.CONFLICT, "nominator")


def test_what_was_set_aside_or_withdrawn_is_not_judged() -> None:
    round_ = closed_round()
    for state in (NominationState.WITHDRAWN, NominationState.SET_ASIDE):
        NominationFactory(category=round_.categories.get(), state=state, set_aside_reason="Twice the same.")
    assert open_judging(round_.pk) == 0
