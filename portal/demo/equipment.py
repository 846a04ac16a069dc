"""The sample university's equipment, who does what with it, and what technicians suggested."""

import tomllib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from portal.demo.sample import DATA
from profiles.enums import Audience, Section, WordState
from profiles.models import (
    Equipment,
    EquipmentAlias,
    EquipmentRole,
    SectionAudience,
    Skill,
    SkillGroup,
    Technician,
    TechnicianSkill,
)
from profiles.services.slugs import free_word_slug

_TEXTS = ("name", "maker", "model", "purpose", "how_to_ask", "booking_url")


def sample_equipment() -> dict[str, list[dict[str, Any]]]:
    """Return what the file holds: `equipment` and `suggested`."""
    return tomllib.loads((DATA / "equipment.toml").read_text(encoding="utf-8"))


def write_equipment(editor: User) -> None:
    """Write all of it; those who work with equipment show that as widely as their skills."""
    people = {person.staff_number: person for person in Technician.objects.select_related("department")}
    data = sample_equipment()
    for row in data["equipment"]:
        _write_thing(row, people)
    for order, row in enumerate(data["suggested"]):
        _write_suggestion(row, people[row["by"]], order, editor)
    holders = Technician.objects.filter(equipment_rows__isnull=False).distinct()
    shown = dict(
        SectionAudience.objects.filter(section=Section.SKILLS, technician__in=holders).values_list(
            "technician", "audience"
        )
    )
    SectionAudience.objects.bulk_create(
        SectionAudience(technician=person, section=Section.EQUIPMENT, audience=shown.get(person.pk, Audience.ONLY_ME))
        for person in holders
    )


def _write_thing(row: dict[str, Any], people: dict[str, Technician]) -> None:
    first = people[next(iter(row["roles"]))]
    thing = Equipment(
        **{name: row.get(name, "") for name in _TEXTS},
        department=first.department,
        campus=first.campus,
        building=first.building,
        room=first.room,
    )
    thing.slug = free_word_slug(thing, thing.name)
    thing.save()
    EquipmentAlias.objects.bulk_create(
        EquipmentAlias(equipment=thing, name=name) for name in row.get("other_names", [])
    )
    EquipmentRole.objects.bulk_create(
        EquipmentRole(technician=people[number], equipment=thing, kind=kind)
        for number, kinds in row["roles"].items()
        for kind in kinds
    )


def _write_suggestion(row: dict[str, Any], person: Technician, order: int, editor: User) -> None:
    """Write one that waits, or one that was refused, as the services would have, some days ago."""
    state = WordState.REFUSED if row.get("refused") else WordState.SUGGESTED
    when = timezone.now() - timedelta(days=order + 2)
    shared = {"name": row["name"], "state": state, "suggested_by": person, "suggested_at": when}
    word: Skill | Equipment
    if row["kind"] == "skill":
        word = Skill(**shared, group=SkillGroup.objects.get(name=row["group"]))
    else:
        word = Equipment(**shared, maker=row.get("maker", ""))
    if state == WordState.REFUSED:
        word.reason, word.decided_by, word.decided_at = row["refused"], editor, when + timedelta(days=1)
    word.slug = free_word_slug(word, word.name)
    word.save()
    if state == WordState.SUGGESTED and isinstance(word, Skill):
        TechnicianSkill.objects.create(technician=person, skill=word)
    elif state == WordState.SUGGESTED and isinstance(word, Equipment):
        EquipmentRole.objects.create(technician=person, equipment=word)
