"""The forms about using a photo elsewhere: what an editor asks, and what its owner answers."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from profiles.models import Photo
from profiles.services.reuse import until_problem

from .base import DateBox, Line


class AskForm(forms.Form):
    """What for, and until when."""

    purpose = Line(
        label="What for",
        max_length=120,
        help_text="One use, in words that its owner understands, for example ‘Prospectus 2027’ or ‘Success story on "
        "the glass workshop’. For another use ask again.",
        error_messages={"required": "Say what the photo is for."},
    )
    until = forms.DateField(
        label="Until when",
        widget=DateBox,
        help_text="The last day of use, within three years. The copy is deleted after it.",
        error_messages={"required": "Say until when.", "invalid": "Give a day, such as 2027-07-31."},
    )

    def clean_until(self) -> date:
        """Refuse a day that is past or too far ahead."""
        until: date = self.cleaned_data["until"]
        if problem := until_problem(until):
            raise ValidationError(problem)
        return until


class AgreeForm(forms.Form):
    """How the copy is credited and put into words; `token` says which photo was looked at."""

    credit = Line(
        label="How it is credited",
        max_length=200,
        help_text="Who took it, or your own name: as it is to be printed beside the photo.",
        error_messages={"required": "Say how it is to be credited."},
    )
    alt_text = Line(
        label="What the photo shows",
        max_length=200,
        help_text="For people who cannot see it, for example ‘Nasrin at the microscope’.",
        error_messages={"required": "Say what it shows, for people who cannot see it."},
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, photo: Photo, name: str, data: Any = None) -> None:
        self.photo = photo
        super().__init__(
            data, initial={"credit": name, "alt_text": photo.alt_text, "token": photo.token}, auto_id="id_agree_%s"
        )


class RefuseForm(forms.Form):
    """A few words to whoever asked, where the owner likes."""

    answer = Line(
        label="A line to whoever asks",
        max_length=300,
        required=False,
        help_text="If you like. They are told in any case that you said no.",
    )
