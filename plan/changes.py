"""What changed of an action, in words: what the log keeps and a history shows."""

from typing import NamedTuple

from plan.enums import TimescaleKind
from plan.facts import LABELS, ActionFacts, StepFacts, When, differences
from plan.spans import SPAN


class Change(NamedTuple):
    """A field by its label, with what stood there before and what does now."""

    label: str
    before: str
    after: str


def changes_between(before: ActionFacts, after: ActionFacts) -> list[Change]:
    """Return the fields in which two differ, in words."""
    return [Change(LABELS[name], in_words(before, name), in_words(after, name)) for name in differences(before, after)]


def in_words(facts: ActionFacts, name: str) -> str:
    """Return what a field says, as a person reads it; lists a line each."""
    value = getattr(facts, name)
    if isinstance(value, When):
        return when_in_words(value)
    if isinstance(value, list):
        return "\n".join(_step(each) if isinstance(each, StepFacts) else each for each in value if each)
    return str(value)


def when_in_words(when: When) -> str:
    """Return the wording and what it was understood to mean."""
    if not when.wording and not when.spans:
        return ""
    meant = [TimescaleKind(when.kind).label, *(SPAN.join(span) for span in when.spans)]
    return f"{when.wording} ({', '.join(meant)})".strip()


def _step(step: StepFacts) -> str:
    words = f"{step.label}) {step.text}" if step.label else step.text
    beside = [*step.leads, when_in_words(step.timescale)]
    return "; ".join([words, *(part for part in beside if part)])
