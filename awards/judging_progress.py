"""How far those on a panel are, for its chair and for organisers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from portal.core.times import moment_words

from .enums import ReviewState
from .models import Judge, Review

_LEFT = ((ReviewState.ASSIGNED, "to declare on"), (ReviewState.READING, "to score"))
_ENDED = (
    (ReviewState.SCORED, "scored"),
    (ReviewState.ABSTAINED, "abstained from"),
    (ReviewState.DECLINED, "declined"),
    (ReviewState.CONFLICT, "in conflict"),
)


@dataclass(frozen=True)
class Progress:
    """How far one is, in words; `is_behind`: they are to declare or to score still; `reminded`: when, or empty."""

    judge: Judge
    words: str
    is_behind: bool
    reminded: str


def states_of(judges: Iterable[Judge]) -> Counter[tuple[int, str]]:
    """Return how many reviews of each judge (key) are in which state, in one query.

    Candidates of whom no nomination is left are not counted.
    """
    rows = Review.objects.filter(judge__in=judges).of_standing().order_by().values_list("judge", "state")
    return Counter({(judge, state): number for judge, state, number in rows.annotate(number=Count("pk"))})


def progress_of(judges: Iterable[Judge], states: Counter[tuple[int, str]]) -> list[Progress]:
    """Return how far each is, the chairs first. Load judges with their users. A chair owes no score."""
    seats = sorted(judges, key=lambda row: not row.is_chair)
    return [
        _progress(seat, Counter({state: number for (judge, state), number in states.items() if judge == seat.pk}))
        for seat in seats
    ]


def _progress(judge: Judge, counts: Counter[str]) -> Progress:
    left = [] if judge.is_chair else [f"{counts[state]} {words}" for state, words in _LEFT if counts[state]]
    ended = [f"{counts[state]} {words}" for state, words in _ENDED if counts[state]]
    words = "; ".join(part for part in (", ".join(left), ", ".join(ended)) if part)
    return Progress(
        judge=judge,
        words=words or ("Decides" if judge.is_chair else "Given nobody"),
        is_behind=bool(left),
        reminded=moment_words(judge.reminded_at) if judge.reminded_at else "",
    )


def reminded_words(count: int) -> str:
    """Return what is said when so many judges were reminded."""
    return f"{count} judge{' was' if count == 1 else 's were'} reminded by mail."
