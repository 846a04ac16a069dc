"""Where a target began, stands and should be: in words, and as places on a small scale.

Pure calculation on a standing that is read already.
"""

from dataclasses import dataclass

from plan.evidence import MeasuredHow, TargetStanding
from portal.core.quantities import deadline_in_words, in_unit, number

PERCENT = "%"


@dataclass(frozen=True)
class Reach:
    """A scale of a target. Places run from 0 to 100; None: there is nothing to mark. `words` say the same."""

    label: str
    number: str
    unit: str
    words: str
    begun: int | None
    at: int | None
    expected: int | None
    goal: int | None

    @property
    def percent(self) -> str:
        """Return the sign that belongs to the number itself."""
        return PERCENT if self.unit == PERCENT else ""


def reach_of(standing: TargetStanding) -> Reach:
    """Return the scale of a target."""
    target, words = standing.target, standing.words
    scope = f" ({standing.scope})" if standing.scope else ""
    return Reach(
        label=f"{words.label}{scope}",
        number="" if standing.value is None else number(standing.value),
        unit=words.unit,
        words=" ".join([_now(standing), *_begun(standing), _goal(standing)]),
        begun=standing.place(target.baseline),
        at=standing.place(standing.value),
        expected=None if standing.is_met else standing.place(standing.expected),
        goal=standing.place(target.goal),
    )


def _now(standing: TargetStanding) -> str:
    if standing.words.how is MeasuredHow.GONE and standing.value is None:
        return "No longer measured."
    if standing.value is None:
        note = standing.reading.note if standing.reading else ""
        return f"No number to tell: {note}." if note else "Not measured yet."
    return f"{in_unit(standing.value, standing.words.unit)} now."


def _begun(standing: TargetStanding) -> list[str]:
    target = standing.target
    if target.baseline is None:
        return []
    begun = in_unit(target.baseline, _sign(standing))
    return [f"Was {begun} in {target.baseline_on:%B %Y}." if target.baseline_on else f"Was {begun}."]


def _goal(standing: TargetStanding) -> str:
    target = standing.target
    words = f"Target {in_unit(target.goal, _sign(standing))} by {deadline_in_words(target.by)}"
    return f"{words}: reached." if standing.is_met else f"{words}."


def _sign(standing: TargetStanding) -> str:
    return standing.words.unit if standing.words.unit == PERCENT else ""
