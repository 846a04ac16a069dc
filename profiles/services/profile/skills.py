"""Saving which skills a technician has, how well and since when."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from profiles.enums import SkillLevel
from profiles.models import Technician, TechnicianSkill

from .keeping import Edit, changing

MOST_SKILLS = 60  # a person


@dataclass(frozen=True)
class SkillRow:
    """A skill at a level (1 to 4), since a year or None."""

    skill_pk: int
    level: int = SkillLevel.CAN_DO
    since: int | None = None


def save_skills(edit: Edit, *, rows: Iterable[SkillRow], remove: Iterable[int] = ()) -> None:
    """Write these rows, add those that are new, and remove the skills named; others stay as they are.

    Raises ValidationError over sixty skills.
    """
    gone = set(remove)
    with changing(edit) as technician:
        technician.skill_rows.filter(skill_id__in=gone).delete()
        for row in rows:
            if row.skill_pk not in gone:
                _write(technician, row)
        if technician.skill_rows.count() > MOST_SKILLS:
            raise ValidationError(f"{MOST_SKILLS} skills are the most. Remove one to add another.")


def _write(technician: Technician, row: SkillRow) -> None:
    TechnicianSkill.objects.update_or_create(
        technician=technician, skill_id=row.skill_pk, defaults={"level": row.level, "since": row.since}
    )
