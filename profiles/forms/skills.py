"""The form of skills: rows with level and year, and a box that adds one by name or alias."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone

from profiles.enums import Section, SkillLevel
from profiles.models import Skill, SkillAlias, SkillGroup, Technician, TechnicianSkill
from profiles.services import profile
from profiles.services.profile import MOST_SKILLS, SkillRow
from profiles.services.suggestions import refused_before

from .base import Line, SectionForm, shown_rows

EARLIEST = 1950
NEAR = 8  # matches offered


@dataclass(frozen=True)
class RowFields:
    """One skill's fields, for the template."""

    skill: Skill
    level: forms.BoundField
    since: forms.BoundField


def skill_called(text: str) -> Skill | None:
    """Return the approved skill of exactly this name or alias, however it is written."""
    approved = Skill.objects.approved()
    return (
        approved.filter(name__iexact=text).first() or approved.filter(aliases__name__iexact=text).order_by("pk").first()
    )


def skills_near(text: str) -> list[Skill]:
    """Return approved skills that may have been meant, best first: containing the text, else spelt much like it."""
    found = list(Skill.objects.called(text)[:NEAR])
    if found:
        return found
    names = {skill.name.casefold(): skill.pk for skill in Skill.objects.approved()}
    names |= {alias.name.casefold(): alias.skill_id for alias in SkillAlias.objects.filter(skill__state="approved")}
    close = [names[name] for name in get_close_matches(text.casefold(), list(names), n=NEAR, cutoff=0.7)]
    by_pk = Skill.objects.approved().in_bulk(close)
    return [by_pk[pk] for pk in dict.fromkeys(close) if pk in by_pk]


class SkillsForm(SectionForm):
    """Skills by row, and one to be added."""

    section = Section.SKILLS
    body_template = "profiles/me/fields/skills.html"

    add = Line(
        label="Add a skill",
        max_length=120,
        required=False,
        help_text="By its name or a short form, such as NMR or CNC.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-autocomplete": reverse_lazy("skill_suggestions")}),
    )
    choose = forms.ModelChoiceField(
        Skill.objects.approved(), required=False, widget=forms.RadioSelect, label="Which one do you mean?"
    )
    suggest = forms.BooleanField(required=False, widget=forms.HiddenInput)
    group = forms.ModelChoiceField(
        SkillGroup.objects.all(),
        required=False,
        empty_label="Choose a kind of work",
        label="What kind of work it is",
        error_messages={"invalid_choice": "Choose one of the list."},
    )
    remove = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, technician: Technician, data: Any = None) -> None:
        super().__init__(technician, data)
        self.near: list[Skill] = []
        self.suggestable = ""  # what was typed, where it may be suggested as a new skill
        kept = {row.skill_id: row for row in technician.skill_rows.all()}
        self.skills = {row.skill_id: row.skill for row in kept.values()} | self._posted_skills(kept)
        for pk in self.skills:
            row = kept.get(pk)
            self._add_row(pk, row.level if row else SkillLevel.CAN_DO, row.since if row else None)

    def _posted_skills(self, kept: Mapping[int, TechnicianSkill]) -> dict[int, Skill]:
        """Return skills that stand in what was sent but are no longer kept: removed in another tab meanwhile.

        Rows that another tab added take part with what they hold, so that they are neither missed nor changed.
        """
        if not self.is_bound:
            return {}
        shown = shown_rows(self.data, MOST_SKILLS)
        self.data = self.data.copy()
        for pk in set(kept) - shown:
            self.data[f"level-{pk}"] = str(kept[pk].level)
            self.data[f"since-{pk}"] = str(kept[pk].since or "")
        gone = shown - set(kept)
        return Skill.objects.approved().in_bulk(gone) if gone else {}

    def _add_row(self, pk: int, level: int, since: int | None) -> None:
        name = self.skills[pk].name
        self.fields[f"level-{pk}"] = forms.TypedChoiceField(
            label=f"Level of {name}", choices=SkillLevel.choices, coerce=int, initial=level
        )
        self.fields[f"since-{pk}"] = forms.IntegerField(
            label=f"{name}: since (year)",
            required=False,
            initial=since,
            min_value=EARLIEST,
            max_value=timezone.localdate().year,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": "Give the year in four digits.",
                "min_value": f"Give a year from {EARLIEST}.",
                "max_value": "This year is still to come.",
            },
        )

    def rows(self) -> list[RowFields]:
        """Return the rows by level, then by name."""
        return [RowFields(skill, self[f"level-{pk}"], self[f"since-{pk}"]) for pk, skill in self.skills.items()]

    def clean(self) -> dict[str, Any]:
        """Find the skill to be added; where it is not clear which, offer those near."""
        data: dict[str, Any] = super().clean() or {}
        text, chosen = data.get("add", ""), data.get("choose")
        skill = chosen or (skill_called(text) if text else None)
        if text and skill is None:
            self._not_found(text, suggesting=bool(data.get("suggest")))
        elif skill and skill.pk in self.skills and skill.pk != data.get("remove"):
            self.add_error("add", f"You have {skill.name} already. Change its level below.")
        if (skill or self.suggestable) and len(self.skills) >= MOST_SKILLS:
            self.add_error("add", f"{MOST_SKILLS} skills are the most. Remove one to add another.")
        data["adding"] = skill
        return data

    def _not_found(self, text: str, *, suggesting: bool) -> None:
        """Offer what is near and to suggest it as a new skill; say nothing more where that is being done rightly."""
        reason = refused_before(text, Skill)
        mine = next((skill for skill in self.skills.values() if skill.name.casefold() == text.casefold()), None)
        if mine or reason:
            self.near = [] if mine else skills_near(text)
            self.add_error("add", reason or f"You have {mine} already. It waits for the editors.")
            return
        self.suggestable = text
        if suggesting:
            if "group" not in self.errors and not self.cleaned_data.get("group"):
                self.add_error("group", "Choose what kind of work it is.")
            return
        self.near = skills_near(text)
        if self.near:
            self.add_error("add", f"‘{text}’ is not a skill on the list. Choose one of these, or suggest it as new.")
        else:
            self.add_error("add", f"‘{text}’ is not on the list, nor anything like it. Try other words, or suggest it.")

    def submit(self, user: Any) -> None:
        """Save all rows, add one, remove one."""
        data = self.cleaned_data
        rows = [SkillRow(pk, data[f"level-{pk}"], data[f"since-{pk}"]) for pk in self.skills]
        if data["adding"]:
            rows.append(SkillRow(data["adding"].pk))
        remove = [data["remove"]] if data["remove"] else []
        if self.suggestable:
            new = profile.NewSkill(self.suggestable, data["group"])
            data["adding"] = profile.suggest_own_skill(self.edit(user), new, rows=rows, remove=remove)
        else:
            profile.save_skills(self.edit(user), rows=rows, remove=remove)
