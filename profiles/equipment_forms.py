"""The form of the facts and the photo on a page of equipment."""

from typing import Any

from django import forms

from profiles.forms.base import Line, Paragraphs
from profiles.forms.picture import PictureForm
from profiles.models import Building, Campus, Equipment
from profiles.models.places import place_problem
from profiles.services.equipment_facts import FACTS, PhotoChange, facts_seen


class EquipmentFactsForm(PictureForm):
    """What it is for, how to ask, where it is and where it is booked, and what it looks like."""

    field_order = ("purpose", "how_to_ask", "booking_url", "campus", "building", "room", "picture", "alt_text")

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
        self.photo = thing.shown_photo
        initial = {name: getattr(thing, name) for name in FACTS} | {"seen": facts_seen(thing)}
        if self.photo:
            initial["alt_text"] = thing.photo.alt_text
        super().__init__(data, initial=initial, auto_id="id_facts_%s")
        self.offer_removal(self.photo)
        self.fields["picture"].help_text = f"{self.fields['picture'].help_text} Pages show it five wide and six high."
        self.fields["alt_text"].help_text = "For people who cannot see it, for example ‘The kiln with its door open’."

    def clean(self) -> dict[str, Any]:
        """Refuse a building on another campus; a building alone says the campus."""
        data: dict[str, Any] = super().clean() or {}
        building = data.get("building")
        if problem := place_problem(data.get("campus"), building):
            self.add_error("building", problem)
        elif building:
            data["campus"] = building.campus
        return data

    def photo_change(self) -> PhotoChange:
        """Return what was asked of the photo."""
        data = self.cleaned_data
        return PhotoChange(data["alt_text"], data["picture"], remove=bool(data.get("remove")))

    def mark_as_read(self, thing: Equipment) -> None:
        """Take the facts as they stand now for read, so that a further save writes over them knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = facts_seen(thing)
