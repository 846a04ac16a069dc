"""Skills near to what somebody typed: while they type, and 'did you mean' where nothing was found."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet

from profiles.enums import WordState
from profiles.models import Equipment, Skill
from profiles.words import fold, words_of

NEAR = 0.72  # share of letters in common from which a name is offered
MOST = 4
MOST_NEAR = 8  # words beside a suggestion
MOST_SUGGESTED = 10
LEAST_TYPED = 2  # characters from which skills are suggested


@dataclass(frozen=True)
class Suggestion:
    """A skill or equipment offered while somebody types, with the other name that was meant (or nothing)."""

    name: str
    slug: str
    alias: str


def suggested_skills(text: str) -> list[Suggestion]:
    """Return approved skills that have the text in a name or another name; names that begin with it come first."""
    return _suggested(Skill.objects.approved(), text)


def suggested_equipment(text: str) -> list[Suggestion]:
    """Return approved equipment that has the text in its name, maker, model or another name, as with skills."""
    return _suggested(Equipment.objects.approved(), text)


def _suggested(words: QuerySet[Any], text: str) -> list[Suggestion]:
    """Return the words that have the text in a name.

    Case and accents make no difference, so the comparing is done here and not by the database; the list is one that
    people can read, and is read in two statements.
    """
    wanted = " ".join(words_of(text))
    if len(wanted) < LEAST_TYPED:
        return []
    found: list[tuple[int, str, Suggestion]] = []
    for word in words.prefetch_related("aliases"):
        others = [word.make] if isinstance(word, Equipment) and word.make else []
        others += [alias.name for alias in word.aliases.all()]
        names = [("", word.name), *((name, name) for name in others)]
        places = [(place, alias) for alias, name in names if (place := _place(wanted, name)) is not None]
        if places:
            place, alias = min(places, key=lambda p: p[0])
            found.append((place, fold(word.name), Suggestion(word.name, word.slug, alias)))
    return [suggestion for *_, suggestion in sorted(found, key=lambda f: f[:2])[:MOST_SUGGESTED]]


def _place(wanted: str, name: str) -> int | None:
    """Return 0 where the name begins so, 1 where one of its words does, 2 where it stands within, else None."""
    there = " ".join(words_of(name))
    at = f" {there}".find(f" {wanted}")
    if at >= 0:
        return min(at, 1)
    return 2 if wanted in there else None


def similar_skills(text: str) -> list[Skill]:
    """Return approved skills called something like the text, the nearest first, by names, aliases and their words."""
    wanted = fold(text)[:80]
    near: list[tuple[float, str, Skill]] = []
    for skill in Skill.objects.approved().prefetch_related("aliases"):
        names = [skill.name, *(alias.name for alias in skill.aliases.all())]
        candidates = {fold(name) for name in names} | {
            word for name in names for word in fold(name).split() if len(word) > 3
        }
        score = max(_likeness(wanted, candidate) for candidate in candidates)
        if score >= NEAR:
            near.append((-score, skill.name, skill))
    return [skill for _, _, skill in sorted(near, key=lambda found: found[:2])[:MOST]]


def near_words(word: Skill | Equipment) -> list[Skill | Equipment]:
    """Return approved words that may be the same thing as this one, the nearest first, for whoever decides on it."""
    wanted = fold(word.name)[:80]
    own = {part for part in wanted.split() if len(part) > 3}
    near: list[tuple[float, str, Skill | Equipment]] = []
    others: QuerySet[Any] = type(word)._default_manager.filter(state=WordState.APPROVED).exclude(pk=word.pk)
    if isinstance(word, Equipment):
        others = others.select_related("campus", "building")
    for other in others.prefetch_related("aliases"):
        names = [fold(name) for name in (other.name, *(alias.name for alias in other.aliases.all()))]
        shared = any(own & set(name.split()) for name in names)
        score = max(NEAR if shared else 0, *(_likeness(wanted, name) for name in names))
        if score >= NEAR:
            near.append((-score, other.name, other))
    return [other for _, _, other in sorted(near, key=lambda found: found[:2])[:MOST_NEAR]]


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1; quick refusals first, since most are not."""
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0
    return matcher.ratio()
