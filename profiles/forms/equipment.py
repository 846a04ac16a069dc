"""The form of equipment: what somebody does with which piece, and a box that adds one by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse_lazy

from profiles.enums import EquipmentRoleKind, Section
from profiles.models import Building, Campus, Equipment, Technician
from profiles.models.places import place_problem
from profiles.services import profile
from profiles.services.profile import MOST_EQUIPMENT, EquipmentRow
from profiles.services.suggestions import refused_before

from .base import Line, SectionForm, shown_rows

NEAR = 8  # matches offered
_FACTS = ("maker", "model", "campus", "building", "room")


@dataclass(frozen=True)
class EquipmentFields:
    """One piece's field, for the template, and the roles that its owner has with it now."""

    equipment: Equipment
    roles: forms.BoundField
    had: tuple[str, ...]


def equipment_called(text: str) -> list[Equipment]:
    """Return approved equipment of exactly this name or alias, however it is written: several may share a name."""
    approved = Equipment.objects.approved().with_place()
    return list((approved.filter(name__iexact=text) | approved.filter(aliases__name__iexact=text)).distinct())


class EquipmentForm(SectionForm):
    """Equipment by row, and one piece to be added."""

    section = Section.EQUIPMENT
    body_template = "profiles/me/fields/equipment.html"

    add = Line(
        label="Add equipment",
        max_length=120,
        required=False,
        help_text="By its name, maker or model.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "data-autocomplete": reverse_lazy("equipment_suggestions")}
        ),
    )
    choose = forms.ModelChoiceField(
        Equipment.objects.approved(), required=False, widget=forms.RadioSelect, label="Which one do you mean?"
    )
    suggest = forms.BooleanField(required=False, widget=forms.HiddenInput)
    maker = Line(label="Maker", max_length=120, required=False)
    model = Line(label="Model", max_length=120, required=False)
    campus = forms.ModelChoiceField(Campus.objects.all(), required=False, label="Campus", empty_label="Not said")
    building = forms.ModelChoiceField(
        Building.objects.select_related("campus"), required=False, label="Building", empty_label="Not said"
    )
    room = Line(label="Room", max_length=60, required=False)
    remove = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, technician: Technician, data: Any = None) -> None:
        super().__init__(technician, data)
        self.near: list[Equipment] = []
        self.suggestable = ""  # what was typed, where it may be suggested as new
        self.kinds: dict[int, list[str]] = {}
        kept = {}
        for row in technician.equipment_rows.all():
            kept[row.equipment_id] = row.equipment
            self.kinds.setdefault(row.equipment_id, []).append(row.kind)
        self.equipment = kept | self._posted_equipment(kept)
        for pk, thing in self.equipment.items():
            self.fields[f"roles-{pk}"] = forms.MultipleChoiceField(
                label=f"What you do with {thing.name}",
                choices=EquipmentRoleKind.choices,
                initial=self.kinds.get(pk, []),
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Choose at least one, or remove it from the list."},
            )

    def _posted_equipment(self, kept: Mapping[int, Equipment]) -> dict[int, Equipment]:
        """Return equipment that stands in what was sent but is no longer kept: removed in another tab meanwhile.

        Pieces and roles that another tab added are ticked, so that they are neither asked about nor taken away.
        """
        if not self.is_bound:
            return {}
        self.data = self.data.copy()
        for pk, kinds in self.kinds.items():
            sent = self.data.getlist(f"roles-{pk}")
            known = {*sent, *self.data.getlist(f"had-{pk}")}
            self.data.setlist(f"roles-{pk}", [*sent, *(kind for kind in kinds if kind not in known)])
        gone = shown_rows(self.data, MOST_EQUIPMENT) - set(kept)
        return Equipment.objects.approved().in_bulk(gone) if gone else {}

    def rows(self) -> list[EquipmentFields]:
        """Return the rows by name."""
        return [
            EquipmentFields(thing, self[f"roles-{pk}"], tuple(self.kinds.get(pk, ())))
            for pk, thing in self.equipment.items()
        ]

    def full_clean(self) -> None:
        """Ask nothing of a row that is being removed."""
        gone = self.data.get("remove", "") if self.is_bound else ""
        if f"roles-{gone}" in self.fields:
            self.fields[f"roles-{gone}"].required = False
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Find the piece to be added; where it is not clear which, offer those near."""
        data: dict[str, Any] = super().clean() or {}
        text, chosen = data.get("add", ""), data.get("choose")
        exact = equipment_called(text) if text and not chosen else []
        adding = chosen or (exact[0] if len(exact) == 1 and not data.get("suggest") else None)
        if text and adding is None:
            self._not_found(text, exact, data)
        elif adding and adding.pk in self.equipment and adding.pk != data.get("remove"):
            self.add_error("add", f"{adding.name} is on your list already. Change your roles below.")
        if (adding or self.suggestable) and len(self.equipment) >= MOST_EQUIPMENT:
            self.add_error("add", f"{MOST_EQUIPMENT} pieces are the most. Remove one to add another.")
        data["adding"] = adding
        return data

    def _not_found(self, text: str, exact: list[Equipment], data: dict[str, Any]) -> None:
        """Offer what is near and to suggest it as new; say nothing more where that is being done rightly."""
        self.suggestable = text
        if data.get("suggest"):
            if problem := place_problem(data.get("campus"), data.get("building")):
                self.add_error("building", problem)
            return
        self.near = exact or list(Equipment.objects.called(text).with_place()[:NEAR])
        reason = refused_before(text, Equipment, maker="", model="")
        if reason:
            self.add_error("add", reason)
        elif self.near:
            self.add_error("add", f"‘{text}’ may be one of several. Choose which, or suggest it as new.")
        else:
            self.add_error("add", f"‘{text}’ is not on the list, nor anything like it. Try other words, or suggest it.")

    @property
    def facts_fields(self) -> list[forms.BoundField]:
        """Return what can be said of something new."""
        return [self[name] for name in _FACTS]

    def submit(self, user: Any) -> None:
        """Save all rows, add one, remove one."""
        data = self.cleaned_data
        rows = [EquipmentRow(pk, frozenset(data[f"roles-{pk}"])) for pk in self.equipment]
        if data["adding"]:
            rows.append(EquipmentRow(data["adding"].pk, frozenset({EquipmentRoleKind.RUNS})))
        remove = [data["remove"]] if data["remove"] else []
        if self.suggestable:
            facts = {name: data[name] for name in _FACTS if data[name]}
            if data["building"] and not data["campus"]:
                facts["campus"] = data["building"].campus
            new = profile.NewEquipment(self.suggestable, facts)
            data["adding"] = profile.suggest_own_equipment(self.edit(user), new, rows=rows, remove=remove)
        else:
            profile.save_equipment(self.edit(user), rows=rows, remove=remove)
