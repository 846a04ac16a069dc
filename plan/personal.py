"""What plans hold about a person, for the person: what they lead, said, reported and imported."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from plan.models import Action, Lead, PlanImport, Reading, Update
from portal.core.registries import PersonalData


def export(user: Any) -> Mapping[str, Any]:
    """Return what is linked with the account, in plain values."""
    return {
        "actions led": [
            {"plan": row.action.plan.title, "action": str(row.action), "as": row.words}
            for row in Lead.objects.filter(user=user).select_related("action__plan")
        ],
        "updates": [
            {"plan": row.action.plan.title, "action": str(row.action), "date": row.on, "written": row.created_at}
            | {"status": row.get_status_display(), "note": row.note, "as": row.author_words}
            for row in Update.objects.filter(author=user).select_related("action__plan")
        ],
        "actions last looked at": [
            {"plan": row.plan.title, "action": str(row), "date": row.reviewed_on}
            for row in Action.objects.filter(reviewed_by=user).select_related("plan")
        ],
        "readings reported": [
            {"measure": row.measure, "date": row.on, "value": row.value, "source": row.source, "written": row.taken_at}
            for row in Reading.objects.filter(author=user)
        ],
        "plans imported": [
            {"file": row.file_name, "plan": row.title, "uploaded": row.uploaded_at, "state": row.get_state_display()}
            for row in PlanImport.objects.filter(uploaded_by=user)
        ],
    }


@transaction.atomic
def erase(user: Any) -> int:
    """Unlink the account from the plan's record and return from how many rows; what was said in the plan stays said."""
    return sum(
        (
            Lead.objects.filter(user=user).update(user=None),
            Update.objects.filter(author=user).update(author=None),
            Action.objects.filter(reviewed_by=user).update(reviewed_by=None),
            Reading.objects.filter(author=user).update(author=None),
            PlanImport.objects.filter(uploaded_by=user).update(uploaded_by=None),
        )
    )


def shown_where(user: Any) -> Sequence[tuple[str, str]]:
    """Return the pages of published plans that show words by which somebody leads an action or spoke of it."""
    theirs = Q(pk__in=Lead.objects.filter(user=user).values("action"))
    theirs |= Q(pk__in=Update.objects.filter(author=user).values("action"))
    actions = Action.objects.filter(theirs, plan__published_at__isnull=False).select_related("plan")
    return [(f"Action {action.code} of {action.plan}", action.get_absolute_url()) for action in actions]


def plan_data() -> PersonalData:
    """Return the entry for the registry."""
    return PersonalData(
        key="plan",
        label="Actions of the plan that you lead, and what you said of them",
        export=export,
        erase=erase,
        shown_where=shown_where,
        kept_for=(
            "As long as the plan is kept, which is the university’s public record: the words by which it names who "
            "leads an action, and the updates with the role under which they were written, stay. That they were yours "
            "is known while you have the account; with it, the link goes."
        ),
    )
