"""Keeping the shared words true: when one changes, everybody found by it is indexed anew."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from profiles.models import Campus, Department, RegistrationType, Skill, SkillAlias, Technician
from profiles.services.index import reindex_on_commit

MOST_ALIASES = 30


def clean_aliases(text: str, skill: Skill) -> list[str]:
    """Return the aliases written one a line, each once.

    Raises ValidationError, naming it, where one is too long or is already another skill's name or alias.
    """
    names = list(
        {" ".join(line.split()).lower(): " ".join(line.split()) for line in text.splitlines() if line.strip()}.values()
    )
    if len(names) > MOST_ALIASES:
        raise ValidationError(f"A skill has at most {MOST_ALIASES} other names; these are {len(names)}.")
    for name in names:
        if len(name) > 120:
            raise ValidationError(f"‘{name[:40]}…’ is longer than 120 characters.")
        if Skill.objects.filter(name__iexact=name).exclude(pk=skill.pk).exists():
            raise ValidationError(f"‘{name}’ is the name of another skill.")
        other = SkillAlias.objects.filter(name__iexact=name).exclude(skill_id=skill.pk).select_related("skill").first()
        if other:
            raise ValidationError(f"‘{name}’ is already another name of ‘{other.skill.name}’.")
    return names


@transaction.atomic
def set_aliases(skill: Skill, names: Iterable[str]) -> None:
    """Give a skill exactly these other names, and have those who have it found by them."""
    skill.aliases.all().delete()
    SkillAlias.objects.bulk_create(
        SkillAlias(skill=skill, name=name) for name in names if name.lower() != skill.name.lower()
    )
    word_changed(skill)


def word_changed(word: Skill | Department | Campus | RegistrationType) -> None:
    """Have everybody whose entry carries this word indexed anew."""
    match word:
        case Skill():
            who = Q(skill_rows__skill=word)
        case Department():
            who = Q(department=word) | Q(department__parent=word) | Q(department__parent__parent=word)
        case Campus():
            who = Q(campus=word)
        case RegistrationType():
            who = Q(registrations__type=word)
    reindex_on_commit(Technician.objects.filter(who).values_list("pk", flat=True))
