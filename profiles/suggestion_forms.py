"""The forms by which editors decide on suggested words and merge words; each only shapes what a service is given."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from profiles.forms.base import Line
from profiles.models import Building, Campus, Equipment, Skill, SkillGroup
from profiles.services.suggestions import CHANGEABLE, Word


class ApproveSkillForm(forms.Form):
    """A skill as it shall stand on the list."""

    name = Line(max_length=120)
    group = forms.ModelChoiceField(SkillGroup.objects.all())


class ApproveEquipmentForm(forms.Form):
    """Equipment as it shall stand on the list."""

    name = Line(max_length=120)
    maker = Line(max_length=120, required=False)
    model = Line(max_length=120, required=False)
    campus = forms.ModelChoiceField(Campus.objects.all(), required=False)
    building = forms.ModelChoiceField(Building.objects.select_related("campus"), required=False)
    room = Line(max_length=60, required=False)


class RefuseForm(forms.Form):
    """Why a word is not taken on."""

    reason = Line(
        label="Reason",
        max_length=300,
        help_text="A sentence. It is told to whoever suggested it, and to whoever suggests it again.",
        error_messages={"required": "Say why, in a sentence: it is told to whoever suggested it."},
    )


class MergeForm(forms.Form):
    """Into which approved word another one goes."""

    into = forms.TypedChoiceField(
        label="Merge into",
        coerce=int,
        error_messages={"required": "Choose into which one.", "invalid_choice": "It is no longer on the list."},
    )

    def __init__(self, word: Word, near: Iterable[Word], data: Any = None) -> None:
        super().__init__(data)
        near = list(near)
        others: QuerySet[Any] = (
            type(word)._default_manager.filter(state="approved").exclude(pk=word.pk).order_by("name", "pk")
        )
        if isinstance(word, Equipment):
            others = others.select_related("campus", "building")
        groups: list[Any] = [("", "Choose one")]
        if near:
            groups.append(("Near to it", [(each.pk, label_of(each)) for each in near]))
        near_pks = {each.pk for each in near}
        groups.append(("On the list", [(each.pk, label_of(each)) for each in others if each.pk not in near_pks]))
        self.fields["into"].choices = groups  # type: ignore[attr-defined]


def label_of(word: Word) -> str:
    """Return a word as editors tell it from others: equipment with its maker, model and place."""
    if isinstance(word, Skill):
        return word.name
    return ", ".join(part for part in (word.name, word.make, word.place) if part)


def approve_form(word: Word, data: Any = None) -> forms.Form:
    """Return the form of what may be put right while a word is agreed to, filled with what was suggested."""
    form = ApproveSkillForm if isinstance(word, Skill) else ApproveEquipmentForm
    return form(data, initial={name: getattr(word, name) for name in CHANGEABLE[word.kind]})
