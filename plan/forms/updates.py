"""The form in which somebody says how an action is going: on one's own page and in the admin."""

from typing import Any

from django import forms
from django.utils import timezone

from plan.enums import ActionStatus
from plan.models import Action, Update
from plan.services.updates import ActionChangedError, UpdateRefusedError, post_update
from profiles.forms.base import DateBox, Line, Paragraphs

LONGEST_NOTE = 4000
CHANGED = (
    "Somebody changed this action after you opened it here. What you typed is kept below and is not posted. "
    "Look at what is there now; post again if yours still holds."
)


class UpdateForm(forms.Form):
    """A status, a note, the day it is of, and by whom the public reads it was said."""

    data: Any  # what was sent, as a QueryDict
    is_stale = False  # whether the action was changed since the form was opened

    status = forms.ChoiceField(
        label="How is it going?",
        choices=ActionStatus.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how it is going.",
            "invalid_choice": "Choose one of those that are listed.",
        },
    )
    note = Paragraphs(
        label="What has happened",
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="A few lines that a reader outside the university understands. Whoever stops an action says why.",
    )
    on = forms.DateField(
        label="As of",
        widget=DateBox,
        help_text="Today, or the day that this was so.",
        error_messages={"required": "Give the day.", "invalid": "Give the day as a date, for example 2026-11-22."},
    )
    author_words = Line(
        label="How you are named",
        max_length=160,
        help_text="A role or an office, as the public reads it. Your own name and your account are not shown.",
        error_messages={"required": "Say who speaks: a role or an office, for example ‘Research Office’."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, action: Action, status: str, author_words: str, data: Any = None) -> None:
        """`status` is what the action has now; `author_words` how its author is named unless they say otherwise."""
        self.action = action
        initial = {
            "status": status,
            "on": timezone.localdate(),
            "author_words": author_words,
            "version": action.version,
        }
        super().__init__(data, initial=initial, auto_id="id_update_%s")

    def submit(self, user: Any) -> Update | None:
        """Post the update; None where it cannot be, with the reason at the field that it is about."""
        if not self.is_valid():
            return None
        try:
            return post_update(
                self.action,
                user,
                ActionStatus(self.cleaned_data["status"]),
                self.cleaned_data["note"],
                on=self.cleaned_data["on"],
                author_words=self.cleaned_data["author_words"],
                seen=self.cleaned_data["version"],
            )
        except UpdateRefusedError as refusal:
            self.add_error(refusal.field or None, str(refusal))
        except ActionChangedError as changed:
            self.is_stale = True
            self._mark_as_read(changed.version)
            self.add_error(None, CHANGED)
        return None

    def _mark_as_read(self, version: int) -> None:
        """Take the action as it stands now for read, so that a further post is meant."""
        self.data = self.data.copy()
        self.data["version"] = str(version)
