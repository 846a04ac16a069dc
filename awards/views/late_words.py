"""What was typed into a nomination after the closing, as its pages keep it from an open form and show it."""

from dataclasses import dataclass

from django.utils import timezone

from awards.checking import Checked
from awards.models import LateWords, Nomination
from awards.nominate_forms import StoryForm
from awards.rounds import takes_nominations
from awards.services.late_words import keep_late_words
from awards.services.refusals import ChangedMeanwhileError, ClosedError, NominatingError
from portal.core.times import moment_words

from .whose import Desk

KEPT_BESIDE = (
    "{why} Your nomination stands as you sent it, and that is what is judged. What you typed since is kept beside it, "
    "for you alone. If the organisers move the closing time, you can take it in with one button."
)
NOT_KEPT = (
    "{why} Your nomination stands as you sent it. What you typed since is not part of it: it stands below, so that you "
    "can copy it."
)
NOTHING_NEW = "{why} Your nomination stands as you sent it, and you typed nothing else."


@dataclass(frozen=True)
class LateView:
    """Late words as whoever nominates sees them. `parts`: what it is about, what stands there, what was typed."""

    typed_at: str
    parts: tuple[tuple[str, str, str], ...]
    may_be_taken_in: bool


def late_view(nomination: Nomination, checked: Checked) -> LateView | None:
    """Return the late words beside a nomination; None where there are none. One query."""
    late = LateWords.objects.filter(nomination=nomination).first()
    if late is None:
        return None
    parts = [("Title", nomination.title, late.title)] if late.title else []
    typed = late.by_question
    parts += [
        (row.text, checked.answers.get(row.pk, ""), typed[row.pk]) for row in checked.questions if row.pk in typed
    ]
    is_open = nomination.is_live and takes_nominations(nomination.round, timezone.now())
    return LateView(moment_words(late.typed_at), tuple(parts), is_open)


def late_version(nomination: Nomination) -> int:
    """Return which version of the late words a form is opened beside; 0 for none."""
    return LateWords.objects.filter(nomination=nomination).values_list("version", flat=True).first() or 0


def keep_late(desk: Desk, form: StoryForm, seen: int | None, closed: ClosedError) -> tuple[bool, str]:
    """Keep what a form brought too late. Return whether all of it is kept now, and what to say."""
    try:
        late = keep_late_words(desk.nomination.pk, title=form.cleaned_data["title"], answers=form.answers, seen=seen)
    except ChangedMeanwhileError as problem:
        return False, f"{closed} {problem}"
    except NominatingError:
        return False, NOT_KEPT.format(why=closed)
    return True, (KEPT_BESIDE if late is not None else NOTHING_NEW).format(why=closed)


def merged(checked: Checked, late: LateWords) -> dict[str, str]:
    """Return what a form of the story holds once late words are in the place of what stands."""
    typed = checked.answers | late.by_question
    return {"title": late.title, **{f"question_{row.pk}": typed.get(row.pk, "") for row in checked.questions}}
