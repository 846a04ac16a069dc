"""The form of one row of the log of professional development."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from profiles.enums import CpdKind
from profiles.models import CpdRow

from .base import DateBox, Line, Paragraphs


class CpdForm(forms.Form):
    """Some learning on a day."""

    date = forms.DateField(label="When", widget=DateBox, error_messages={"required": "Give the day."})
    title = Line(label="What", max_length=200, error_messages={"required": "Say what it was."})
    kind = forms.ChoiceField(label="How", choices=CpdKind.choices)
    hours = forms.DecimalField(
        label="Hours",
        min_value=Decimal("0.25"),
        max_value=Decimal("500"),
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Quarters count: 1.5, 0.25.",
        error_messages={"required": "Give the hours.", "invalid": "Give the hours as a number, for example 1.5."},
    )
    reflection = Paragraphs(
        label="What it changed",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For your registration body, or for yourself. Up to 2,000 characters.",
    )

    def __init__(self, row: CpdRow | None = None, data: Any = None) -> None:
        names = ("date", "title", "kind", "hours", "reflection")
        initial = {name: getattr(row, name) for name in names} if row else {"date": timezone.localdate()}
        super().__init__(data, initial=initial)

    def clean_date(self) -> Any:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError("This day is still to come.")
        return day
