"""What awards hold about a person, in plain values, without the names of others: in what was written neither.

What judges wrote is told once the round has ended: until then it would change what they go on to write.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from profiles.models import Technician

from .enums import RoundState
from .masking import Mask
from .models import Nomination, Review, Thanks
from .rounds import state_of
from .whose import (
    alerts_of,
    entries_of,
    honoured_as,
    nominated_as,
    nominations_by,
    seats_of,
    seconded_by,
    thanks_from,
    thanks_to,
)

REMOVED = "[name removed]"
NOT_YET = "being judged: what judges wrote is told once the result is announced"
_PEOPLE = (
    "nominator__technician", "nominees__technician__user", "seconders__user__technician", "answers__question",
    "released_thanks__thanks__sender", "attachments", "late_words", "round__questions",
)  # fmt: skip
Names = tuple[str, list[str], list[str]]


def _of_technician(person: Technician | None) -> Names:
    if person is None:
        return REMOVED, [], []
    names = [person.given_name, person.family_name, person.preferred_name, person.display_name]
    return REMOVED, names, [person.email]


def _of_account(user: Any) -> Iterator[Names]:
    if user is None:
        return
    yield REMOVED, [user.get_full_name()], [user.email]
    yield _of_technician(getattr(user, "technician", None))


def others_in(nominations: Iterable[Nomination], user: Any) -> Mask:
    """Return what takes the names of all but `user` out of what was written in nominations (load `_PEOPLE`)."""
    hidden: list[Names] = []
    for nomination in nominations:
        if nomination.nominator_id != user.pk:
            hidden += [*_of_account(nomination.nominator)]
            hidden.append((REMOVED, [nomination.nominator_name], [nomination.nominator_email]))
        for nominee in nomination.nominees.all():
            if nominee.technician is None or nominee.technician.user_id != user.pk:
                hidden += [_of_technician(nominee.technician), (REMOVED, [nominee.name], [nominee.email])]
        for seconder in nomination.seconders.all():
            if seconder.user_id != user.pk:
                hidden += [*_of_account(seconder.user), (REMOVED, [seconder.name], [seconder.email])]
    return Mask(hidden)


def _said(nomination: Nomination, mask: Mask) -> dict[str, Any]:
    """Return what a nomination says, whoever reads it."""
    return {
        "award": str(nomination.round),
        "category": nomination.category.name if nomination.category else "",
        "title": mask(nomination.title),
        "team": nomination.team_name,
        "state": nomination.get_state_display(),
        "sent": nomination.sent_at,
        "answers": {row.question.text: mask(row.text) for row in nomination.answers.all()},
        "files": [mask(row.label) for row in nomination.attachments.all()],
    }


def _with_people(rows: QuerySet[Any], to_nomination: str = "") -> list[Any]:
    """Return rows with their nominations, and all whose names may stand in those."""
    at = f"{to_nomination}__" if to_nomination else ""
    found = rows.select_related(f"{at}round__scheme", f"{at}category", f"{at}candidate")
    return list(found.prefetch_related(*(f"{at}{path}" for path in _PEOPLE)))


def _made(user: Any) -> Iterator[dict[str, Any]]:
    for row in _with_people(nominations_by(user)):
        mask = others_in([row], user)
        about = {
            "your name": row.nominator_name, "your address": row.nominator_email, "begun": row.made_at,
            "entered for you": mask(row.entered_note), "reason it was set aside": mask(row.set_aside_reason),
            "people nominated": row.nominees.count(),
        }  # fmt: skip
        yield _said(row, mask) | _late_words(row, mask) | about


def _late_words(nomination: Nomination, mask: Mask) -> dict[str, Any]:
    """Return what came after the closing, which whoever nominated alone is told, as of a draft."""
    late = getattr(nomination, "late_words", None)
    if late is None:
        return {}
    asked = {row.pk: row.text for row in nomination.round.questions.all()}
    answers = {asked[key]: mask(text) for key, text in late.by_question.items() if key in asked}
    return {"typed after the closing": {"title": mask(late.title), "answers": answers, "on": late.typed_at}}


def _nominated(user: Any) -> Iterator[dict[str, Any]]:
    for row in _with_people(nominated_as(user).exclude(nomination__sent_at=None), "nomination"):
        mask = others_in([row.nomination], user)
        words = [mask(each.words) for each in row.nomination.seconders.all() if each.words]
        yield _said(row.nomination, mask) | {
            "words of supporters": words, "asked": row.asked_at, "your answer": row.get_agreement_display(),
            "noted by an organiser": mask(row.recorded_reason), "judges": _judged(row.nomination, mask),
        }  # fmt: skip


def _judged(nomination: Nomination, mask: Mask) -> Any:
    if nomination.candidate is None:
        return []
    if state_of(nomination.round, timezone.now()) not in (RoundState.ANNOUNCED, RoundState.CANCELLED):
        return NOT_YET
    reviews = Review.objects.filter(candidate=nomination.candidate).select_related("judge__user__technician")
    found = reviews.prefetch_related("scores__criterion")
    judges = Mask([names for review in found for names in _of_account(review.judge.user)])
    return {
        "decision": nomination.candidate.get_outcome_display(),
        "reason": judges(mask(nomination.candidate.reason)),
        "reviews": [
            {"notes": judges(mask(row.notes)), "scores": {str(each.criterion): each.value for each in row.scores.all()}}
            for row in found
        ],
    }


def _seconded(user: Any) -> Iterator[dict[str, Any]]:
    for row in _with_people(seconded_by(user), "nomination"):
        mask = others_in([row.nomination], user)
        yield {"award": str(row.nomination.round), "name": row.name, "address": row.email} | {
            "answer": row.get_state_display(), "words": mask(row.words), "invited": row.invited_at,
            "answered": row.answered_at,
        }  # fmt: skip


def _judging(user: Any) -> Iterator[dict[str, Any]]:
    for seat in seats_of(user).select_related("round__scheme").prefetch_related("reviews__scores__criterion"):
        yield {"award": str(seat.round), "seat": seat.get_seat_display()} | {
            "reviews": [_review(review, user) for review in seat.reviews.all()]
        }


def _review(review: Review, user: Any) -> dict[str, Any]:
    nominations = Nomination.objects.filter(candidate=review.candidate_id).select_related("nominator__technician")
    mask = others_in(nominations.prefetch_related(*_PEOPLE), user)
    return {"candidate": review.candidate_id, "state": review.get_state_display(), "words": mask(review.words)} | {
        "conflict": review.get_conflict_display(), "notes": mask(review.notes), "scored": review.scored_at,
        "scores": {str(each.criterion): each.value for each in review.scores.all()},
    }  # fmt: skip


def _of_all(people: Iterable[Any]) -> Iterator[Names]:
    for each in people:
        yield _of_technician(each.technician)
        yield REMOVED, [each.name], [each.email]


def _honoured(user: Any) -> Iterator[dict[str, Any]]:
    rows = honoured_as(user).select_related("honour__scheme").prefetch_related("honour__people__technician")
    for row in rows.filter(Q(honour__announced_at__lte=timezone.now()) | Q(asked_at__isnull=False)):
        mask = Mask(_of_all(each for each in row.honour.people.all() if each.pk != row.pk))
        yield {"award": str(row.honour), "category": row.honour.category_name, "for": mask(row.honour.citation)} | {
            "as": row.honour.get_kind_display(), "team": row.honour.team_name, "asked": row.asked_at,
            "your answer": row.get_agreement_display(), "noted by an organiser": mask(row.recorded_reason),
        }  # fmt: skip


def _thanks(row: Thanks, mask: Mask) -> dict[str, Any]:
    return {"words": mask(row.words), "sent": row.sent_at, "may be shown": row.may_be_shown} | {
        "shown on the profile": row.is_shown,
        "released as evidence": row.is_evidence,
    }


def export(user: Any) -> Mapping[str, Any]:
    """Return all that awards hold about somebody, by what they were in it."""
    return {
        "nominations you made": list(_made(user)),
        "nominations of you": list(_nominated(user)),
        "nominations you supported": list(_seconded(user)),
        "your judging": list(_judging(user)),
        "your honours": list(_honoured(user)),
        "entries of you for other bodies’ awards": [
            {"award": row.scheme.title, "on": row.entered_on, "result": row.get_result_display(), "note": row.note}
            for row in entries_of(user).select_related("scheme")
        ],
        "thanks to you": [
            _thanks(row, Mask(_of_account(row.sender))) for row in thanks_to(user).select_related("sender__technician")
        ],
        "thanks you sent": [
            _thanks(row, Mask([_of_technician(row.technician)]))
            for row in thanks_from(user).select_related("technician")
        ],
        "awards you want to hear of": [
            {"award": row.scheme.title, "address": row.email, "since": row.made_at, "confirmed": row.confirmed_at}
            for row in alerts_of(user).select_related("scheme")
        ],
    }
