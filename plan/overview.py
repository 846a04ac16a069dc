"""All actions of a plan for those who keep it: how each stands, what asks for attention, and what is picked out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Subquery

from plan.enums import ENDED, Attention, UpdateSource
from plan.models import Action, Lead, Plan, Update
from plan.querysets import REVIEWED_EVERY, ActionQuerySet
from plan.standing import Standing, disagreement, standings


@dataclass(frozen=True)
class Overseen:
    """An action as those see it who keep the plan. `differs` says where status and measured value disagree."""

    standing: Standing
    differs: str
    attention: frozenset[Attention]
    said_by: UpdateSource | None

    @property
    def action(self) -> Action:
        """Return the action."""
        return self.standing.action

    @property
    def was_said_by_machine(self) -> bool:
        """Say whether its status comes from an import or the portal, and from no person."""
        return self.said_by not in {None, UpdateSource.PERSON}

    @property
    def flags(self) -> list[Attention]:
        """Return why somebody should look at it, in their order."""
        return [each for each in Attention if each in self.attention]

    @property
    def themes(self) -> list[str]:
        """Return the names of its themes, as they were read."""
        return [theme.name for theme in self.action.themes.all()]

    @property
    def leads(self) -> list[Lead]:
        """Return its leads, as they were read."""
        return list(self.action.leads.all())

    @property
    def unknown_leads(self) -> list[str]:
        """Return the words of its leads of whom none has an account."""
        return [] if any(lead.user_id for lead in self.leads) else [lead.words for lead in self.leads]


@dataclass(frozen=True)
class Wanted:
    """What is picked out of a plan; what is empty picks nothing out."""

    text: str = ""
    theme: str = ""
    status: str = ""
    lead: str = ""
    only: frozenset[Attention] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.text or self.theme or self.status or self.lead or self.only)

    def takes(self, row: Overseen) -> bool:
        """Say whether an action is one of those: all that is asked holds of it."""
        action = row.action
        if self.theme and self.theme not in {theme.slug for theme in action.themes.all()}:
            return False
        if self.status and row.standing.status != self.status:
            return False
        if self.lead and self.lead not in {lead.words for lead in row.leads}:
            return False
        return self.only <= row.attention and self._has_words(action)

    def _has_words(self, action: Action) -> bool:
        words = self.text.casefold().split()
        if not words:
            return True
        steps = [step.text for step in action.steps.all()]
        parts = [action.code, action.title, action.detail, action.success_measure, action.notes, *steps]
        text = "\n".join([*parts, *(lead.words for lead in action.leads.all())]).casefold()
        return all(word in text for word in words)


def overseen(plan: Plan, on: date) -> list[Overseen]:
    """Return all actions of a plan in order, as they stand on a day; as many queries for one as for a thousand."""
    return [_overseen(standing, on) for standing in standings(_with_source(Action.objects.filter(plan=plan)), on)]


def overseen_action(action: Action, on: date) -> Overseen:
    """Return how one action stands on a day."""
    return _overseen(standings(_with_source(Action.objects.filter(pk=action.pk)), on)[0], on)


def _with_source(actions: ActionQuerySet) -> ActionQuerySet:
    """Add `said_by`, the source of the latest update, and fetch who looked at each last."""
    latest = Update.objects.of_action().values("source")[:1]
    return actions.annotate(said_by=Subquery(latest)).select_related("reviewed_by")


def _overseen(standing: Standing, on: date) -> Overseen:
    differs = disagreement(standing)
    said_by: str | None = getattr(standing.action, "said_by", None)
    holds = {
        Attention.OVERDUE: standing.is_overdue,
        Attention.UNMEASURED: not standing.is_measured and standing.status not in ENDED,
        Attention.REVIEW: review_is_due(standing, on),
        Attention.DIFFERS: bool(differs),
    }
    attention = frozenset(each for each, is_so in holds.items() if is_so)
    return Overseen(standing, differs, attention, UpdateSource(said_by) if said_by else None)


def review_is_due(standing: Standing, on: date) -> bool:
    """Say whether an action that has no end waits for its yearly look; before the first, the plan's start counts."""
    action = standing.action
    looked = action.reviewed_on or action.plan.start
    return action.is_ongoing and standing.status not in ENDED and looked <= on - REVIEWED_EVERY


def lead_words(rows: Sequence[Overseen]) -> list[str]:
    """Return the words of all leads, each once, in order."""
    return sorted({lead.words for row in rows for lead in row.leads}, key=str.casefold)
