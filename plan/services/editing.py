"""Making, changing and deleting the actions of a plan; no tab undoes another, and each change is kept in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from wagtail.log_actions import log

from plan.changes import Change, changes_between
from plan.enums import LONGEST_CODE, ContinuationKind
from plan.facts import ActionFacts, facts_of
from plan.models import Action, Continuation, Plan

from .writing import make_action, write_facts, write_leads


class ActionGoneError(Exception):
    """The action is no longer there."""


class ActionsChangedError(Exception):
    """Somebody else changed these actions in the meantime; nothing was written."""

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__("Changed since: " + ", ".join(action.code for action in actions))
        self.actions = actions


class EditRefusedError(Exception):
    """The change cannot be made; the message says why, `part` is what it is about (a field's name, or empty)."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


@dataclass(frozen=True)
class ActionTyped:
    """What somebody typed of an action.

    `accounts` are the accounts of leads (primary keys) by the leads' words; `steps_were` says of each step in `facts`
    which it was before (its primary key, None for a new one), so that one that is worded anew stays done; `earlier`
    is the older action that it goes on with, where that is held here.
    """

    code: str
    facts: ActionFacts
    accounts: Mapping[str, int | None] = field(default_factory=dict)
    steps_were: Sequence[int | None] = ()
    earlier: Action | None = None
    kind: ContinuationKind = ContinuationKind.RELATED


def add_action(plan: Plan, typed: ActionTyped, user: Any) -> Action:
    """Add an action at the end of a plan.

    Raises EditRefusedError for a code that is missing or taken, and an action without words.
    """
    with transaction.atomic():
        held = Plan.objects.select_for_update().get(pk=plan.pk)
        _check(held, typed, None)
        last = held.actions.aggregate(last=Max("order"))["last"] or 0
        action = make_action(held, typed.code, typed.facts, code_given=True, order=last + 1)
        _beside_the_facts(action, typed, words_stay=False)
        log(action, "plan.add_action", user=user)
    return action


def edit_action(pk: int, version: int, typed: ActionTyped, user: Any) -> Action:
    """Make an action say what was typed, and log each field that changed with what stood there before.

    Raises ActionsChangedError where it is not at `version` any more, ActionGoneError, and EditRefusedError as
    `add_action` does. The address stays, even where the code changes.
    """
    with transaction.atomic():
        action = lock_action(pk, version)
        _check(action.plan, typed, action)
        before = _read(pk)
        was = facts_of(before)
        done = _Done(before)
        words_stay = was.continues == typed.facts.continues
        if typed.code != action.code:
            action.code, action.code_given = typed.code, True
        write_facts(action, typed.facts)
        _beside_the_facts(action, typed, words_stay=words_stay)
        done.carry_over(action, typed.steps_were)
        after = _read(pk)
        changes = changes_between(was, facts_of(after))
        changes += _changes_beside(before, after)
        if changes:
            log(action, "plan.edit_action", user=user, data={"changes": [list(change) for change in changes]})
    return action


def lock_action(pk: int, version: int | None = None) -> Action:
    """Return an action whose plan and row are held until the transaction ends.

    Raises ActionGoneError, and ActionsChangedError where it is not at `version` (None: whichever it is at).
    """
    plan = Plan.objects.select_for_update().filter(actions=pk).first()
    action: Action | None = Action.objects.select_for_update().filter(pk=pk).first()
    if plan is None or action is None:
        raise ActionGoneError
    if version is not None and action.version != version:
        raise ActionsChangedError([action])
    action.plan = plan
    return action


def lock_ticked(plan: Plan, ticked: Mapping[int, int]) -> list[Action]:
    """Return actions of a plan, held, in their order; `ticked` are their versions by primary key.

    Raises ActionsChangedError where any is at another version, ActionGoneError where any is not there.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    list(plan.actions.select_for_update().filter(pk__in=ticked).values_list("pk"))  # with joins, no row can be locked
    actions = list(plan.actions.filter(pk__in=ticked).with_facts())
    if len(actions) < len(ticked):
        raise ActionGoneError
    changed = [action for action in actions if action.version != ticked[action.pk]]
    if changed:
        raise ActionsChangedError(changed)
    return actions


def _read(pk: int) -> Action:
    found: Action = Action.objects.with_facts().get(pk=pk)
    return found


def _check(plan: Plan, typed: ActionTyped, action: Action | None) -> None:
    if not typed.code:
        raise EditRefusedError("Give the action a code, such as V1.", "code")
    if len(typed.code) > LONGEST_CODE:
        raise EditRefusedError(f"A code has at most {LONGEST_CODE} characters.", "code")
    others = plan.actions.exclude(pk=action.pk) if action else plan.actions
    if others.filter(code=typed.code).exists():
        raise EditRefusedError(f"Another action of this plan has the code {typed.code}.", "code")
    if not typed.facts.title:
        raise EditRefusedError("Say what is to be done.", "title")
    accounts = [account for account in typed.accounts.values() if account]
    if len(set(accounts)) < len(accounts):
        raise EditRefusedError("Each account can stand beside one lead only.", "leads")
    if typed.earlier and typed.earlier.plan_id == plan.pk:
        raise EditRefusedError("Choose an action of an older plan.", "earlier")


def _beside_the_facts(action: Action, typed: ActionTyped, *, words_stay: bool) -> None:
    """Write what a file never says: the accounts of leads, and how it goes on with which action."""
    write_leads(action, typed.facts.leads, typed.accounts)
    found = Continuation.objects.filter(action=action)
    found.update(kind=typed.kind)
    if typed.earlier or words_stay:  # with new words and nothing chosen, what the words were found to mean stands
        found.update(earlier=typed.earlier)


class _Done:
    """When steps and their dates were done, to be kept where a step is worded anew."""

    def __init__(self, action: Action) -> None:
        self.steps = {step.pk: (step.text, step.done_on) for step in action.steps.all()}
        self.spans = {
            (each.step_id, each.start, each.end): each.done_on
            for each in action.milestones.all()
            if each.step_id and each.done_on
        }

    def carry_over(self, action: Action, steps_were: Sequence[int | None]) -> None:
        """Mark as done what was, at the steps that have other words now."""
        for step, pk in zip(action.steps.order_by("order", "pk"), steps_were, strict=False):
            text, done_on = self.steps.get(pk or 0, (step.text, None))
            if text == step.text:
                continue
            action.steps.filter(pk=step.pk).update(done_on=done_on)
            for (was, start, end), on in self.spans.items():
                if was == pk:
                    action.milestones.filter(step=step, start=start, end=end).update(done_on=on)


def _accounts(action: Action) -> list[str]:
    return [lead.words for lead in action.leads.all() if lead.user_id]


def _changes_beside(before: Action, after: Action) -> list[Change]:
    """Return what changed beside the facts; accounts by their leads' words, for a log outlives a person's account."""
    found = [Change("Code", before.code, after.code)]
    found.append(Change("Leads with an account", *("; ".join(_accounts(each)) for each in (before, after))))
    kinds = [getattr(each, "continues", None) for each in (before, after)]
    found.append(Change("How it goes on", *(kind.get_kind_display() if kind else "" for kind in kinds)))
    earlier = [str(kind.earlier or "") if kind else "" for kind in kinds]
    found.append(Change("Older action", *earlier))
    return [change for change in found if change.before != change.after]


def rewrite(action: Action, user: Any, **values: Any) -> None:
    """Log that some facts of a held action change to these values, and count its version up; the caller writes them."""
    was = facts_of(action)
    Action.objects.filter(pk=action.pk).update(version=F("version") + 1)
    changes = changes_between(was, replace(was, **values))
    log(action, "plan.edit_action", user=user, data={"changes": [list(change) for change in changes]})


def pointing_at(action: Action) -> list[str]:
    """Return in words what stands in the way of deleting an action."""
    counted = (
        (action.updates.count(), "update", "updates"),
        (action.targets.count(), "target", "targets"),
        (action.continued_by.count(), "action of a later plan that goes on with it", "actions of later plans"),
    )
    return [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]


def delete_action(pk: int, version: int, user: Any) -> Plan:
    """Delete an action that nothing points at, and return its plan, whose log says so.

    Raises EditRefusedError where something points at it, ActionsChangedError and ActionGoneError as `edit_action`.
    """
    with transaction.atomic():
        action = lock_action(pk, version)
        plan = action.plan
        why_not = pointing_at(action)
        if why_not:
            raise EditRefusedError(f"It has {_joined(why_not)}. Stop it instead, with the reason.")
        log(plan, "plan.delete_action", user=user, data={"action": str(action)})
        action.delete()
    return plan


def _joined(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
