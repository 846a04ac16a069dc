"""What organisers type about those who speak."""

from typing import Any

from django import forms

from events.models import Speaker
from events.services.speaking import Said
from profiles.forms.base import Line
from profiles.models import Technician
from profiles.viewsets.chooser import technician_chooser


class TopicForm(forms.Form):
    """What a technician speaks about; name and job come from the profile, as far as the reader may see it."""

    topic = Line(label="Topic", max_length=200, required=False, help_text="What they speak about.")
    role = Line(label="Job", max_length=160, required=False, help_text="Empty: as their profile says.")

    def said(self) -> Said:
        """Return what was typed."""
        sent = self.cleaned_data
        return Said(sent.get("name", ""), sent["role"], sent["topic"], sent.get("email", ""))


class TechnicianForm(TopicForm):
    """Which technician."""

    technician = forms.ModelChoiceField(
        Technician.objects.all(),
        widget=technician_chooser.widget_class,
        error_messages={"required": "Choose a technician.", "invalid_choice": "Choose a technician."},
    )
    field_order = ("technician", "topic", "role")


class OutsideForm(TopicForm):
    """Somebody who is no technician here."""

    name = Line(
        label="Name", max_length=160, help_text="As it is printed.", error_messages={"required": "Give a name."}
    )
    email = forms.EmailField(
        label="Email address",
        required=False,
        help_text="Where they are asked whether they agree. Shown to nobody else.",
        error_messages={"invalid": "Give an email address."},
    )
    field_order = ("name", "role", "topic", "email")


def form_of(speaker: Speaker, data: Any = None) -> TopicForm:
    """Return the form of what is said of a speaker."""
    kind = TopicForm if speaker.technician_id else OutsideForm
    return kind(data, initial={name: getattr(speaker, name) for name in ("name", "role", "topic", "email")})


class RecordForm(forms.Form):
    """How somebody agreed elsewhere."""

    reason = Line(
        label="How they agreed, and where that is kept",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example ‘By telephone on 3 March’. They read this too.",
        error_messages={"required": "Say how they agreed, and where that is kept."},
    )
