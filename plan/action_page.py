"""All that the public page of an action shows, read in a fixed number of queries however long its history is.

Nothing private is in it: no notes, no accounts, no plan that the reader may not see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from plan.action_targets import TargetShown, targets_shown
from plan.enums import ENDED, ActionStatus, ContinuationKind, UpdateSource
from plan.evidence import MeasuredHow
from plan.models import Action, Continuation, Milestone, Step, Update
from plan.span_words import span_in_words
from plan.spans import Span
from plan.standing import Standing, standing_of
from portal.core.registries import Card, related

MOST_RELATED = 4

CONTINUES = {
    ContinuationKind.IDENTICAL: "The same as",
    ContinuationKind.EXTENDED: "Extends",
    ContinuationKind.NARROWED: "Narrows",
    ContinuationKind.RELATED: "Related to",
}
CONTINUED = {
    ContinuationKind.IDENTICAL: "Goes on unchanged as",
    ContinuationKind.EXTENDED: "Extended by",
    ContinuationKind.NARROWED: "Narrowed to",
    ContinuationKind.RELATED: "Related to",
}


@dataclass(frozen=True)
class DateShown:
    """A date of an action or a step: what was understood, and whether it is done.

    `state` is the class of its sign; empty where the step that it belongs to says all.
    """

    words: str
    state: str
    label: str


@dataclass(frozen=True)
class StepShown:
    """A step with its own dates. `wording`: how the plan words them, where it says more than they do."""

    step: Step
    dates: tuple[DateShown, ...]
    wording: str


@dataclass(frozen=True)
class Neighbour:
    """Another action that this page leads to; `url` is empty where the reader may not see its plan."""

    code: str
    title: str
    plan: str
    url: str
    said: str = ""
    status: str = ""
    said_on: date | None = None


@dataclass(frozen=True)
class ActionPage:
    """An action as its page shows it. `wording`: how the plan words its dates, where it says more than they do."""

    standing: Standing
    themes: tuple[str, ...]
    leads: str
    late_since: date | None
    dates: tuple[DateShown, ...]
    wording: str
    steps: tuple[StepShown, ...]
    targets: tuple[TargetShown, ...]
    updates: tuple[Update, ...]
    changed_by_portal: date | None
    continues: Neighbour | None
    continued_by: tuple[Neighbour, ...]
    previous: Neighbour | None
    following: Neighbour | None
    actions_in_plan: int

    @property
    def action(self) -> Action:
        """Return the action."""
        return self.standing.action

    @property
    def due(self) -> str:
        """Return in words what is due next of its own dates; empty where nothing is."""
        awaited = (each.words for each in self.dates if each.state not in {"done", ""})
        return next(awaited, "") if self.standing.status not in ENDED else ""

    @property
    def stopped_because(self) -> str:
        """Return why it was stopped; empty where it was not."""
        is_stopped = self.standing.status == ActionStatus.STOPPED and self.updates
        return self.updates[0].note if is_stopped else ""


def action_page(action: Any, on: date, *, sees_all: bool) -> ActionPage:
    """Return what the page of an action shows on a day.

    The action comes from `Action.objects.for_page()`. `sees_all`: the reader keeps plans, and so sees those that are
    not published.
    """
    targets = targets_shown(action, on)
    standing = standing_of(action, tuple(target.standing for target in targets), on)
    earlier = _earlier(action)
    updates = _updates([action.pk, *([earlier.pk] if earlier else [])], on)
    own = updates.get(action.pk, [])
    dates = tuple(_dates(action, None, standing, on))
    return ActionPage(
        standing=standing,
        themes=tuple(theme.name for theme in action.themes.all()),
        leads=", ".join(lead.words for lead in action.leads.all()),
        late_since=standing.due if standing.is_overdue else None,
        dates=dates,
        wording=_wording(action, dates),
        steps=tuple(_steps(action, standing, on)),
        targets=targets,
        updates=tuple(own),
        changed_by_portal=_changed_by_portal(own, targets),
        continues=_continues(action, earlier, updates, sees_all=sees_all),
        continued_by=_continued_by(action, sees_all=sees_all),
        previous=_beside(action, action.before),
        following=_beside(action, action.after),
        actions_in_plan=action.actions_in_plan,
    )


def related_cards(action: Any) -> list[tuple[str, tuple[Card, ...]]]:
    """Return what other apps have on the action's themes, each card once, under the title of its kind."""
    found = []
    for offer in related:
        cards = dict.fromkeys(
            card for theme in action.themes.all() for card in offer.cards("theme", theme.pk, MOST_RELATED)
        )
        if cards:
            found.append((offer.title, tuple(cards)[:MOST_RELATED]))
    return found


