"""What an import would do, worked out from its file each time it is looked at: nothing of it is kept."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from plan.enums import ActionStatus, PlanField, Proposed, RowBecame, ThemeSlug, TimescaleKind
from plan.facts import LABELS, ActionFacts, When, facts_of
from plan.importing.columns import Matches, guess_columns, layout_problems
from plan.importing.columns import corrected as rematched
from plan.importing.corrections import as_typed, corrected
from plan.importing.own_table import own_table
from plan.importing.reading import read
from plan.importing.result import ActionAsRead, PlanAsRead, RowAsRead
from plan.importing.tables import ImportRefusedError, Tables
from plan.importing.understanding import understand
from plan.models import Plan, PlanImport
from plan.services.proposing import Proposal, propose
from plan.span_words import span_in_words
from plan.spans import PlanPeriod, Span

_ANY_PERIOD = PlanPeriod.from_months("2020-01", "2029-12")  # until it is said: the columns can be read without it
_CHANGEABLE = frozenset({RowBecame.GROUP, RowBecame.THEME, RowBecame.TEXT, RowBecame.ACTION, RowBecame.PART})


@dataclass(frozen=True)
class Understood:
    """A file as it is read now: its columns as guessed and as matched, the plan, and the plan with what was typed."""

    guessed: Matches
    matches: Matches
    read: PlanAsRead
    corrected: PlanAsRead
    is_own: bool

    def action(self, place: int) -> tuple[ActionAsRead, ActionAsRead] | None:
        """Return the action whose first row stands at a place, as it was read and as corrected; None without one."""
        pairs = zip(self.read.actions, self.corrected.actions, strict=True)
        return next((pair for pair in pairs if pair[0].rows[0] == place), None)

    def problems(self, found: PlanImport) -> list[str]:
        """Return what must be said before the plan can be shown."""
        problems = [] if found.period else ["Say when the plan begins and ends."]
        if not found.plan and Plan.objects.filter(title__iexact=found.title).exists():
            problems.append(f"There is a plan called ‘{found.title}’. Choose it, or give another title.")
        if not self.read.actions:
            problems.append("No action was found. Say which column holds the actions.")
        changed = {int(key.partition(":")[0]) for key in found.matches}
        for at in sorted(changed & set(range(len(self.matches)))):
            problems += layout_problems(self.matches[at])
        problems += [f"Say what the colour {colour} means." for colour in self.read.colours_to_ask]
        return problems


def read_again(found: PlanImport) -> Tables:
    """Return the tables of an import's file. Raises ImportRefusedError, also where the file is gone."""
    try:
        with found.file.open("rb") as file:
            data = file.read()
    except (OSError, ValueError) as error:
        raise ImportRefusedError("The file of this import is no longer there. Bring it again.") from error
    return read(data)


def understood(found: PlanImport, tables: Tables | None = None) -> Understood:
    """Return an import's file as it is read now. Raises ImportRefusedError where it cannot be."""
    tables = tables or read_again(found)
    guessed = guess_columns(tables)
    matches = rematched(guessed, dict(_matched(found, guessed)))
    legend = {colour: ActionStatus(status) for colour, status in found.legend.items()}
    told = {int(place): RowBecame(became) for place, became in found.told.items()}
    title = found.plan.title if found.plan else found.title
    plan = understand(tables, matches, found.period or _ANY_PERIOD, legend, title, told)
    typed = {int(place): values["typed"] for place, values in found.corrections.items()}
    return Understood(guessed, matches, plan, corrected(plan, typed), own_table(tables) is not None)


def _matched(found: PlanImport, guessed: Matches) -> Iterator[tuple[tuple[int, int], PlanField]]:
    for key, field in found.matches.items():
        at, _, index = key.partition(":")
        if int(at) < len(guessed) and int(index) < len(guessed[int(at)].columns):
            yield (int(at), int(index)), PlanField(field)


def mark_of(action: ActionAsRead) -> str:
    """Return a mark of an action as it is shown, by which a form knows that somebody changed it meanwhile."""
    return _mark([action.rows, as_typed(action)])


def _mark(values: Any) -> str:
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Original:
    """A row of the file as it is shown: each text with the name of its column."""

    place: int
    row: RowAsRead
    cells: tuple[tuple[str, str], ...]

    @property
    def became(self) -> str:
        """Return what it was taken for, in words."""
        return self.row.became.label

    @property
    def line(self) -> str:
        """Return what stands in it in one line."""
        return " · ".join(" ".join(text.split()) for _, text in self.cells)

    @property
    def can_be_told(self) -> bool:
        """Say whether somebody may say that it is something else."""
        return self.row.became in _CHANGEABLE


