"""What somebody types into a nomination that was sent, and that arrives after the closing.

It is kept beside the nomination, which stands as it was sent: nobody but whoever nominates sees it. Where organisers
move the closing time, it can be taken in with one button until then. Once the round has ended nothing can come of it
any more, and nothing is kept.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from awards.enums import RoundState
from awards.models import LateWords, Nomination
from awards.rounds import state_of

from .keeping import lock, require_live, require_open, why_not_open
from .nominating import kept, plain_answers, plain_title, write_answers
from .refusals import ChangedMeanwhileError, ClosedError, NominatingError

_OVER = (RoundState.ANNOUNCED, RoundState.CANCELLED)
_OTHER_WINDOW = (
    "Words that you typed late in another window are kept already. What you typed here stands below and is not kept. "
    "Keep it once more to put it in their place."
)
_GONE = "There are no late words here any more."


@transaction.atomic
def keep_late_words(pk: int, *, title: str, answers: Mapping[int, str], seen: int | None = None) -> LateWords | None:
    """Keep what was typed too late, as far as it differs from what was sent; None where it does not.

    `seen`: the version of the late words that the form knew of, 0 for none, None to write over any. What another
    window typed to other questions stays. Raises ClosedError once the round has ended, ChangedMeanwhileError, other
    NominatingErrors and Nomination.DoesNotExist.
    """
    nomination, now = lock(pk), timezone.now()
    require_live(nomination)
    if state_of(nomination.round, now) in _OVER:
        raise ClosedError(why_not_open(nomination.round, now))
    new_title, new_answers = _what_differs(nomination, title, answers)
    if nomination.sent_at is None or not (new_title or new_answers):
        return None
    late = LateWords.objects.filter(nomination=nomination).first()
    if late is None:
        return LateWords.objects.create(nomination=nomination, title=new_title, answers=_by_text(new_answers))
    there = late.by_question
    is_other = any(there.get(key, text) != text for key, text in new_answers.items())
    is_other = is_other or bool(new_title and late.title and new_title != late.title)
    if is_other and seen is not None and seen != late.version:
        raise ChangedMeanwhileError(_OTHER_WINDOW)
    late.title = new_title or late.title
    late.answers = _by_text(there | new_answers)
    late.typed_at, late.version = timezone.now(), late.version + 1
    late.save()
    return late


def _what_differs(nomination: Nomination, title: str, answers: Mapping[int, str]) -> tuple[str, dict[int, str]]:
    """Return the title, empty where it is the same, and the answers that are not what was sent."""
    asked = dict.fromkeys(nomination.round.questions.values_list("pk", flat=True), "")
    sent = asked | dict(nomination.answers.values_list("question", "text"))
    typed = plain_answers({key: text for key, text in answers.items() if key in asked})
    new_title = plain_title(title)
    return (
        new_title if new_title != nomination.title else "",
        {key: text for key, text in typed.items() if text != sent[key]},
    )


def _by_text(answers: Mapping[int, str]) -> dict[str, str]:
    return {str(key): text for key, text in answers.items()}


@transaction.atomic
def take_late_words_in(pk: int, *, seen: int | None = None) -> Nomination:
    """Put late words in the place of what stands in the nomination, while the round takes nominations.

    `seen`: the version of the nomination beside which they were read. Raises NotReadyError where it would not be
    whole (the late words are kept then), ClosedError, ChangedMeanwhileError, other NominatingErrors and
    Nomination.DoesNotExist.
    """
    nomination = lock(pk)
    require_live(nomination)
    require_open(nomination.round, timezone.now())
    late = _late(nomination)
    if seen is not None and seen != nomination.version:
        raise ChangedMeanwhileError("The nomination was changed since you looked. Compare, then take them in.")
    nomination.title = late.title or nomination.title
    write_answers(nomination, late.by_question)
    late.delete()
    return kept(nomination)


@transaction.atomic
def delete_late_words(pk: int) -> None:
    """Delete late words; the nomination stands as it is. Raises NominatingError and Nomination.DoesNotExist."""
    _late(lock(pk)).delete()


def _late(nomination: Nomination) -> LateWords:
    late = LateWords.objects.filter(nomination=nomination).first()
    if late is None:
        raise NominatingError(_GONE)
    return late
