"""All that the search index holds, as text to look for words in."""

from django.db import connection

from profiles.enums import Audience
from profiles.models import SearchEntry, SearchFacet


def index_rows(audience: Audience) -> str:
    """Return all that the index holds for an audience, as one text."""
    entries = SearchEntry.objects.filter(audience=audience)
    facets = SearchFacet.objects.filter(entry__audience=audience)
    rows = [*entries.values_list(), *facets.values_list("facet", "value"), *words_rows(audience)]
    return "\n".join(repr(row) for row in rows)


def words_rows(audience: Audience) -> list[tuple[object, ...]]:
    """Return the rows of the full-text table for an audience."""
    entries = set(SearchEntry.objects.filter(audience=audience).values_list("pk", flat=True))
    return [row[1:] for row in all_words() if row[0] in entries]


def all_words() -> list[tuple[object, ...]]:
    """Return all rows of the full-text table, the key of the entry first."""
    key = "rowid" if connection.vendor == "sqlite" else "entry_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, w.* FROM profiles_search_words w")
        return list(cursor.fetchall())
