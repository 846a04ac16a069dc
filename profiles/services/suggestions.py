"""New skills and equipment: technicians suggest them, editors agree, refuse with a reason, or merge (`merging`)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from portal.core.mail import queue_mail
from profiles.enums import Section, WordState
from profiles.models import (
    Equipment,
    EquipmentRole,
    Skill,
    SkillAlias,
    SkillGroup,
    Technician,
    TechnicianSkill,
)
from profiles.services.slugs import free_word_slug
from profiles.services.vocabulary import word_changed

MOST_OPEN = 10  # suggestions that one person may have waiting
LEAST_LETTERS = 2
Word = Skill | Equipment
MODELS: dict[str, type[Word]] = {"skill": Skill, "equipment": Equipment}
SECTION_OF: dict[str, Section] = {"skill": Section.SKILLS, "equipment": Section.EQUIPMENT}
# What an editor may put right while approving
CHANGEABLE = {"skill": ("name", "group"), "equipment": ("name", "maker", "model", "campus", "building", "room")}


class WordDecidedError(Exception):
    """Somebody else decided on this word meanwhile; its words say what they did."""


def open_suggestions(technician: Technician) -> int:
    """Return how many of a technician's suggestions wait for the editors."""
    return sum(
        model._default_manager.filter(suggested_by=technician, state=WordState.SUGGESTED).count()
        for model in MODELS.values()
    )


def waiting_words() -> int:
    """Return how many suggestions wait for the editors, in one query."""
    skills, equipment = (model.objects.waiting().order_by().values_list("pk") for model in MODELS.values())
    return int(skills.union(equipment, all=True).count())


def refused_before(name: str, among: type[Word], **same: str) -> str:
    """Return why a name was refused, in words for whoever suggests it again; nothing where it was not."""
    word = among._default_manager.filter(name__iexact=name, state=WordState.REFUSED, **same).first()
    return f"‘{word.name}’ was suggested before and not taken on: {word.reason}" if word else ""


@transaction.atomic
def suggest_skill(technician: Technician, name: str, group: SkillGroup) -> Skill:
    """Return a new skill that waits for the editors, or the one that already waits under this name.

    The caller puts it on the technician's list in the same transaction. Raises ValidationError by field `add`.
    """
    technician = _ready(technician, name)
    if reason := refused_before(name, Skill):
        raise ValidationError({"add": reason})
    skill = Skill.objects.filter(name__iexact=name).first()
    led_to = SkillAlias.objects.filter(name__iexact=name).exclude(skill__state=WordState.REFUSED)
    alias = led_to.select_related("skill").first()
    skill = skill or (alias.skill if alias else None)
    if skill is None:
        _check_limit(technician)
        skill = Skill(name=name, group=group, **_suggested_by(technician))
        skill.slug = free_word_slug(skill, name)
        try:
            with transaction.atomic():
                skill.save()
        except IntegrityError:  # somebody else suggested it in the same moment: both have it on their lists
            skill = Skill.objects.get(name__iexact=name)
    return skill


@transaction.atomic
def suggest_equipment(technician: Technician, name: str, facts: Mapping[str, Any]) -> Equipment:
    """Return new equipment that waits for the editors, or what already waits under this name, maker and model.

    `facts` are maker, model and, where given, campus, building and room. Otherwise as `suggest_skill`.
    """
    technician = _ready(technician, name)
    same = {"maker__iexact": facts.get("maker", ""), "model__iexact": facts.get("model", "")}
    if reason := refused_before(name, Equipment, **same):
        raise ValidationError({"add": reason})
    there = Equipment.objects.filter(name__iexact=name, state=WordState.SUGGESTED, **same).first()
    if there is not None:
        return there
    _check_limit(technician)
    thing = Equipment(name=name, **facts, **_suggested_by(technician))
    thing.slug = free_word_slug(thing, name)
    thing.full_clean(exclude=["suggested_by"])
    thing.save()
    return thing


def _ready(technician: Technician, name: str) -> Technician:
    """Return the technician locked, so that two windows count to the same ten."""
    if sum(letter.isalnum() for letter in name) < LEAST_LETTERS:
        raise ValidationError({"add": "A name has at least two letters or digits."})
    return Technician.objects.select_for_update().get(pk=technician.pk)


def _check_limit(technician: Technician) -> None:
    if open_suggestions(technician) >= MOST_OPEN:
        raise ValidationError(
            {"add": f"{MOST_OPEN} of your suggestions wait for the editors. Suggest more once they have looked."}
        )


def _suggested_by(technician: Technician) -> dict[str, Any]:
    return {"state": WordState.SUGGESTED, "suggested_by": technician, "suggested_at": timezone.now()}


@transaction.atomic
def withdraw_unheld(technician: Technician) -> int:
    """Take back a technician's suggestions that stand in nobody's list any more; return how many."""
    gone = 0
    for model, rows in ((Skill, "technician_rows"), (Equipment, "role_rows")):
        waiting = model._default_manager.filter(suggested_by=technician, state=WordState.SUGGESTED)
        gone += waiting.filter(**{f"{rows}__isnull": True}).delete()[1].get(model._meta.label, 0)
    return gone


