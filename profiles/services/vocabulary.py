"""Keeping the shared words true: when one changes, everybody found by it is indexed anew."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from profiles.models import (
    Campus,
    Department,
    Equipment,
    EquipmentAlias,
    RegistrationType,
    Skill,
    SkillAlias,
    Technician,
)
from profiles.querysets import in_departments
from profiles.services.index import reindex_on_commit

MOST_ALIASES = 30


def clean_aliases(text: str, word: Skill | Equipment) -> list[str]:
    """Return the aliases written one a line, each once.

    Raises ValidationError, naming it, where one is too long or is already another skill's name or alias. Several
    pieces of equipment may share a name: of those people choose one by its place.
    """
    names = list(
        {" ".join(line.split()).lower(): " ".join(line.split()) for line in text.splitlines() if line.strip()}.values()
    )
    if len(names) > MOST_ALIASES:
        raise ValidationError(f"{MOST_ALIASES} other names are the most; these are {len(names)}.")
    for name in names:
        if len(name) > 120:
            raise ValidationError(f"‘{name[:40]}…’ is longer than 120 characters.")
        if isinstance(word, Skill):
            _refuse_leading_elsewhere(name, word)
    return names


def _refuse_leading_elsewhere(name: str, skill: Skill) -> None:
    if Skill.objects.filter(name__iexact=name).exclude(pk=skill.pk).exists():
        raise ValidationError(f"‘{name}’ is the name of another skill.")
    other = SkillAlias.objects.filter(name__iexact=name).exclude(skill_id=skill.pk).select_related("skill").first()
    if other:
        raise ValidationError(f"‘{name}’ is already another name of ‘{other.skill.name}’.")


@transaction.atomic
def set_aliases(word: Skill | Equipment, names: Iterable[str]) -> None:
    """Give a skill or equipment exactly these other names, and have those who have it found by them."""
    word.aliases.all().delete()
    others = [name for name in names if name.lower() != word.name.lower()]
    if isinstance(word, Skill):
        SkillAlias.objects.bulk_create(SkillAlias(skill=word, name=name) for name in others)
    else:
        EquipmentAlias.objects.bulk_create(EquipmentAlias(equipment=word, name=name) for name in others)
    word_changed(word)


def word_changed(word: Skill | Equipment | Department | Campus | RegistrationType) -> None:
    """Have everybody whose entry carries this word indexed anew."""
    match word:
        case Skill():
            who = Q(skill_rows__skill=word)
        case Equipment():
            who = Q(equipment_rows__equipment=word)
        case Department():
            who = in_departments([word.pk])
        case Campus():
            who = Q(campus=word)
        case RegistrationType():
            who = Q(registrations__type=word)
    reindex_on_commit(Technician.objects.filter(who).values_list("pk", flat=True))
