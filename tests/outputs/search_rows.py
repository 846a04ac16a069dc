"""All that the search index holds, as text to look for words in."""

from django.db import connection
from pyroaring import BitMap

from profiles.enums import Audience
from profiles.index_documents import INDEXED_AUDIENCES
from profiles.models import SearchEntry, SearchSet


def index_rows(audience: Audience) -> str:
    """Return all that the index holds for an audience, as one text."""
    entries = SearchEntry.objects.filter(audience=audience)
    facets = SearchSet.objects.filter(audience=audience)
    rows = [*entries.values_list(), *facets.values_list("facet", "value", "label"), *words_rows(audience)]
    return "\n".join(repr(row) for row in rows)


def words_rows(audience: Audience) -> list[tuple[object, ...]]:
    """Return the rows of the audience's full-text table, the technician's key first."""
    key = "rowid" if connection.vendor == "sqlite" else "technician_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, w.* FROM profiles_search_{audience} w")
        return list(cursor.fetchall())


def word_owners() -> set[tuple[int, str]]:
    """Return of whom words are held, and for which audience."""
    return {(row[0], str(audience)) for audience in INDEXED_AUDIENCES for row in words_rows(audience)}


def set_members(audience: Audience) -> dict[tuple[str, str], set[int]]:
    """Return who stands in each of the audience's sets, by facet and value; '' and '' are everybody."""
    rows = SearchSet.objects.filter(audience=audience).values_list("facet", "value", "people")
    return {(facet, value): set(BitMap.deserialize(bytes(people))) for facet, value, people in rows}
