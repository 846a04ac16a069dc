"""Changing many actions of a plan at once: all of them or none."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from plan.enums import ActionStatus, BulkWay
from plan.facts import facts_of
from plan.models import Action, Plan
from portal.core.models import Theme

from .editing import EditRefusedError, lock_ticked, rewrite
from .updates import UpdateRefusedError, post_update
from .writing import write_leads

Ticked = Mapping[int, int]  # versions by primary key, as they were seen


def set_status(plan: Plan, ticked: Ticked, user: Any, status: ActionStatus, note: str, author_words: str = "") -> int:
    """Post the same update for each action, and return how many there are.

    Raises UpdateRefusedError, which names the action, ActionsChangedError and ActionGoneError.
    """
    with transaction.atomic():
        actions = lock_ticked(plan, ticked)
        for action in actions:
            try:
                post_update(action, user, status, note, author_words=author_words)
            except UpdateRefusedError as refused:
                raise UpdateRefusedError(f"{action.code}: {refused} Nothing was saved.", refused.field) from refused
    return len(actions)


def change_leads(
    plan: Plan, ticked: Ticked, user: Any, way: BulkWay, words: str, *, account: int | None = None, instead: str = ""
) -> int:
    """Add a lead to actions, or put it in the place of all others or of the one named `instead`.

    Returns how many actions changed. Raises EditRefusedError where words are missing or no action has the lead that
    is to be replaced, ActionsChangedError and ActionGoneError.
    """
    if not words:
        raise EditRefusedError("Say who leads.", "lead")
    with transaction.atomic():
        actions = lock_ticked(plan, ticked)
        changed = 0
        for action in actions:
            held = facts_of(action).leads
            leads = _leads(held, way, words, instead)
            gets_account = words in leads and _gets_account(action, words, account, leads)
            if leads == held and not gets_account:
                continue
            changed += 1
            rewrite(action, user, leads=leads)
            write_leads(action, leads, {words: account} if account else None)
        if way == BulkWay.REPLACE and not changed:
            raise EditRefusedError(f"None of them has the lead ‘{instead}’. Write it as it stands there.", "instead")
    return changed


def _gets_account(action: Action, words: str, account: int | None, leads: Sequence[str]) -> bool:
    """Say whether a lead gets an account that it has not. Raises EditRefusedError where the person leads it already."""
    if account is None:
        return False
    others = [lead.words for lead in action.leads.all() if lead.user_id == account and lead.words != words]
    if staying := [each for each in others if each in leads]:
        raise EditRefusedError(f"This person leads {action.code} already, as ‘{staying[0]}’.", "lead")
    return not any(lead.words == words and lead.user_id == account for lead in action.leads.all())


def _leads(held: Sequence[str], way: BulkWay, words: str, instead: str) -> list[str]:
    if way == BulkWay.SET:
        return [words]
    if way == BulkWay.ADD:
        return list(dict.fromkeys([*held, words]))
    return list(dict.fromkeys(words if each == instead else each for each in held))


def change_themes(plan: Plan, ticked: Ticked, user: Any, way: BulkWay, themes: Sequence[Theme]) -> int:
    """Give actions these themes, beside those they have or in their place, and return how many changed.

    Raises EditRefusedError where none is chosen, ActionsChangedError and ActionGoneError.
    """
    if not themes:
        raise EditRefusedError("Choose a theme.", "themes")
    chosen = {theme.slug: theme for theme in themes}
    with transaction.atomic():
        changed = 0
        for action in lock_ticked(plan, ticked):
            held = {theme.slug: theme for theme in action.themes.all()}
            wanted = chosen if way == BulkWay.SET else held | chosen
            if wanted.keys() == held.keys():
                continue
            changed += 1
            rewrite(action, user, themes=sorted(wanted))
            action.themes.set(wanted.values())
    return changed
