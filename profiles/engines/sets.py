"""Facets as sets: for each audience and value a bitmap of those who have it, so that counting is intersecting.

All sets of an audience are kept in each process's memory (some 2 MB for 50,000 technicians) as long as the audience's
token says that nothing was written. Primary keys must stay under 2**32, which is what such a bitmap holds.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from pyroaring import BitMap

from profiles.index_documents import FACETS, HOW_MADE, INDEXED_AUDIENCES, Document, facets_digest
from profiles.models import SearchSet, SearchState
from profiles.search import FacetValue
from profiles.words import words_of

BATCH = 500
EVERYBODY = ("", "")  # facet and value of the set of all
# One row where the token is the known one, else all sets: one statement, so that token and sets belong together
_READ = """SELECT state.token, held.facet, held.value, held.label, held.size, held.people
FROM profiles_searchstate state LEFT JOIN profiles_searchset held
ON held.audience = CASE WHEN state.token = %s THEN '' ELSE state.audience END
WHERE state.audience = %s
"""


@dataclass(frozen=True)
class HeldSet:
    """Those who have a value."""

    facet: str
    value: str
    label: str
    people: BitMap

    @property
    def key(self) -> tuple[str, str]:
        """Return facet and value."""
        return self.facet, self.value

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the folded words of the label."""
        return tuple(words_of(self.label))


class Sets:
    """All sets of an audience. They are shared by all who search: nobody changes one."""

    def __init__(self, held: Iterable[HeldSet]) -> None:
        self.by_key = {each.key: each for each in held}

    @cached_property
    def everybody(self) -> BitMap:
        """Return all whom the audience finds."""
        return self.people(*EVERYBODY)

    @cached_property
    def by_facet(self) -> dict[str, list[HeldSet]]:
        """Return the sets of each facet by label, as they are counted."""
        found: dict[str, list[HeldSet]] = {facet: [] for facet in FACETS}
        for each in sorted(self.by_key.values(), key=lambda each: each.label.casefold()):
            found.setdefault(each.facet, []).append(each)
        return found

    @cached_property
    def counts(self) -> dict[str, tuple[FacetValue, ...]]:
        """Return the counts of all facets where nothing was asked."""
        return {facet: counted(self.by_facet[facet], self.everybody) for facet in FACETS}

    def people(self, facet: str, value: str) -> BitMap:
        """Return those who have a value; nobody where it is unknown."""
        held = self.by_key.get((facet, value))
        return held.people if held else BitMap()

    def of_any(self, facet: str, values: Collection[str]) -> BitMap:
        """Return those who have one of a facet's values."""
        return BitMap.union(BitMap(), *(self.people(facet, value) for value in values))


def counted(held: Iterable[HeldSet], people: BitMap) -> tuple[FacetValue, ...]:
    """Return how many of these people each set holds, the fullest first; sets must come by label."""
    counts = [(each, each.people.intersection_cardinality(people)) for each in held]
    values = [FacetValue(each.value, each.label, count) for each, count in counts if count]
    return tuple(sorted(values, key=lambda value: -value.count))


# Of this process, by database and audience. Replaced whole, so that threads need no lock
_known: dict[tuple[str, str], tuple[str, Sets]] = {}


def sets_of(audience: str) -> Sets:
    """Return an audience's sets as they are now, in one statement."""
    place = (str(connection.settings_dict["NAME"]), str(audience))
    token, sets = _known.get(place, ("", Sets(())))
    with connection.cursor() as cursor:
        cursor.execute(_READ, [token, audience])
        rows = cursor.fetchall()
    if not rows:
        return Sets(())
    if rows[0][0] != token:
        sets = Sets(_held(row[1:]) for row in rows if row[1] is not None)
        _known[place] = (rows[0][0], sets)
    return sets


def _held(row: Sequence[object]) -> HeldSet:
    """Return a row's set; one that is damaged counts as empty until the nightly check mends it."""
    facet, value, label, size, people = row
    try:
        found = BitMap.deserialize(bytes(people))  # type: ignore[call-overload]
    except (IndexError, ValueError):
        found = BitMap()
    return HeldSet(str(facet), str(value), str(label), found if len(found) == size else BitMap())