@dataclass(frozen=True)
class Change:
    """A field that changes, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """What is shown of the plan to come: an action beside its rows, or a row that belongs to none."""

    originals: tuple[Original, ...]
    proposal: Proposal | None = None
    is_looked_at: bool = False
    is_corrected: bool = False

    @property
    def place(self) -> int:
        """Return the place of its first row; -1 for an action that is not in the file."""
        return self.originals[0].place if self.originals else -1

    @property
    def doubts(self) -> list[str]:
        """Return what was in doubt."""
        return list(dict.fromkeys(doubt for each in self.originals for doubt in each.row.doubts))

    @property
    def is_doubtful(self) -> bool:
        """Say whether something is in doubt that nobody has looked at."""
        return bool(self.doubts) and not self.is_looked_at

    @property
    def facts(self) -> ActionFacts | None:
        """Return the action as it will be."""
        if self.proposal is None:
            return None
        return self.proposal.facts or (facts_of(self.proposal.action) if self.proposal.action else None)

    @property
    def themes(self) -> list[str]:
        """Return the names of its themes."""
        slugs = self.facts.themes if self.facts else []
        return [theme.label for theme in ThemeSlug if theme.value in slugs]

    @property
    def when(self) -> str:
        """Return what its date was understood to mean."""
        return when_in_words(self.facts.timescale) if self.facts else ""

    @property
    def steps(self) -> list[tuple[Any, str]]:
        """Return its steps, each with what its date was understood to mean."""
        return [(step, when_in_words(step.timescale)) for step in (self.facts.steps if self.facts else [])]

    @property
    def status(self) -> str:
        """Return how it will be said to be going."""
        said = self.proposal and (self.proposal.status or getattr(self.proposal.action, "status", None))
        return ActionStatus(said).label if said else ""

    @property
    def changes(self) -> list[Change]:
        """Return what changes of an action that is there already."""
        if self.proposal is None or self.proposal.action is None or self.proposal.facts is None:
            return []
        before = facts_of(self.proposal.action)
        changes = [
            Change(LABELS[name], in_words(before, name), in_words(self.proposal.facts, name))
            for name in self.proposal.changes
        ]
        if self.proposal.status:
            was = ActionStatus(self.proposal.action.status).label  # type: ignore[attr-defined]
            changes.append(Change("Status", was, self.proposal.status.label))
        return changes


def when_in_words(when: When) -> str:
    """Return what a date was understood to mean: its kind and its spans."""
    if not when.wording and not when.spans:
        return ""
    kind = TimescaleKind(when.kind).label
    spans = "; ".join(
        span_in_words(Span(date.fromisoformat(start), date.fromisoformat(end))) for start, end in when.spans
    )
    return f"{kind}: {spans}" if spans else kind


def in_words(facts: ActionFacts, name: str) -> str:
    """Return a field of an action in one text."""
    value = getattr(facts, name)
    if name == "themes":
        return ", ".join(ThemeSlug(slug).label for slug in value)
    if name == "timescale":
        return " – ".join(filter(None, (value.wording, when_in_words(value))))
    if name == "steps":
        return "; ".join(" ".join(filter(None, (step.label and f"{step.label})", step.text))) for step in value)
    return "; ".join(filter(None, value)) if isinstance(value, list) else value


@dataclass(frozen=True)
class Preview:
    """What an import would do to a plan; `plan` None: to a new one. `earlier` is an import of the same file."""

    found: PlanImport
    plan: Plan | None
    earlier: PlanImport | None
    understood: Understood
    proposals: list[Proposal]

    @property
    def read(self) -> PlanAsRead:
        """Return the plan as it will be read."""
        return self.understood.corrected

    @cached_property
    def mark(self) -> str:
        """Return a mark of all that would be written, by which applying knows that it is what was looked at."""
        told = [
            (each.outcome, each.code, each.facts and each.facts.as_json(), each.changes, each.kept, each.status)
            for each in self.proposals
        ]
        return _mark([self.plan and self.plan.pk, self.found.title, self.found.outside, str(self.read.period), told])

    @cached_property
    def counts(self) -> Counter[Proposed]:
        """Return how many actions get what."""
        return Counter(proposal.outcome for proposal in self.proposals)

    @property
    def writes(self) -> int:
        """Return how many actions would be written."""
        return self.counts[Proposed.NEW] + self.counts[Proposed.CHANGED]

    @cached_property
    def entries(self) -> list[Entry]:
        """Return all that is shown, in the order of the file; what is not in the file comes last."""
        originals = originals_of(self.read.rows)
        parts = {place for action in self.read.actions for place in action.rows[1:]}
        by_place = {each.read.rows[0]: each for each in self.proposals if each.read}
        entries = []
        for original in originals:
            if (proposal := by_place.get(original.place)) and proposal.read:
                typed = self.found.corrections.get(str(original.place))
                rows = tuple(originals[place] for place in proposal.read.rows)
                entries.append(Entry(rows, proposal, typed is not None, bool(typed and typed["typed"])))
            elif original.place not in parts:
                entries.append(Entry((original,)))
        return entries + [Entry((), each) for each in self.proposals if each.read is None]

    @property
    def doubtful(self) -> list[Entry]:
        """Return what is in doubt."""
        return [entry for entry in self.entries if entry.is_doubtful]


def originals_of(rows: Sequence[RowAsRead]) -> list[Original]:
    """Return the rows with the names of their columns, as the last row of names above has them."""
    names: tuple[str, ...] = ()
    made = []
    for place, row in enumerate(rows):
        if row.became == RowBecame.HEADER:
            names = tuple(" ".join(cell.split()) for cell in row.cells)
        cells = zip([*names, *[""] * len(row.cells)], row.cells, strict=False)
        named = tuple((name if row.became != RowBecame.HEADER else "", text) for name, text in cells if text)
        made.append(Original(place, row, named))
    return made


def preview_of(found: PlanImport) -> Preview:
    """Return what an import would do. Raises ImportRefusedError where its file cannot be read any more."""
    seen = understood(found)
    earlier = PlanImport.objects.earlier_of(found)
    plan = found.plan or (earlier.plan if earlier else None)
    return Preview(found, plan, earlier, seen, propose(seen.corrected, plan))
