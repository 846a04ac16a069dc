"""Applying an import of a plan, wholly or not at all, and undoing it while nobody has edited what it wrote."""

from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from plan.enums import LONGEST_CODE, ImportState, Proposed, UpdateSource
from plan.facts import ActionFacts, facts_of
from plan.importing.result import PlanAsRead
from plan.models import Action, Continuation, ImportedRow, Plan, PlanImport, Target, Update
from portal.core.numbering import numbered

from .proposing import Proposal, propose
from .writing import make_action, write_facts

AS_IMPORTED = "As imported."


class ImportGoneError(Exception):
    """The import was applied, undone or refused already."""


class EditedSinceError(Exception):
    """Something that the import wrote was edited since; `what` says which actions."""

    def __init__(self, what: list[str]) -> None:
        super().__init__("Edited since: " + ", ".join(what))
        self.what = what


def take_up(name: str, data: bytes, read: PlanAsRead, plan: Plan | None, user: Any) -> PlanImport:
    """Keep a file that is to be written to a plan (None: to a new one)."""
    found = PlanImport(
        file_name=name[:255],
        checksum=sha256(data).hexdigest(),
        plan=plan,
        title=read.title,
        start=read.period.start,
        end=read.period.end,
        uploaded_by=user,
    )
    found.file.save(name, ContentFile(data), save=False)
    found.save()
    return found


def apply_import(found: PlanImport, read: PlanAsRead, user: Any) -> list[Proposal]:
    """Write what was read of a plan, and return what was done to each action.

    A plan that is not there yet is made, for nobody else to see until it is published. Raises ImportGoneError where
    another request was quicker.
    """
    with transaction.atomic():
        locked = PlanImport.objects.select_for_update().get(pk=found.pk)
        if locked.state not in {ImportState.UPLOADED, ImportState.PREVIEW}:
            raise ImportGoneError
        plan = _locked_plan(locked)
        proposals = propose(read, plan)
        is_new = plan is None
        if plan is None:
            plan = Plan.objects.create(
                title=locked.title,
                start=read.period.start,
                end=read.period.end,
                slug=free_plan_slug(locked.title),
            )
        locked.written = _write(plan, proposals, user)
        locked.introduction = _add_to_introduction(plan, locked.outside)
        locked.report = [_told(proposal) for proposal in proposals]
        locked.warnings = list(read.warnings)
        locked.plan, locked.made_plan = plan, is_new
        locked.state, locked.applied_at = ImportState.APPLIED, timezone.now()
        locked.save()
        _keep_rows(locked, read)
        log(plan, "plan.import", user=user, data={"file": locked.file_name})
    found.refresh_from_db()
    return proposals


def _add_to_introduction(plan: Plan, lines: list[str]) -> str:
    """Put lines below what introduces a plan, and return what was added."""
    added = "\n\n".join(lines)
    if added:
        plan.introduction = "\n\n".join(filter(None, (plan.introduction, added)))
        plan.save(update_fields=["introduction"])
    return added


def _told(proposal: Proposal) -> dict[str, Any]:
    """Return what was done to an action, for the report."""
    return {
        "code": proposal.code,
        "outcome": proposal.outcome.value,
        "changed": proposal.changed_labels if proposal.outcome == Proposed.CHANGED else [],
        "kept": proposal.kept_labels,
    }


def _locked_plan(found: PlanImport) -> Plan | None:
    return Plan.objects.select_for_update().get(pk=found.plan_id) if found.plan_id else None


def free_plan_slug(title: str) -> str:
    """Return what a plan with this title has in its address."""
    base = slugify(title)[:72] or "plan"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return numbered(base, taken)[0]


def _write(plan: Plan, proposals: list[Proposal], user: Any) -> dict[str, dict[str, Any]]:
    """Write each proposal, and return by code what stood there before and what does now."""
    order = plan.actions.aggregate(last=Max("order"))["last"] or 0
    written: dict[str, dict[str, Any]] = {}
    for proposal in proposals:
        if proposal.facts is None or proposal.outcome not in {Proposed.NEW, Proposed.CHANGED}:
            continue
        action, before = proposal.action, None
        if action is None:
            order += 1
            given = proposal.read is not None and proposal.read.code_given
            action = make_action(plan, free_code(plan, proposal.code), proposal.facts, code_given=given, order=order)
        else:
            before = facts_of(action).as_json()
            write_facts(action, proposal.facts)
        if proposal.status:
            Update.objects.create(
                action=action, status=proposal.status, note=AS_IMPORTED, source=UpdateSource.IMPORT, author=user
            )
        written[action.code] = {"before": before, "action": action.pk, "status": proposal.status}
    for action in plan.actions.with_facts():
        if action.code in written:
            kept = written[action.code]
            kept["after"] = {"facts": facts_of(action).as_json(), "status": kept.pop("status")}
    return written


