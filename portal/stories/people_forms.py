"""What editors type about the people of a story."""

from typing import Any

from django import forms
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from portal.stories.models import Subject
from portal.stories.services.people import Words
from profiles.models import Technician
from profiles.viewsets.chooser import technician_chooser


class TechnicianForm(forms.Form):
    """Which technician; name and job come from their profile."""

    technician = forms.ModelChoiceField(
        Technician.objects.all(),
        widget=technician_chooser.widget_class,
        error_messages={"required": "Choose a technician.", "invalid_choice": "Choose a technician."},
    )


class PersonForm(forms.Form):
    """What the story says of one person. For a technician no address is asked: they have one on the staff list."""

    name = forms.CharField(max_length=160, help_text="As it is printed.", error_messages={"required": "Give a name."})
    role = forms.CharField(
        label="Job", max_length=160, required=False, help_text="Job and department, as they are printed."
    )
    email = forms.EmailField(
        label="Email address",
        help_text="Where they are asked whether they agree. Shown to nobody else.",
        error_messages={"required": "Give the address at which they are asked.", "invalid": "Give an email address."},
    )
    quote = forms.CharField(
        max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="Their own words."
    )
    photo = forms.ModelChoiceField(
        get_image_model().objects.all(),
        required=False,
        widget=AdminImageChooser,
        help_text="From the picture library. Say there that people can be seen in it, and who agreed to that.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject is not None and subject.technician_id:
            del self.fields["email"]

    def words(self) -> Words:
        """Return what was typed."""
        sent = self.cleaned_data
        return Words(sent["name"], sent["role"], sent["quote"], sent["photo"], sent.get("email", ""))


class RecordForm(forms.Form):
    """How somebody agreed elsewhere; `seen` is the fingerprint of the words that the editor read."""

    reason = forms.CharField(
        label="How they agreed, and where that is kept",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example ‘Signed on paper on 3 March, in the folder of the press office’. They read this too.",
        error_messages={"required": "Say how they agreed, and where that is kept."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
