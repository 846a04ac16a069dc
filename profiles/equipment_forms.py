"""The form of the facts on a page of equipment."""

from typing import Any

from django import forms

from profiles.forms.base import Line, Paragraphs
from profiles.models import Building, Campus, Equipment
from profiles.models.places import place_problem
from profiles.services.equipment_facts import FACTS, facts_seen


class EquipmentFactsForm(forms.Form):
    """What it is for, how to ask, where it is and where it is booked."""

    data: Any  # what was sent, as a QueryDict

    purpose = Paragraphs(label="What it is for", max_length=2000, required=False)
    how_to_ask = Paragraphs(
        label="How to ask for it",
        max_length=2000,
        required=False,
        help_text="Who may use it, whether training is needed, how far ahead to book.",
    )
    booking_url = forms.URLField(
        label="Where it is booked",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="An address, beginning with https://",
    )
    campus = forms.ModelChoiceField(Campus.objects.all(), required=False, label="Campus", empty_label="Not said")
    building = forms.ModelChoiceField(
        Building.objects.select_related("campus"), required=False, label="Building", empty_label="Not said"
    )
    room = Line(label="Room", max_length=60, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, thing: Equipment, data: Any = None) -> None:
        self.thing = thing
        initial = {name: getattr(thing, name) for name in FACTS} | {"seen": facts_seen(thing)}
        super().__init__(data, initial=initial, auto_id="id_facts_%s")

    def clean(self) -> dict[str, Any]:
        """Refuse a building on another campus; a building alone says the campus."""
        data: dict[str, Any] = super().clean() or {}
        building = data.get("building")
        if problem := place_problem(data.get("campus"), building):
            self.add_error("building", problem)
        elif building:
            data["campus"] = building.campus
        return data

    def mark_as_read(self, thing: Equipment) -> None:
        """Take the facts as they stand now for read, so that a further save writes over them knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = facts_seen(thing)
