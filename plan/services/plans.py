"""Keeping a plan itself: what is said of it, whether the public reads it, and who stands behind it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import log

from plan.changes import Change
from plan.models import Endorsement, Plan

from .imports import free_plan_slug

FIELDS = ("title", "start", "end", "introduction", "lead_name", "lead_role", "contact_email")
ENDORSED = ("name", "role", "given_on", "ended_on", "document")


class PlanChangedError(Exception):
    """Somebody else changed it in the meantime; nothing was written."""


def plan_seen(plan: Plan) -> str:
    """Return a mark of what is said of a plan, to be sent back with a change of it."""
    return digest([getattr(plan, name) for name in FIELDS])


def endorsement_seen(endorsement: Endorsement) -> str:
    """Return a mark of what an endorsement says, to be sent back with a change of it."""
    return digest([endorsement.name, endorsement.role, endorsement.given_on, endorsement.ended_on,
                    endorsement.document_id])  # fmt: skip


def digest(values: list[Any]) -> str:
    """Return a mark of values, by which it is told whether they are still the same."""
    return sha256("\n".join(map(str, values)).encode()).hexdigest()[:16]


def make_plan(values: Mapping[str, Any], user: Any) -> Plan:
    """Make a plan that nobody else sees until it is published; its address is made of the title.

    Raises ValidationError where `values` (of FIELDS) cannot be a plan.
    """
    plan = Plan(**values)
    with transaction.atomic():
        plan.slug = free_plan_slug(plan.title)
        plan.full_clean()
        plan.save()
        log(plan, "plan.add_plan", user=user)
    return plan


def edit_plan(pk: int, seen: str, values: Mapping[str, Any], user: Any) -> Plan:
    """Say something else of a plan; its address stays.

    Raises PlanChangedError where it does not say what was `seen`, ValidationError as `make_plan`.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=pk)
        if plan_seen(plan) != seen:
            raise PlanChangedError
        changes = set_fields(plan, values, FIELDS)
        plan.full_clean()
        plan.save()
        if changes:
            log(plan, "plan.edit_plan", user=user, data={"changes": changes})
    return plan


def set_fields(row: Model, values: Mapping[str, Any], names: tuple[str, ...]) -> list[Change]:
    """Set fields of a row, and return what changed, in words."""
    changes = []
    for name in names:
        before, after = getattr(row, name), values[name]
        if before != after:
            setattr(row, name, after)
            label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            shown = ("" if each is None else str(each) for each in (before, after))
            changes.append(Change(label[:1].upper() + label[1:], *shown))
    return changes


def publish(plan: Plan, user: Any) -> bool:
    """Let everybody read a plan; False where they could already."""
    return _show(plan, user, is_public=True)


def take_back(plan: Plan, user: Any) -> bool:
    """Let nobody but those who keep plans read it; False where that was so already."""
    return _show(plan, user, is_public=False)


def _show(plan: Plan, user: Any, *, is_public: bool) -> bool:
    with transaction.atomic():
        held = Plan.objects.select_for_update().get(pk=plan.pk)
        if held.is_public == is_public:
            return False
        held.published_at = timezone.now() if is_public else None
        held.save(update_fields=["published_at"])
        log(held, "plan.publish" if is_public else "plan.take_back", user=user)
    return True


def endorse(plan: Plan, values: Mapping[str, Any], user: Any) -> Endorsement:
    """Add somebody who stands behind a plan. Raises ValidationError where `values` (of ENDORSED) cannot be that."""
    endorsement = Endorsement(plan=plan, **values)
    with transaction.atomic():
        endorsement.full_clean()
        endorsement.save()
        log(plan, "plan.endorse", user=user, data={"who": str(endorsement)})
    return endorsement


def edit_endorsement(pk: int, seen: str, values: Mapping[str, Any], user: Any) -> Endorsement:
    """Change an endorsement.

    Raises PlanChangedError where it does not say what was `seen` or is gone, ValidationError as `endorse`.
    """
    with transaction.atomic():
        endorsement = _held_endorsement(pk, seen)
        changes = set_fields(endorsement, values, ENDORSED)
        endorsement.full_clean()
        endorsement.save()
        if changes:
            data = {"who": str(endorsement), "changes": changes}
            log(endorsement.plan, "plan.edit_endorsement", user=user, data=data)
    return endorsement


def remove_endorsement(pk: int, seen: str, user: Any) -> None:
    """Remove an endorsement that should never have stood here; one that ended gets a date instead.

    Raises PlanChangedError as `edit_endorsement`.
    """
    with transaction.atomic():
        endorsement = _held_endorsement(pk, seen)
        log(endorsement.plan, "plan.remove_endorsement", user=user, data={"who": str(endorsement)})
        endorsement.delete()


def _held_endorsement(pk: int, seen: str) -> Endorsement:
    endorsement = Endorsement.objects.select_for_update().filter(pk=pk).first()
    if endorsement is None or endorsement_seen(endorsement) != seen:
        raise PlanChangedError
    return endorsement
