"""The photo that is there: what it shows, who sees it, and its removal."""

from typing import Any

from django import forms

from profiles.enums import Section
from profiles.models import Technician
from profiles.services import profile

from .base import Line, SectionForm


class PhotoForm(SectionForm):
    """What the photo shows, in words."""

    section = Section.PHOTO
    body_template = "profiles/me/fields/photo.html"

    alt_text = Line(
        label="What the photo shows",
        max_length=200,
        required=False,
        help_text="For people who cannot see it, for example ‘Nasrin at the microscope’.",
    )
    remove = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, technician: Technician, data: Any = None) -> None:
        super().__init__(technician, data)
        self.photo = getattr(technician, "photo", None)
        if self.photo is None:
            del self.fields["alt_text"]
            del self.fields["remove"]

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with what is there."""
        photo = getattr(technician, "photo", None)
        return {"alt_text": photo.alt_text} if photo else {}

    def submit(self, user: Any) -> None:
        """Save, or remove the photo where that was asked for."""
        if self.cleaned_data.get("remove"):
            profile.take_photo_away(self.edit(user))
        else:
            profile.save_photo_text(self.edit(user), alt_text=self.cleaned_data.get("alt_text", ""))
