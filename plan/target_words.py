"""What is said of a target in a sentence: '46% now, 60% by July 2027.'"""

from datetime import timedelta

from plan.enums import Better
from plan.evidence import MeasuredHow, TargetStanding
from portal.core.quantities import day_in_words, deadline_in_words, in_unit

STILL_NOW = timedelta(days=35)  # how long a reading says how it is now; an older one is said with its day


def target_sentence(standing: TargetStanding) -> str:
    """Return how a target stands, the number first; where there is none, why."""
    if standing.words.how == MeasuredHow.GONE:
        last = f" The last number was {_value(standing)}, {_when(standing)}." if standing.value is not None else ""
        return f"No longer measured.{last} {_goal(standing)}"
    if standing.reading is None:
        return f"No reading yet. {_goal(standing)}"
    if standing.value is None:
        reason = f": {standing.reading.note}" if standing.reading.note else ""
        return f"No number is shown{reason}. {_goal(standing)}"
    begins = f"{_value(standing)} {_when(standing)}"
    if standing.is_met:
        return f"{begins}. The goal of {_aim(standing)} is reached."
    if standing.on > standing.target.by:
        return f"{begins}. {_goal(standing)}"
    return f"{begins}, {_aim(standing)} by {deadline_in_words(standing.target.by)}."


def pace_sentence(standing: TargetStanding) -> str:
    """Return how a value lies to the straight way from where it began to the goal; empty where that says nothing."""
    expected, value = standing.expected, standing.value
    if value is None or expected is None or standing.is_met or standing.on > standing.target.by:
        return ""
    ahead = value - expected if standing.target.better == Better.MORE else expected - value
    if abs(ahead) < 0.5 and not standing.is_behind:
        return "Just where it should be by now."
    unit = "points" if standing.words.unit == "%" else ""
    apart = in_unit(round(abs(ahead), 1), unit)
    return f"{apart} {'ahead of' if ahead > 0 else 'short of'} what was to be expected by now."


def _value(standing: TargetStanding) -> str:
    return in_unit(standing.value or 0.0, standing.words.unit)


def _when(standing: TargetStanding) -> str:
    """Return 'now' of what was measured lately, else the day: numbers reported by hand are as old as their day says."""
    if standing.reading is None:
        return ""
    is_fresh = standing.words.how == MeasuredHow.MEASURED and standing.on - standing.reading.on <= STILL_NOW
    return "now" if is_fresh else f"on {day_in_words(standing.reading.on)}"


def _aim(standing: TargetStanding) -> str:
    unit = standing.words.unit if standing.words.unit == "%" or standing.value is None else ""
    goal = in_unit(standing.target.goal, unit)
    return f"at most {goal}" if standing.target.better == Better.FEWER else goal


def _goal(standing: TargetStanding) -> str:
    is_over = standing.on > standing.target.by
    return f"The goal {'was' if is_over else 'is'} {_aim(standing)} by {deadline_in_words(standing.target.by)}."
