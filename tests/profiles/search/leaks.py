"""Comparing what searchers found with when it was shown and withdrawn: what was found wrongly, too long or too late.

Times are seconds on one clock of the machine (`time.monotonic`), which all processes share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from statistics import median


@dataclass(frozen=True)
class Change:
    """From a commit on, an audience may find somebody by a word (`shown`), or may not any more.

    The commit came after `begun`, and was done at `committed`.
    """

    word: str
    audience: str
    shown: bool
    begun: float
    committed: float


@dataclass(frozen=True)
class Answer:
    """Whether an audience was told of somebody by a word; asked at `asked`, answered at `told`."""

    word: str
    audience: str
    asked: float
    told: float
    found: bool
    way: str = ""


@dataclass(frozen=True)
class Fault:
    """An answer that was wrong: 'private' (never shown to them), 'stale' or 'late', so long after the commit."""

    kind: str
    seconds: float
    answer: Answer


@dataclass(frozen=True)
class _Span:
    """A time in which a word was shown; it ends with 'never' where it was not withdrawn."""

    begun: float
    committed: float
    end_begun: float
    end_committed: float


NEVER = float("inf")


def _spans(changes: Iterable[Change]) -> list[_Span]:
    """Return when a word was shown to an audience, from its changes in order."""
    spans: list[_Span] = []
    for change in changes:
        is_open = bool(spans) and spans[-1].end_committed == NEVER
        if change.shown and not is_open:
            spans.append(_Span(change.begun, change.committed, NEVER, NEVER))
        elif not change.shown and is_open:
            last = spans.pop()
            spans.append(_Span(last.begun, last.committed, change.begun, change.committed))
    return spans


def _fault_of(answer: Answer, spans: list[_Span]) -> Fault | None:
    """Return what is wrong with an answer, however little too long or too late."""
    if not answer.found:
        due = [span for span in spans if span.committed < answer.asked and answer.told < span.end_begun]
        return Fault("late", answer.asked - due[0].committed, answer) if due else None
    before = [span for span in spans if span.begun < answer.told]
    if not before:
        return Fault("private", NEVER, answer)
    over = answer.asked - before[-1].end_committed
    return Fault("stale", over, answer) if over > 0 else None


def compare(changes: Iterable[Change], answers: Iterable[Answer]) -> list[Fault]:
    """Return each answer that was not as things stood by what was committed, and by how many seconds."""

    def key(each: Change) -> tuple[str, str]:
        return each.word, each.audience

    ordered = sorted(changes, key=lambda change: (*key(change), change.committed))
    spans = {what: _spans(of_word) for what, of_word in groupby(ordered, key)}
    found = (_fault_of(answer, spans.get((answer.word, answer.audience), [])) for answer in answers)
    return [fault for fault in found if fault]


def beyond(faults: Iterable[Fault], allowed: float) -> list[Fault]:
    """Return those that are wrong by more than is allowed; a private word always is."""
    return [fault for fault in faults if fault.seconds > allowed]


def summary(faults: Iterable[Fault], answers: int) -> str:
    """Return in a line how many answers lagged behind, how long in the middle and at most."""
    seconds = sorted(fault.seconds for fault in faults)
    if not seconds:
        return f"{answers} answers, none behind a commit"
    behind = f"{len(seconds)} behind a commit, by {median(seconds):.2f} s in the middle and {seconds[-1]:.2f} s at most"
    return f"{answers} answers, {behind}"