def forget_suggester(technician: Technician) -> int:
    """Take a person's name off all that they suggested; what waits and stands in nobody's list is deleted."""
    gone = withdraw_unheld(technician)
    return gone + sum(
        model._default_manager.filter(suggested_by=technician).update(suggested_by=None, suggested_at=None)
        for model in MODELS.values()
    )


def lock_word(model: type[Word], pk: int, seen: str) -> Word:
    """Return a word locked until the transaction ends, in the state in which the editor saw it.

    Raises WordDecidedError where it no longer is.
    """
    word = model._default_manager.select_for_update().filter(pk=pk).first()
    if word is None:
        raise WordDecidedError("It is no longer there: somebody merged it, or its suggester took it back.")
    if word.state != seen:
        raise WordDecidedError(f"Somebody else decided on ‘{word}’ meanwhile: {word.get_state_display().lower()}.")
    return word


def hold_words(model: type[Word], pks: Iterable[int]) -> set[int]:
    """Return which of these words there still are, neither merged away nor refused, held until the transaction ends.

    Call it with the technician locked and before any of their rows changes: editors lock the word, then its rows.
    """
    there = model._default_manager.select_for_update(no_key=True).filter(pk__in=set(pks)).order_by("pk")
    return set(there.exclude(state=WordState.REFUSED).values_list("pk", flat=True))


def decide(word: Word, state: WordState, user: Any, reason: str = "") -> None:
    """Write down who decided what and when; the word is locked by the caller."""
    word.state, word.reason = state, reason
    word.decided_by, word.decided_at = user, timezone.now()


@transaction.atomic
def approve(model: type[Word], pk: int, *, seen: str, user: Any, changes: Mapping[str, Any]) -> Word:
    """Agree to a word, under the name and with the facts given; a refused one may be agreed to later.

    Raises WordDecidedError, and ValidationError by field where another word has this name.
    """
    word = lock_word(model, pk, seen)
    suggested_as = word.name
    for field in CHANGEABLE[word.kind]:
        if field in changes:
            setattr(word, field, changes[field])
    _refuse_taken_names(word)
    if word.name != suggested_as:
        word.slug = free_word_slug(word, word.name)
    decide(word, WordState.APPROVED, user)
    word.full_clean(exclude=["suggested_by", "decided_by"])
    word.save()
    word_changed(word)
    log(instance=word, action="profiles.word.approve", user=user, data={"suggested_as": suggested_as})
    if seen == WordState.SUGGESTED:
        tell(word.suggested_by, word, "approved", suggested_as)
    return word


def _refuse_taken_names(word: Word) -> None:
    if not isinstance(word, Skill):
        return
    alias = SkillAlias.objects.filter(name__iexact=word.name).exclude(skill_id=word.pk).select_related("skill").first()
    same = Skill.objects.filter(name__iexact=word.name).exclude(pk=word.pk).first()
    other = same or (alias.skill if alias else None)
    if other:
        raise ValidationError({"name": f"‘{word.name}’ is taken by ‘{other.name}’. Merge it into that one instead."})


@transaction.atomic
def refuse(model: type[Word], pk: int, *, seen: str, user: Any, reason: str) -> Word:
    """Do not take a word on: it leaves all lists, and everybody who had it there is told why.

    Raises WordDecidedError, and ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Say why, in a sentence: it is told to whoever suggested it."})
    word = lock_word(model, pk, seen)
    if word.state != WordState.SUGGESTED:
        raise WordDecidedError(f"‘{word}’ does not wait for a decision.")
    decide(word, WordState.REFUSED, user, reason.strip())
    word.save()
    holders = list(Technician.objects.filter(pk__in=rows_of(word).values("technician")).order_by("pk"))
    rows_of(word).delete()
    log(instance=word, action="profiles.word.refuse", user=user, data={"reason": word.reason})
    told = {person.pk: person for person in (*holders, *([word.suggested_by] if word.suggested_by else []))}
    for person in told.values():
        tell(person, word, "refused", word.name)
    return word


def rows_of(word: Word) -> Any:
    """Return the rows of profiles that point at a word."""
    if isinstance(word, Skill):
        return TechnicianSkill.objects.filter(skill=word)
    return EquipmentRole.objects.filter(equipment=word)


def tell(technician: Technician | None, word: Word, outcome: str, suggested_as: str) -> None:
    """Write to a technician what became of a word on their list: 'approved', 'refused' or 'merged'."""
    if technician is None or technician.user is None or not technician.user.is_active:
        return
    ends = {"approved": "is on the list", "refused": "was not taken on", "merged": f"is on the list as ‘{word.name}’"}
    queue_mail(
        key=f"word:{word.kind}:{word.pk}:{outcome}:{technician.pk}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=technician.user.email,
        subject=f"‘{suggested_as}’ {ends[outcome]}",
        template="profiles/email/word_decided.txt",
        context={
            "name": technician.called,
            "word": word.name,
            "suggested_as": suggested_as,
            "outcome": outcome,
            "reason": word.reason,
            "kind": word.kind,
            "path": reverse("me_section", args=[SECTION_OF[word.kind].value]),
        },
    )
