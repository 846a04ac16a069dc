"""Conflicts of interest that the portal finds, noted where a judge and a candidate meet."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q

from awards.conflicts import Involved, Person, conflict_of
from awards.enums import Conflict, ReviewState, SeconderState
from awards.models import Candidate, Judge, Nomination, Nominee, Review, Round, Score, Seconder
from profiles.enums import DepartmentKind
from profiles.models import Technician

Found = dict[tuple[int, int], Conflict]  # (judge, candidate) -> why


def find_conflicts(judges: Iterable[Judge], candidates: Iterable[int]) -> Found:
    """Return the conflicts between these judges and candidates (keys). So many queries, however many there are."""
    involved = _involved(candidates)
    people = _people(judges)
    return {
        (judge, candidate): why
        for judge, person in people.items()
        for candidate, those in involved.items()
        if (why := conflict_of(person, those)) is not None
    }


def note_conflicts(round_: Round) -> Found:
    """Write down each conflict on the panel of a round; what such a judge has read or scored counts no more.

    Return all that were found.
    """
    judges = list(round_.judges.active().with_user())
    candidates = list(Candidate.objects.of_round(round_).values_list("pk", flat=True))
    found = find_conflicts(judges, candidates)
    held = {(row.judge_id, row.candidate_id): row for row in Review.objects.filter(judge__in=judges)}
    Review.objects.bulk_create(
        Review(judge_id=judge, candidate_id=candidate, state=ReviewState.CONFLICT, conflict=why)
        for (judge, candidate), why in found.items()
        if (judge, candidate) not in held
    )
    for pair, why in found.items():
        if pair in held and held[pair].state != ReviewState.CONFLICT:
            put_in_conflict(held[pair], why)
    return found


def put_in_conflict(review: Review, why: Conflict, words: str = "") -> None:
    """Write down that a judge does not judge a candidate; scores and notes go."""
    Score.objects.filter(review=review).delete()
    review.state, review.conflict, review.words = ReviewState.CONFLICT, why, words
    review.notes, review.scored_at = "", None
    review.save()


def conflict_between(judge: Judge, candidate: Candidate) -> Conflict | None:
    """Return why a judge may not judge a candidate, as the portal knows now."""
    return find_conflicts([judge], [candidate.pk]).get((judge.pk, candidate.pk))


def _people(judges: Iterable[Judge]) -> dict[int, Person]:
    """Return whom the seats are held by. One with a profile that is not claimed yet is told by the address."""
    held = [judge for judge in judges if judge.user is not None]
    emails = {judge.user.email.casefold() for judge in held if judge.user}
    rows = Technician.objects.filter(Q(user__in=[judge.user_id for judge in held]) | Q(email__in=emails))
    by_user: dict[int, Technician] = {}
    by_email: dict[str, Technician] = {}
    for row in rows.select_related("department"):
        by_email[row.email.casefold()] = row
        if row.user_id is not None:
            by_user[row.user_id] = row
    return {
        judge.pk: _person(
            by_user.get(judge.user_id or 0) or by_email.get(judge.user.email.casefold()),
            judge.user_id,
            judge.user.email,
        )
        for judge in held
        if judge.user
    }


def _person(technician: Technician | None, user: int | None, *emails: str) -> Person:
    known = {email.casefold() for email in emails if email}
    if technician is None:
        return Person(user=user, emails=frozenset(known))
    department = technician.department
    return Person(
        user=user or technician.user_id,
        emails=frozenset({*known, technician.email.casefold()} - {""}),
        technician=technician.pk,
        manager=technician.manager_id,
        unit=department.pk if department is not None and department.kind != DepartmentKind.FACULTY else None,
    )


def _involved(candidates: Iterable[int]) -> dict[int, Involved]:
    """Return who has to do with each candidate; who declined to second has nothing to do with them."""
    nominators: dict[int, list[Person]] = defaultdict(list)
    nominees: dict[int, list[Person]] = defaultdict(list)
    seconders: dict[int, list[Person]] = defaultdict(list)
    rows = Nomination.objects.filter(candidate__in=list(candidates)).select_related("nominator")
    people = Prefetch("nominees", Nominee.objects.select_related("technician__department"))
    for nomination in rows.prefetch_related(people, Prefetch("seconders", Seconder.objects.select_related("user"))):
        key = nomination.candidate_id or 0
        nominators[key].append(_account(nomination.nominator, nomination.nominator_email))
        nominees[key] += [_person(row.technician, None, row.email) for row in nomination.nominees.all()]
        seconders[key] += [
            _account(row.user, row.email) for row in nomination.seconders.all() if row.state != SeconderState.DECLINED
        ]
    return {key: Involved(tuple(nominators[key]), tuple(nominees[key]), tuple(seconders[key])) for key in nominators}


def _account(user: Any, *emails: str) -> Person:
    """Return an account, and its addresses; somebody without one is told by the address."""
    if user is None:
        return _person(None, None, *emails)
    return _person(None, user.pk, user.email, *emails)