def _stored(audience: str) -> dict[tuple[str, str], HeldSet]:
    rows = SearchSet.objects.filter(audience=audience).values_list("facet", "value", "label", "size", "people")
    return {held.key: held for held in map(_held, rows)}


def lock() -> None:
    """Wait for one's turn to write, in all audiences, always in the same order."""
    states = SearchState.objects.select_for_update().order_by("audience")
    if len(states) < len(INDEXED_AUDIENCES):
        SearchState.objects.bulk_create(
            [SearchState(audience=audience, token="") for audience in INDEXED_AUDIENCES], ignore_conflicts=True
        )
        list(states.all())


def is_whole() -> bool:
    """Say whether all audiences' index was made whole, and as this code makes it."""
    return SearchState.objects.filter(how_made=HOW_MADE).count() == len(INDEXED_AUDIENCES)


def note_whole() -> None:
    """Note that the index was made whole. Somebody has written before."""
    SearchState.objects.update(how_made=HOW_MADE)


def write_sets(technician_pks: Collection[int], documents: Iterable[Document]) -> None:
    """Put each of these technicians into exactly the sets of their documents. Call `lock` before."""
    fresh = list(documents)
    for audience in INDEXED_AUDIENCES:
        _write(audience, BitMap(technician_pks), [document for document in fresh if document.audience == audience])
    SearchState.objects.update(token=secrets.token_hex(16))


def take_out(audience: str, technician_pks: Collection[int]) -> None:
    """Take technicians out of all sets of an audience. Call `lock` before."""
    if technician_pks:
        _write(audience, BitMap(technician_pks), ())
        SearchState.objects.update(token=secrets.token_hex(16))


def _write(audience: str, pks: BitMap, documents: Sequence[Document]) -> None:
    labels: dict[tuple[str, str], str] = {EVERYBODY: ""}
    wanted: dict[tuple[str, str], BitMap] = {EVERYBODY: BitMap(document.technician_pk for document in documents)}
    for document in documents:
        for facet, value, label in document.facets:
            labels[facet, value] = label
            wanted.setdefault((facet, value), BitMap()).add(document.technician_pk)
    stored = _stored(audience)
    changed = list(_changed(stored, wanted, labels, pks))
    SearchSet.objects.bulk_create(
        [
            SearchSet(
                audience=audience,
                facet=held.facet,
                value=held.value,
                label=held.label,
                size=len(held.people),
                people=held.people.serialize(),
            )
            for held in changed
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["audience", "facet", "value"],
        update_fields=["label", "size", "people"],
    )
    if not all(held.people for held in changed):
        SearchSet.objects.filter(audience=audience, size=0).delete()


def _changed(
    stored: Mapping[tuple[str, str], HeldSet],
    wanted: Mapping[tuple[str, str], BitMap],
    labels: Mapping[tuple[str, str], str],
    pks: BitMap,
) -> Iterator[HeldSet]:
    """Yield the sets that are not as they were, empty ones too."""
    for key in stored.keys() | wanted.keys():
        old = stored.get(key)
        now = (old.people - pks if old else BitMap()) | wanted.get(key, BitMap())
        label = labels.get(key, old.label if old else "")
        if old is None or not now or now != old.people or label != old.label:
            # One that became empty is stored so, and then deleted with all such
            yield HeldSet(*key, label, now)


def digests(audience: str) -> dict[int, str]:
    """Return for everybody in an audience's sets the digest of the values under which they stand."""
    sets = Sets(_stored(audience).values())
    values: dict[int, list[tuple[str, str, str]]] = {pk: [] for pk in sets.everybody}
    for held in sets.by_key.values():
        if held.key != EVERYBODY:
            for pk in held.people & sets.everybody:
                values[pk].append((held.facet, held.value, held.label))
    return {pk: facets_digest(each) for pk, each in values.items()}


def members(audience: str) -> set[int]:
    """Return all who stand in any of an audience's sets."""
    return set(BitMap.union(BitMap(), *(held.people for held in _stored(audience).values())))
