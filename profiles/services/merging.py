"""Merging one skill, or one piece of equipment, into another: names, rows and address go over to it for good."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from profiles.enums import WordState
from profiles.models import (
    Equipment,
    EquipmentPhoto,
    EquipmentRole,
    OldEquipmentSlug,
    OldSkillSlug,
    Skill,
    SkillAlias,
    TechnicianSkill,
)
from profiles.services.suggestions import Word, lock_word, rows_of, tell
from profiles.services.vocabulary import word_changed

# What the one that stays takes over where it says nothing itself
_TAKEN_OVER = ("maker", "model", "purpose", "how_to_ask", "booking_url")
_PLACE = ("campus", "building", "room")


@transaction.atomic
def merge(model: type[Word], pk: int, into_pk: int, *, seen: str, user: Any) -> Word:
    """Merge a word into an approved one and return that: the first one's row is gone afterwards.

    Its name and other names find the second; rows of profiles move, with the higher level, the earlier year, or the
    roles of both; its address leads on for good. Raises WordDecidedError where either is no longer as it was seen,
    and ValidationError where they are the same.
    """
    if pk == into_pk:
        raise ValidationError({"into": "Choose another one: nothing is merged into itself."})
    # In the order of their keys, so that two merges the opposite ways wait for each other
    states = dict(sorted([(pk, seen), (into_pk, WordState.APPROVED.value)]))
    locked = {each: lock_word(model, each, state) for each, state in states.items()}
    word, into = locked[pk], locked[into_pk]
    moved = _move_rows(word, into)
    _move_names(word, into)
    _move_address(word, into)
    if isinstance(word, Equipment) and isinstance(into, Equipment):
        _take_over_facts(word, into)
    former, suggester, was_waiting = word.name, word.suggested_by, word.is_waiting
    word.delete()
    word_changed(into)
    log(instance=into, action="profiles.word.merge", user=user, data={"former": former, "people": moved})
    if was_waiting:
        tell(suggester, into, "merged", former)
    return into


def _move_rows(word: Word, into: Word) -> int:
    """Point the profiles at the word that stays; return how many people that are.

    Nobody's row is locked for it: whoever saves a list holds its words first (`hold_words`), and waits for us here.
    Rows are changed where they still are, and never written anew: somebody may have erased theirs.
    """
    people = rows_of(word).values("technician").distinct().count()
    for row in rows_of(word).order_by("pk"):
        if isinstance(row, TechnicianSkill):
            _move_skill(row, into)
        else:
            _move_role(row, into)
    return int(people)


def _move_skill(row: TechnicianSkill, into: Word) -> None:
    there = TechnicianSkill.objects.filter(technician_id=row.technician_id, skill_id=into.pk).first()
    if there is None:
        TechnicianSkill.objects.filter(pk=row.pk).update(skill_id=into.pk)
        return
    since = min((year for year in (there.since, row.since) if year is not None), default=None)
    TechnicianSkill.objects.filter(pk=there.pk).update(level=max(there.level, row.level), since=since)
    row.delete()


def _move_role(row: EquipmentRole, into: Word) -> None:
    if EquipmentRole.objects.filter(technician_id=row.technician_id, equipment_id=into.pk, kind=row.kind).exists():
        row.delete()
        return
    EquipmentRole.objects.filter(pk=row.pk).update(equipment_id=into.pk)


def _move_names(word: Word, into: Word) -> None:
    """Give the word that stays the names of the other, each once, none that leads to a third."""
    names = [word.name, *word.aliases.values_list("name", flat=True)]
    word.aliases.all().delete()
    for name in names:
        # A skill's other name leads to one skill alone; several pieces of equipment may share one
        led_to = SkillAlias.objects if isinstance(into, Skill) else into.aliases
        if name.lower() != into.name.lower() and not led_to.filter(name__iexact=name).exists():
            into.aliases.create(name=name)


def _move_address(word: Word, into: Word) -> None:
    """Have the address of the word, and all that led to it, lead on to the one that stays."""
    if isinstance(into, Equipment):
        OldEquipmentSlug.objects.filter(equipment_id=word.pk).update(equipment=into)
        OldEquipmentSlug.objects.update_or_create(slug=word.slug, defaults={"equipment": into})
        return
    OldSkillSlug.objects.filter(skill_id=word.pk).update(skill=into)
    OldSkillSlug.objects.update_or_create(slug=word.slug, defaults={"skill": into})


def _take_over_facts(word: Equipment, into: Equipment) -> None:
    for name in _TAKEN_OVER:
        setattr(into, name, getattr(into, name) or getattr(word, name))
    if not any(getattr(into, name) for name in _PLACE):
        for name in _PLACE:
            setattr(into, name, getattr(word, name))
    into.department = into.department or word.department
    into.save()
    if not EquipmentPhoto.objects.filter(equipment=into).exists():
        EquipmentPhoto.objects.filter(equipment=word).update(equipment=into)
