"""What a chair sees of all candidates: means, how far judges are apart, who is missing, what was decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .enums import FINAL_OUTCOMES, UNDONE, Conflict, ReviewState, Seat
from .judging_querysets import ReviewQuerySet
from .judging_view import CandidateView, LabelView, mask_of, view_candidate, view_label
from .models import Candidate, Judge, Review
from .scoring import Tally, ranks, shown, tally, tied, weighted_mean


@dataclass(frozen=True)
class TableRow:
    """A candidate in the chair's table. `is_kept`: the chair is in conflict, and sees none of the numbers.

    `missing` and `outliers` are names of judges; `set_apart` how many are in conflict, declined or abstained.
    """

    candidate: LabelView
    place: int | None
    is_tied: bool
    count: int
    mean: str
    spread: str
    missing: tuple[str, ...]
    outliers: tuple[str, ...]
    set_apart: int
    outcome: str
    outcome_words: str
    is_kept: bool


@dataclass(frozen=True)
class JudgeRow:
    """What one judge gave a candidate, for the chair; `values` by criterion, a dash where there is none."""

    name: str
    state: str
    values: tuple[str, ...]
    total: str
    notes: str
    is_outlier: bool


@dataclass(frozen=True)
class DecisionView:
    """What a chair reads before deciding. `unscored`: seats (key, name) that are still to score."""

    candidate: CandidateView
    criteria: tuple[str, ...]
    judges: tuple[JudgeRow, ...]
    unscored: tuple[tuple[int, str], ...]
    mean: str
    spread: str
    decided_by: str


def table_of(judge: Judge) -> dict[str, list[TableRow]]:
    """Return the candidates of a chair's round by category, the best first; those withdrawn last."""
    return table_and_states_of(judge)[0]


def table_and_states_of(judge: Judge) -> tuple[dict[str, list[TableRow]], Counter[tuple[int, str]]]:
    """Return that, and how many reviews of each judge (key) are in which state, from the same rows."""
    candidates = list(Candidate.objects.of_round(judge.round).with_people())
    reviews = _by_candidate(Review.objects.filter(candidate__category__round=judge.round))
    standing = [row.pk for row in candidates if row.judged_nominations]  # type: ignore[attr-defined]
    states = Counter((row.judge_id, row.state) for pk in standing for row in reviews[pk])
    return _table(judge, candidates, reviews), states


def _table(judge: Judge, candidates: list[Candidate], reviews: dict[int, list[Review]]) -> dict[str, list[TableRow]]:
    told = {row.pk: _Told(reviews[row.pk]) for row in candidates}
    # As written when judging opened, and whenever seats or candidates were given; whoever decides is looked at anew
    kept = {row.candidate_id for rows in reviews.values() for row in rows if _is_conflict_of(judge, row)}
    tables: dict[str, list[TableRow]] = defaultdict(list)
    for category in dict.fromkeys(row.category for row in candidates):
        rows = [row for row in candidates if row.category_id == category.pk]
        labels = {row.pk: view_label(row, judge.user) for row in rows}
        places = ranks({row.pk: told[row.pk].tally.mean for row in rows if not labels[row.pk].is_withdrawn})
        same = tied(places)
        made = [
            _table_row(row, labels[row.pk], told[row.pk], places.get(row.pk), row.pk in same, row.pk in kept)
            for row in rows
        ]
        last = len(rows) + 1
        tables[category.name] = sorted(
            made, key=lambda one: (one.candidate.is_withdrawn, one.place or last, one.candidate.number)
        )
    return dict(tables)


