"""Saving which skills a technician has, how well and since when."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from profiles.enums import SkillLevel
from profiles.models import Skill, SkillGroup, Technician, TechnicianSkill
from profiles.services.suggestions import hold_words, suggest_skill, withdraw_unheld

from .keeping import Edit, changing

MOST_SKILLS = 60  # a person


@dataclass(frozen=True)
class SkillRow:
    """A skill at a level (1 to 4), since a year or None."""

    skill_pk: int
    level: int = SkillLevel.CAN_DO
    since: int | None = None


@dataclass(frozen=True)
class NewSkill:
    """A skill that is not on the list, and the group it belongs to."""

    name: str
    group: SkillGroup


def save_skills(edit: Edit, *, rows: Iterable[SkillRow], remove: Iterable[int] = ()) -> None:
    """Write these rows, add those that are new, and remove the skills named; others stay as they are.

    Raises ValidationError over sixty skills, and where one was merged or refused since the form was read.
    """
    gone = set(remove)
    with changing(edit) as technician:
        rows = [row for row in rows if row.skill_pk not in gone]
        wanted = {row.skill_pk for row in rows}
        if not hold_words(Skill, wanted | gone) >= wanted:
            raise ValidationError("A skill of yours was merged or refused meanwhile. Look again, then save.")
        technician.skill_rows.filter(skill_id__in=gone).delete()
        for row in rows:
            _write(technician, row)
        if technician.skill_rows.count() > MOST_SKILLS:
            raise ValidationError(f"{MOST_SKILLS} skills are the most. Remove one to add another.")
        withdraw_unheld(technician)


@transaction.atomic
def suggest_own_skill(edit: Edit, new: NewSkill, *, rows: Iterable[SkillRow], remove: Iterable[int] = ()) -> Skill:
    """Save the rows as `save_skills`, with a skill that waits for the editors among them; return that."""
    skill = suggest_skill(Technician.objects.get(pk=edit.technician_pk), new.name, new.group)
    save_skills(edit, rows=[*rows, SkillRow(skill.pk)], remove=remove)
    return skill


def _write(technician: Technician, row: SkillRow) -> None:
    TechnicianSkill.objects.update_or_create(
        technician=technician, skill_id=row.skill_pk, defaults={"level": row.level, "since": row.since}
    )
