"""Suggestions while somebody types into a search box: what this audience's index holds, each with its own address."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from profiles.engines.sets import HeldSet, sets_of
from profiles.enums import Audience
from profiles.models import SearchEntry, Technician
from profiles.other_names import names_known
from profiles.visibility import view_named
from profiles.words import words_of

LEAST = 2  # characters from which anything is suggested
LONGEST = 60  # characters that are looked at
MOST = 8
MOST_PEOPLE = 3
# What is suggested besides people, with the word for it
FACETS = {"skill": "Skill", "equipment": "Equipment", "department": "Department", "campus": "Campus"}
# What stands before a word of a name
_BEFORE = (" ", "-", "’", "'")


@dataclass(frozen=True)
class Suggestion:
    """Something to look at: what it is called, its kind in a word, its address, and the other name that was meant."""

    label: str
    kind: str
    url: str
    also: str = ""


def suggest(text: str, audience: Audience, limit: int = MOST) -> tuple[Suggestion, ...]:
    """Return what each word that was typed begins a word of: skills, equipment and places, then people by name.

    Four queries at the most. Nothing is suggested that nobody has whom this audience may find by it.
    """
    typed = words_of(text[:LONGEST])
    if sum(map(len, typed)) < LEAST:
        return ()
    people = _people(typed, audience)[:MOST_PEOPLE]
    return (*_things(typed, audience, limit - len(people)), *people)[:limit]


def _things(typed: list[str], audience: Audience, limit: int) -> list[Suggestion]:
    """Return values of facets by their names and other names: those that begin so first, then by how many have them."""
    known, by_facet = names_known(), sets_of(audience).by_facet
    found: list[tuple[int, int, str, HeldSet, str]] = []
    for held in (each for facet in FACETS for each in by_facet[facet]):
        others = known.same_as(held.words) or () if held.facet in ("skill", "equipment") else ()
        names = [(_place(typed, name), also) for also, name in enumerate([held.words, *others])]
        fitting = [(place, also) for place, also in names if place is not None]
        if fitting:
            place, also = min(fitting)
            other = known.as_written(held.words, others[also - 1]) if also else ""
            found.append((place + (also > 0), -len(held.people), held.label.casefold(), held, other))
    return [_thing(held, other) for *_, held, other in nsmallest(limit, found, key=lambda each: each[:3])]


def _thing(held: HeldSet, other: str) -> Suggestion:
    url = f"{reverse('technicians')}?{urlencode({held.facet: held.value})}"
    return Suggestion(held.label, FACETS[held.facet], url, other)


def _place(typed: Sequence[str], name: Sequence[str]) -> int | None:
    """Return 0 where a name begins with what was typed, 2 where each word of it begins one of the name's, else None."""
    if all(any(word.startswith(part) for word in name) for part in typed):
        return 0 if f"{' '.join(name)} ".startswith(" ".join(typed)) else 2
    return None


def _people(typed: list[str], audience: Audience) -> list[Suggestion]:
    """Return people of whose name each typed word begins a word, as the index has it, by family name."""
    entries = SearchEntry.objects.filter(audience=audience)
    for word in typed:
        entries = entries.filter(Q(sort_name__startswith=word) | _within(word))
    pks = list(entries.order_by("sort_name", "technician_id").values_list("technician_id", flat=True)[:MOST_PEOPLE])
    if not pks:
        return []
    # As they are now: what was withdrawn since the index was written does not show
    rows = Technician.objects.visible_to(audience).with_audiences().select_related("department__parent__parent")
    views = {row.pk: view_named(row, audience) for row in rows.filter(pk__in=pks)}
    shown = [view for pk in pks if (view := views.get(pk)) is not None]
    return [Suggestion(view.display_name, view.job_title, view.url) for view in shown]


def _within(word: str) -> Q:
    return Q(*(("sort_name__contains", before + word) for before in _BEFORE), _connector=Q.OR)
