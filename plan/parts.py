"""What of an action is done by itself: its steps, its dates, and the dates of a step that has several."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan.models import Milestone, Step
from plan.span_words import span_in_words
from plan.spans import Span


@dataclass(frozen=True)
class Part:
    """A step or a date, by a key that names it on a page: 'step-12' or 'date-7'."""

    row: Step | Milestone
    title: str
    when: str
    end: date | None
    is_of_step: bool = False  # one of several dates of the step above it

    @property
    def key(self) -> str:
        """Return its name in a form."""
        return f"{'step' if isinstance(self.row, Step) else 'date'}-{self.row.pk}"

    @property
    def done_on(self) -> date | None:
        """Return the day on which it was done; None: it is not."""
        return self.row.done_on


def parts_of(action: Any) -> list[Part]:
    """Return the parts of an action in its order; asks the database nothing where steps and dates were read."""
    return list(_parts(action))


def _parts(action: Any) -> Iterator[Part]:
    dates = list(action.milestones.all())
    for step in action.steps.all():
        own = [each for each in dates if each.step_id == step.pk]
        when, end = step.timescale_wording, None
        if len(own) == 1:
            when, end = _words(own[0]), own[0].end
        yield Part(step, str(step), when, end)
        if len(own) > 1:
            yield from (Part(each, _words(each), "", each.end, True) for each in own)
    for each in dates:
        if each.step_id is None:
            yield Part(each, _words(each), "", each.end)


def _words(milestone: Milestone) -> str:
    return span_in_words(Span(milestone.start, milestone.end))