def free_code(plan: Plan, code: str) -> str:
    """Return the code where it is free in the plan, else with a number that makes it so."""
    taken = set(plan.actions.values_list("code", flat=True))
    return numbered(code[: LONGEST_CODE - 4], taken, 2)[0] if code in taken else code


def _keep_rows(found: PlanImport, read: PlanAsRead) -> None:
    actions = dict(Action.objects.filter(plan=found.plan_id).values_list("code", "pk"))
    found.rows.all().delete()
    ImportedRow.objects.bulk_create(
        ImportedRow(
            plan_import=found,
            order=order,
            table=row.table[:200],
            number=row.number,
            cells=list(row.cells),
            became=row.became,
            code=row.action,
            action_id=actions.get(row.action),
            doubts=list(row.doubts),
        )
        for order, row in enumerate(read.rows)
    )


def undo_import(found: PlanImport, user: Any) -> None:
    """Take back all that an import wrote.

    Raises EditedSinceError where anything of it was edited since, ImportGoneError where it does not stand.
    """
    with transaction.atomic():
        locked = PlanImport.objects.select_for_update().get(pk=found.pk)
        plan = _locked_plan(locked)
        if locked.state != ImportState.APPLIED or plan is None:
            raise ImportGoneError
        edited = edited_since(locked)
        if edited:
            raise EditedSinceError(edited)
        _take_back(locked)
        if locked.introduction:
            plan.introduction = plan.introduction.removesuffix(locked.introduction).rstrip()
            plan.save(update_fields=["introduction"])
        locked.state, locked.undone_at = ImportState.UNDONE, timezone.now()
        if locked.made_plan:
            locked.plan = None
        locked.save()
        log(plan, "plan.undo_import", user=user, data={"file": locked.file_name})
        if locked.made_plan:
            PlanImport.objects.filter(plan=plan).update(plan=None)  # of files that were to change it
            plan.delete()
    found.refresh_from_db()


def edited_since(found: PlanImport) -> list[str]:
    """Return what stands in the way of undoing: sentences, one for each action that was edited, and the plan."""
    actions = {action.pk: action for action in Action.objects.filter(plan=found.plan_id).with_facts()}
    said = Update.objects.filter(action__plan=found.plan_id).exclude(source=UpdateSource.IMPORT)
    targets = Target.objects.filter(action__plan=found.plan_id)
    in_use = {*said.values_list("action", flat=True), *targets.values_list("action", flat=True)}
    later_actions = Continuation.objects.filter(earlier__plan=found.plan_id)
    gone_on_with = set(later_actions.values_list("earlier", flat=True))
    edited = []
    for code, kept in found.written_in_order:
        action = actions.get(kept["action"])
        if action is None:
            edited.append(f"{code} was taken away.")
        elif facts_of(action).as_json() != kept["after"]["facts"]:
            edited.append(f"{code} was edited.")
        elif action.pk in in_use:
            edited.append(f"{code} has updates or targets.")
        elif action.pk in gone_on_with:
            edited.append(f"An action of a later plan goes on with {code}.")
    later = PlanImport.objects.applied().filter(plan=found.plan_id, applied_at__gt=found.applied_at)
    if later.exists():
        edited.append("Another import was applied after it: undo that one first.")
    plan = Plan.objects.get(imports=found)
    if not plan.introduction.endswith(found.introduction):
        edited.append("The plan's introduction was edited.")
    if found.made_plan:
        written = {kept["action"] for kept in found.written.values()}
        edited += _of_the_plan(plan, found, set(actions) - written)
    return edited


def _of_the_plan(plan: Plan, found: PlanImport, others: set[int]) -> list[str]:
    edited = ["Actions were added to the plan."] if others else []
    as_made = (found.title, found.start, found.end, found.introduction, "", "", "")
    typed = (plan.title, plan.start, plan.end, plan.introduction, plan.lead_name, plan.lead_role, plan.contact_email)
    if typed != as_made:
        edited.append("The plan's title, period, introduction, lead or contact was edited.")
    if plan.is_public:
        edited.append("The plan is published: take it back from the public first.")
    if plan.endorsements.exists():
        edited.append("The plan has endorsements.")
    return edited


def _take_back(found: PlanImport) -> None:
    for _, kept in found.written_in_order:
        action = Action.objects.get(pk=kept["action"])
        if kept["before"] is None:
            action.updates.all().delete()
            action.delete()
            continue
        if kept["after"]["status"]:
            action.updates.filter(source=UpdateSource.IMPORT).latest("created_at", "pk").delete()
        write_facts(action, ActionFacts.from_json(kept["before"]))
