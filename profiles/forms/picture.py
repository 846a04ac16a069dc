"""Choosing a picture: the file, and what it shows. Photos of people and of equipment are taken by the same rules."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from portal.core.picture_files import MOST_BYTES, TOO_HEAVY, CleanPicture, read_picture

from .base import Line

TAKEN = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class PictureForm(forms.Form):
    """The file, what it shows in words, and its removal by a button of its own."""

    cleaned_data: dict[str, Any]

    picture = forms.FileField(
        label="Choose a photo",
        widget=forms.FileInput(attrs={"accept": TAKEN}),
        required=False,
        allow_empty_file=True,
        help_text="JPEG, PNG, WebP or HEIC, up to 20 MB. Where and with what it was taken is not kept.",
    )
    alt_text = Line(
        label="What the photo shows",
        max_length=200,
        required=False,
        help_text="For people who cannot see it, for example ‘Nasrin at the microscope’.",
    )
    remove = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def offer_removal(self, there: object) -> None:
        """Let the photo that is there be replaced and removed; where there is none, offer no removal."""
        if there is None:
            del self.fields["remove"]
        else:
            self.fields["picture"].label = "Choose another photo"

    def clean_picture(self) -> CleanPicture | None:
        """Return the chosen file's picture, drawn anew."""
        file: UploadedFile | None = self.cleaned_data.get("picture")
        if not file:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_HEAVY)
        return read_picture(file.read())
