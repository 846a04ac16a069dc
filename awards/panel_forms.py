"""What organisers type about a panel."""

from collections.abc import Iterable
from typing import Any

from django import forms

from .enums import Seat
from .models import Judge


def reason_field(missing: str) -> forms.CharField:
    """Return a field for a reason that goes to the log; `missing`: what is said where there is none."""
    return forms.CharField(
        label="Reason",
        max_length=300,
        help_text="It stands in the log: use the numbers, and no names.",
        error_messages={"required": missing, "max_length": "Keep it to 300 characters."},
    )


class SeatForm(forms.Form):
    """Whom to give a seat."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="Of somebody who has an account here. They are told by mail.",
        error_messages={"required": "Give an address.", "invalid": "This is no email address."},
    )
    seat = forms.ChoiceField(label="Seat", choices=Seat.choices, initial=Seat.JUDGE)


class ByHandForm(forms.Form):
    """Which candidate a judge is given."""

    judge = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose a judge."})
    number = forms.IntegerField(
        label="Candidate’s number", min_value=1, error_messages={"required": "Give the number of the candidate."}
    )

    def __init__(self, judges: Iterable[Judge], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        field: Any = self.fields["judge"]
        field.choices = [(judge.pk, str(judge)) for judge in judges]


class TakeBackForm(ByHandForm):
    """Which candidate is taken back from a judge, and why."""

    reason = reason_field("Say why the candidate is taken back.")


class JoinForm(forms.Form):
    """Which two candidates are one, and why."""

    kept = forms.IntegerField(
        label="Number that stays", min_value=1, error_messages={"required": "Give the number that stays."}
    )
    gone = forms.IntegerField(
        label="Number that goes", min_value=1, error_messages={"required": "Give the number that goes."}
    )
    reason = reason_field("Say why they are one.")
