"""Dates where a plan writes them: in their own cell, at the end of a step, in a step's label."""

import re
from dataclasses import replace

from plan.spans import PlanPeriod
from plan.timescales import Timescale, read_timescale

from .steps import RawStep, split_steps
from .tables import Paragraph


def read_numbered(wording: str, period: PlanPeriod) -> Timescale:
    """Return what a wording means; in ‘1. May 2023 2. June 2023’ the numbers are no days."""
    split = split_steps([Paragraph(line) for line in wording.split("\n")], each_line=False)
    if len(split.steps) > 1 and all(step.label.isdigit() for step in split.steps):
        bare = "; ".join([split.intro, *(step.text for step in split.steps)]).strip("; ")
        return replace(read_timescale(bare, period), wording=wording.strip())
    return read_timescale(wording, period)


def date_of_step(step: RawStep, period: PlanPeriod) -> Timescale | None:
    """Return the date that a step gives itself: in brackets at its end (‘Print it (by May 2021)’) or as its label."""
    found = re.search(r"\(([^()]{3,40})\)\s*\.?$", step.text)
    when = read_timescale(found[1], period) if found else None
    if when and when.occurrences and re.search(r"\d", when.wording):
        return when
    return read_timescale(step.label, period) if re.match(r"(?i)y", step.label) else None
