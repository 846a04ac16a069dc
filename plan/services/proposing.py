"""What an import would do to a plan, before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from plan.enums import ActionStatus, Proposed
from plan.facts import LABELS, ActionFacts, differences, facts_as_read, facts_of
from plan.importing.result import ActionAsRead, PlanAsRead
from plan.models import Action, Plan, PlanImport


@dataclass(frozen=True)
class Proposal:
    """What happens to one action: what is read of it, the row that it is written to, and which fields change.

    `kept` are fields in which the file says something new and somebody has typed something else here since the last
    import: what was typed stays.
    """

    outcome: Proposed
    code: str
    read: ActionAsRead | None = None
    action: Action | None = None
    facts: ActionFacts | None = None
    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    status: ActionStatus | None = None

    @property
    def changed_labels(self) -> list[str]:
        """Return the words for the fields that change."""
        return [LABELS[name] for name in self.changes] + (["Status"] if self.status else [])

    @property
    def kept_labels(self) -> list[str]:
        """Return the words for the fields that stay as somebody typed them."""
        return [LABELS[name] for name in self.kept]


def propose(read: PlanAsRead, plan: Plan | None) -> list[Proposal]:
    """Return what an import does to each action of the file, then what the file does not speak of.

    An action is known again by its code where the file gives it, else by its words.
    """
    there = list(plan.actions.with_facts().with_status()) if plan else []
    last = last_written(plan) if plan else {}
    partners = _partners(read.actions, there)
    found = [_proposal(action, partners.get(place), last) for place, action in enumerate(read.actions)]
    spoken_of = {partner.pk for partner in partners.values()}
    missing = [Proposal(Proposed.MISSING, each.code, action=each) for each in there if each.pk not in spoken_of]
    return found + missing


def last_written(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return what the imports that stand wrote of each action, by its code, the latest of each."""
    written: dict[str, dict[str, Any]] = {}
    for each in PlanImport.objects.applied().filter(plan=plan).order_by("applied_at", "pk"):
        written |= {code: kept["after"] for code, kept in each.written.items()}
    return written


def _partners(actions: Sequence[ActionAsRead], there: Sequence[Action]) -> dict[int, Action]:
    by_code = {action.code: action for action in there if action.code_given}
    partners = {
        place: by_code[action.code]
        for place, action in enumerate(actions)
        if action.code_given and action.code in by_code
    }
    taken = {partner.pk for partner in partners.values()}
    by_words: dict[str, Action] = {}
    for other in there:
        if other.pk not in taken and (not other.code_given):
            by_words.setdefault(_words(other.title), other)
    for place, action in enumerate(actions):
        if place not in partners and (partner := by_words.pop(_words(action.title), None)):
            partners[place] = partner
    return partners


def _words(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _proposal(read: ActionAsRead, there: Any, last: dict[str, dict[str, Any]]) -> Proposal:
    wanted = facts_as_read(read)
    if there is None:
        return Proposal(Proposed.NEW, read.code, read, facts=wanted, status=read.status or ActionStatus.NOT_STARTED)
    now = facts_of(there)
    wrote = last.get(there.code)
    imported = ActionFacts.from_json(wrote["facts"]) if wrote else None
    typed = set(differences(imported, now)) if imported else set(LABELS)
    news = set(differences(imported, wanted)) if imported else set(LABELS)
    differs = differences(now, wanted)
    changes = [name for name in differs if name not in typed]
    kept = [name for name in differs if name in typed and name in news]
    told = wrote["status"] if wrote else None
    status = read.status if read.status and read.status not in {told, there.status} else None
    outcome = Proposed.CHANGED if changes or status else Proposed.SAME
    return Proposal(outcome, there.code, read, there, _with(now, wanted, changes), changes, kept, status)


def _with(now: ActionFacts, wanted: ActionFacts, changes: list[str]) -> ActionFacts:
    """Return what is held, with the fields that change as the file has them."""
    values = {name: getattr(wanted if name in changes else now, name) for name in LABELS}
    return ActionFacts(**values)