# --- dates ----------------------------------------------------------------------------------------------------------


def _steps(action: Any, standing: Standing, on: date) -> Iterator[StepShown]:
    for step in action.steps.all():
        dates = tuple(_dates(action, step, standing, on))
        yield StepShown(step, dates, _wording(step, dates))


def _dates(action: Any, step: Step | None, standing: Standing, on: date) -> Iterator[DateShown]:
    """Yield the dates of the action itself, or of one of its steps."""
    is_settled = standing.status in ENDED or action.is_ongoing or bool(step and (step.done_on or step.is_ongoing))
    for each in action.milestones.all():
        if each.step_id == (step.pk if step else None):
            words = span_in_words(Span(each.start, each.end), (step or action).timescale_kind)
            yield DateShown(words, *_state(each, on, is_settled=is_settled))


def _state(milestone: Milestone, on: date, *, is_settled: bool) -> tuple[str, str]:
    """Return the sign and the words of how a date stands; none where what it belongs to has ended."""
    if milestone.done_on:
        return "done", f"Done on {milestone.done_on:%-d %B %Y}"
    if is_settled:
        return "", ""
    if milestone.end < on:
        return "overdue", "Overdue"
    return ("todo", "To come") if milestone.start > on else ("todo", "Due now")


def _wording(timed: Action | Step, dates: Sequence[DateShown]) -> str:
    """Return how the plan words dates; empty where that is what they say anyway."""
    wording: str = timed.timescale_wording.strip()
    return "" if [wording.casefold()] == [each.words.casefold() for each in dates] else wording


# --- history --------------------------------------------------------------------------------------------------------


def _updates(actions: Sequence[int], on: date) -> dict[int, list[Update]]:
    """Return what was said of actions, the latest first."""
    found: dict[int, list[Update]] = {}
    for update in Update.objects.filter(action__in=actions, on__lte=on).defer("author"):
        found.setdefault(update.action_id, []).append(update)
    return found


def _changed_by_portal(updates: Iterable[Update], targets: Iterable[TargetShown]) -> date | None:
    """Return when the portal itself last wrote something of the action: a reading, or an update that nobody typed."""
    days = [update.on for update in updates if update.source != UpdateSource.PERSON]
    for target in targets:
        if target.standing.reading and target.standing.words.how == MeasuredHow.MEASURED:
            days.append(target.standing.reading.on)
    return max(days, default=None)


def _earlier(action: Any) -> Action | None:
    continues = getattr(action, "continues", None)
    return continues.earlier if continues else None


def _continues(
    action: Any, earlier: Action | None, updates: dict[int, list[Update]], *, sees_all: bool
) -> Neighbour | None:
    """Return what the action goes on with: in its plan's own words where the reader may not see the older one."""
    continues: Continuation | None = getattr(action, "continues", None)
    if continues is None:
        return None
    said = CONTINUES[ContinuationKind(continues.kind)]
    if earlier is None or not (sees_all or earlier.plan.is_public):
        return Neighbour(continues.code, "", continues.plan_words, "", said)
    last = next(iter(updates.get(earlier.pk, [])), None)
    return Neighbour(
        earlier.code,
        earlier.title,
        earlier.plan.title,
        earlier.get_absolute_url(),
        said,
        last.status if last else ActionStatus.NOT_STARTED,
        last.on if last else None,
    )


def _continued_by(action: Any, *, sees_all: bool) -> tuple[Neighbour, ...]:
    rows = Continuation.objects.filter(earlier=action).select_related("action__plan").order_by("action__plan__start")
    return tuple(
        Neighbour(
            row.action.code,
            row.action.title,
            row.action.plan.title,
            row.action.get_absolute_url(),
            CONTINUED[ContinuationKind(row.kind)],
        )
        for row in rows
        if sees_all or row.action.plan.is_public
    )


def _beside(action: Any, found: dict[str, str] | None) -> Neighbour | None:
    """Return an action of the same plan that stands next to this one."""
    if not found:
        return None
    return Neighbour(found["code"], found["title"], "", reverse("action", args=[action.plan.slug, found["slug"]]))
