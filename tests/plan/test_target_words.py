"""What is said of a target in a sentence, and of dates in words."""

from dataclasses import replace
from datetime import date

import pytest

from plan.evidence import MeasuredHow, MeasureWords, TargetStanding
from plan.models import Action, Plan, Reading, Target
from plan.span_words import span_in_words
from plan.spans import Span
from plan.target_words import pace_sentence, target_sentence

PLAN = Plan(start=date(2025, 8, 1), end=date(2028, 7, 31))
TARGET = {"goal": 60, "by": date(2027, 7, 31), "baseline": 20}
SHARE = MeasureWords("Share", "%", MeasuredHow.MEASURED)
PEOPLE = MeasureWords("People", "people", MeasuredHow.MEASURED)
GONE = MeasureWords("share", "%", MeasuredHow.GONE)
ON = date(2026, 11, 22)


def standing(value: float | None, on: date = ON, words: MeasureWords = SHARE, **target: object) -> TargetStanding:
    made = Target(action=Action(plan=PLAN), **TARGET | target)
    reading = Reading(on=ON, value=value, note="" if value is not None else "fewer than five")
    return TargetStanding(made, words, reading, on)


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (standing(46), "46% now, 60% by July 2027."),
        (standing(46, words=PEOPLE), "46 people now, 60 by July 2027."),
        (standing(46, by=date(2027, 7, 15)), "46% now, 60% by 15 July 2027."),
        (standing(46, on=date(2026, 12, 27)), "46% now, 60% by July 2027."),
        (standing(46, on=date(2026, 12, 28)), "46% on 22 November 2026, 60% by July 2027."),
        (standing(46, words=replace(SHARE, how=MeasuredHow.REPORTED)), "46% on 22 November 2026, 60% by July 2027."),
        (standing(60), "60% now. The goal of 60% is reached."),
        (standing(46, on=date(2027, 8, 1)), "46% on 22 November 2026. The goal was 60% by July 2027."),
        (standing(9, better="fewer", goal=4), "9% now, at most 4% by July 2027."),
        (standing(None), "No number is shown: fewer than five. The goal is 60% by July 2027."),
        (replace(standing(46), reading=None), "No reading yet. The goal is 60% by July 2027."),
        (standing(None, words=GONE), "No longer measured. The goal is 60% by July 2027."),
        (standing(8, words=GONE),
         "No longer measured. The last number was 8%, on 22 November 2026. The goal is 60% by July 2027."),
    ],
)  # fmt: skip
def test_a_target_in_a_sentence(stands: TargetStanding, words: str) -> None:
    assert target_sentence(stands) == words


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (standing(46), "Just where it should be by now."),
        (standing(56), "9.8 points ahead of what was to be expected by now."),
        (standing(40, words=PEOPLE), "6.2 short of what was to be expected by now."),
        (standing(9, better="fewer", baseline=10, goal=4), "2.9 points short of what was to be expected by now."),
        (standing(60), ""),
        (standing(None), ""),
        (standing(46, baseline=None), ""),
        (standing(46, on=date(2027, 8, 1)), ""),
    ],
)
def test_how_it_lies_to_the_way(stands: TargetStanding, words: str) -> None:
    assert pace_sentence(stands) == words


@pytest.mark.parametrize(
    ("start", "end", "kind", "words"),
    [
        (date(2021, 2, 1), date(2021, 2, 28), "recurring", "February 2021"),
        (date(2021, 2, 1), date(2021, 4, 30), "range", "February to April 2021"),
        (date(2019, 8, 1), date(2020, 7, 31), "range", "August 2019 to July 2020"),
        (date(2019, 1, 1), date(2019, 12, 31), "range", "2019"),
        (date(2018, 10, 1), date(2018, 10, 31), "by", "by October 2018"),
        (date(2018, 10, 5), date(2018, 10, 5), "by", "by 5 October 2018"),
        (date(2018, 10, 5), date(2018, 10, 5), "range", "5 October 2018"),
        (date(2018, 10, 1), date(2018, 11, 5), "range", "1 October 2018 to 5 November 2018"),
    ],
)
def test_a_span_in_words(start: date, end: date, kind: str, words: str) -> None:
    assert span_in_words(Span(start, end), kind) == words