def decision_of(judge: Judge, candidate: Candidate) -> DecisionView:
    """Return what a chair reads of a candidate. Load the candidate with `with_nominations()`."""
    round_ = judge.round
    criteria = list(round_.criteria.all())
    weights = {row.pk: row.weight for row in criteria}
    told = _Told(_by_candidate(candidate.reviews.prefetch_related("scores"))[candidate.pk])
    mask = mask_of(candidate.judged_nominations, round_.blind)  # type: ignore[attr-defined]
    judges = []
    for review in told.reviews:
        given = {row.criterion_id: row.value for row in review.scores.all()}
        counts = review.state == ReviewState.SCORED
        judges.append(
            JudgeRow(
                name=str(review.judge),
                state=_state_words(review, mask(review.words), is_blind=bool(round_.blind)),
                values=tuple(str(given[row.pk]) if counts and row.pk in given else "–" for row in criteria),
                total=shown(weighted_mean(given, weights) if counts else None),
                notes=mask(review.notes) if counts else "",
                is_outlier=review.pk in told.outliers,
            )
        )
    return DecisionView(
        candidate=view_candidate(candidate, judge.user),
        criteria=tuple(row.name for row in criteria),
        judges=tuple(judges),
        unscored=tuple((row.judge_id, str(row.judge)) for row in told.reviews if row.state in UNDONE),
        mean=shown(told.tally.mean),
        spread=shown(told.tally.spread),
        decided_by=str(candidate.decided_by) if candidate.decided_by else "",
    )


def panel_of(seats: Iterable[Judge]) -> list[str]:
    """Return who sits on a panel, the chair first. Load seats with their users."""
    return [f"{row} (chair)" if row.is_chair else str(row) for row in sorted(seats, key=lambda row: not row.is_chair)]


def undecided_of(tables: Mapping[str, list[TableRow]]) -> int:
    """Return of how many candidates nothing final was decided."""
    rows = [row for category in tables.values() for row in category if not row.candidate.is_withdrawn]
    return sum(row.outcome not in FINAL_OUTCOMES for row in rows)


class _Told:
    """What the reviews of one candidate come to."""

    def __init__(self, reviews: list[Review]) -> None:
        self.reviews = [row for row in reviews if not _is_mere_reading(row)]
        self.totals: dict[int, Fraction] = {
            row.pk: Fraction(row.points, row.weights)  # type: ignore[attr-defined]
            for row in self.reviews
            if row.state == ReviewState.SCORED and row.weights  # type: ignore[attr-defined]
        }
        self.tally: Tally = tally(list(self.totals.values()))
        keys = list(self.totals)
        self.outliers = {keys[place] for place in self.tally.outliers}

    def names(self, states: tuple[ReviewState, ...]) -> tuple[str, ...]:
        """Return the judges whose reviews are in one of these states."""
        return tuple(str(row.judge) for row in self.reviews if row.state in states)


def _is_mere_reading(review: Review) -> bool:
    """Say whether it is the row of a chair, who reads in order to decide and owes no score."""
    return review.judge.seat == Seat.CHAIR and review.state in (*UNDONE, ReviewState.ABSTAINED)


def _by_candidate(reviews: ReviewQuerySet) -> dict[int, list[Review]]:
    """Return reviews by candidate, with judges and what they came to."""
    found: dict[int, list[Review]] = defaultdict(list)
    for row in reviews.with_totals().select_related("judge__user").order_by("judge"):
        found[row.candidate_id].append(row)
    return found


def _is_conflict_of(judge: Judge, review: Review) -> bool:
    return review.judge_id == judge.pk and review.state == ReviewState.CONFLICT


def _table_row(
    candidate: Candidate, label: LabelView, told: _Told, place: int | None, is_tied: bool, is_kept: bool
) -> TableRow:
    apart = (ReviewState.CONFLICT, ReviewState.DECLINED, ReviewState.ABSTAINED)
    return TableRow(
        candidate=label,
        place=None if is_kept else place,
        is_tied=is_tied and not is_kept,
        count=told.tally.count,
        mean="–" if is_kept else shown(told.tally.mean),
        spread="–" if is_kept else shown(told.tally.spread),
        missing=told.names(UNDONE),
        outliers=() if is_kept else tuple(str(row.judge) for row in told.reviews if row.pk in told.outliers),
        set_apart=len(told.names(apart)),
        outcome=candidate.outcome,
        outcome_words=candidate.get_outcome_display(),
        is_kept=is_kept,
    )


def _state_words(review: Review, words: str, *, is_blind: bool) -> str:
    """Return where a judge stands. Of a conflict in a blind round nothing more: why would tell who it is."""
    state = str(review.get_state_display())
    if review.state == ReviewState.CONFLICT:
        if is_blind:
            return state
        words = words if review.conflict == Conflict.DECLARED else review.get_conflict_display()
    return f"{state}: {words}" if words else state
