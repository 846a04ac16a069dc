"""The form in which dates and steps of an action are marked as done, or no longer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from plan.models import Action
from plan.parts import Part, parts_of
from plan.services.updates import ActionChangedError, UpdateRefusedError, mark_done
from profiles.forms.base import DateBox

CHANGED = "Somebody changed this action after you opened it here, so nothing was marked. This is how it stands now."
GONE = "This step or date is no longer there: the action was edited. Nothing was marked."


class DoneForm(forms.Form):
    """One date for all, and a button beside each part: its name says whether it is done, its value which part it is."""

    on = forms.DateField(
        label="Done on",
        widget=DateBox,
        help_text="Counts for the button that you press.",
        error_messages={
            "required": "Give the day on which it was done.",
            "invalid": "Give the day as a date, for example 2026-11-22.",
        },
    )
    done = forms.CharField(required=False)
    undone = forms.CharField(required=False)
    version = forms.IntegerField(required=False)

    is_stale = False  # whether the action was changed since the page was opened

    def __init__(self, action: Action, data: Any = None) -> None:
        self.parts = {part.key: part for part in parts_of(action)}
        self.part: Part | None = None  # which was marked
        super().__init__(data, initial={"on": timezone.localdate()}, auto_id="id_done_%s")
        if data is not None and "undone" in data:
            self.fields["on"].required = False  # there is no day on which it was not done

    def clean(self) -> dict[str, Any]:
        """Find the part whose button was pressed."""
        data: dict[str, Any] = super().clean() or {}
        self.part = self.parts.get(data.get("done") or data.get("undone") or "")
        if self.part is None:
            self.is_stale = True
            raise ValidationError(GONE)
        return data

    def submit(self, user: Any) -> bool:
        """Mark the part, and say whether it was; else the reason stands in the form."""
        if not self.is_valid() or self.part is None:
            return False
        on = self.cleaned_data["on"] if self.cleaned_data["done"] else None
        try:
            mark_done(self.part.row, user, on, seen=self.cleaned_data["version"])
        except UpdateRefusedError as refusal:
            self.add_error(refusal.field or None, str(refusal))
        except ActionChangedError:
            self.is_stale = True
            self.add_error(None, CHANGED)
        return not self.errors
