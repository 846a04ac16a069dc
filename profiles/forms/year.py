"""The form of 'my year': which days, and which parts. It is sent by GET, so that an address holds the choice."""

from datetime import date
from typing import Any

from django import forms

from profiles.my_year import parts_on_offer
from profiles.year_periods import Period, period_problems

from .base import DateBox


class YearForm(forms.Form):
    """The first day, the last day, and the parts."""

    start = forms.DateField(
        label="From",
        widget=DateBox,
        error_messages={"required": "Give the first day.", "invalid": "Give the first day as a date."},
    )
    end = forms.DateField(
        label="Until",
        widget=DateBox,
        error_messages={"required": "Give the last day.", "invalid": "Give the last day as a date."},
    )
    part = forms.MultipleChoiceField(
        label="What goes in",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one.", "invalid_choice": "One of these is no longer on offer."},
    )

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields["part"].choices = parts_on_offer()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse days that are no period."""
        values: dict[str, Any] = super().clean() or {}
        start, end = values.get("start"), values.get("end")
        if isinstance(start, date) and isinstance(end, date):
            for field, words in period_problems(start, end).items():
                self.add_error(field, words)
        return values

    @property
    def period(self) -> Period:
        """Return the days of a form that is valid."""
        return Period(self.cleaned_data["start"], self.cleaned_data["end"])
