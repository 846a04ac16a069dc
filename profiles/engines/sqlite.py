"""SQLite: FTS5, asked directly. The tables have no triggers, which SQLite's table rebuilds would drop."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection
from pyroaring import BitMap

from profiles.engines.database import DatabaseEngine, indexed_text
from profiles.index_documents import Document
from profiles.models import SearchEntry
from profiles.ranking import Candidate
from profiles.search import WEIGHTS
from profiles.words import Term

COLUMNS = ", ".join(WEIGHTS)
_RANKED = """SELECT entry.id, entry.technician_id, entry.sort_name, entry.updated_at, found.distance
FROM (
    SELECT bm25({table}, {bm25}) AS distance, rowid AS pk FROM {table} WHERE {table} MATCH %s {some}
    ORDER BY 1, 2 LIMIT %s
) found JOIN profiles_searchentry entry ON entry.technician_id = found.pk AND entry.audience = %s
ORDER BY found.distance, found.pk
"""
# By tenths: bm25 tells one from six from twelve where they are small, and takes all that is large for the same
BM25 = ", ".join(f"{weight / 10:.1f}" for weight in WEIGHTS.values())


class SqliteEngine(DatabaseEngine):
    """Matches with FTS5 and ranks with bm25."""

    def matching(self, audience: str, expression: str) -> BitMap:
        """Return the keys that match, as one text: fetching a row each takes three times as long."""
        table = f"profiles_search_{audience}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH %s",  # noqa: S608
                [expression],
            )
            return BitMap(json.loads(cursor.fetchone()[0]))

    def ranked(
        self, audience: str, expression: str, end: int, within: BitMap | None
    ) -> tuple[BitMap, Sequence[Candidate]]:
        """Ask who matches without scores, which is quick, and rank by bm25, which is the less the better."""
        found = self.matching(audience, expression)
        wanted = found if within is None else found & within
        if not wanted:
            return found, ()
        table = f"profiles_search_{audience}"
        # The sign keeps SQLite from asking the index anew for each of these keys. Nobody else is scored
        some = "" if within is None else "AND +rowid IN (SELECT value FROM json_each(%s))"
        rows: Iterable[Any] = SearchEntry.objects.raw(
            _RANKED.format(table=table, bm25=BM25, some=some),
            [expression, *([] if within is None else [json.dumps(list(wanted))]), end, audience],
        )
        return found, [Candidate(row.technician_id, -row.distance, row.sort_name, row.updated_at) for row in rows]

    def expression(self, terms: Sequence[Term], *, any_term: bool = False) -> str:
        """Return each term as quoted phrases. Words are letters and digits only."""
        return (" OR " if any_term else " AND ").join(map(self._term, terms))

    @staticmethod
    def _term(term: Term) -> str:
        """A beginning is asked for as the whole word too, so that whole words count twice and stand first."""
        phrases = [f'"{" ".join(words)}"' for words in (term.words, *term.also)]
        return f"({' OR '.join([*phrases, f'{phrases[0]} *'] if term.part else phrases)})"

    def write_words(self, audience: str, documents: Sequence[Document]) -> None:
        """Insert the words."""
        places = ", ".join(["%s"] * (1 + len(WEIGHTS)))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO profiles_search_{audience} (rowid, {COLUMNS}) VALUES ({places})",  # noqa: S608
                [(d.technician_pk, *(indexed_text(getattr(d, name)) for name in WEIGHTS)) for d in documents],
            )

    def delete_words(self, audience: str, technician_pks: Sequence[int]) -> None:
        """Delete the words."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM profiles_search_{audience} WHERE rowid = %s",  # noqa: S608
                [(pk,) for pk in technician_pks],
            )

    def held_words(self, audience: str, technician_pks: Sequence[int]) -> Iterable[Collection[str]]:
        """Return the words of these rows, or of all."""
        some = f"WHERE rowid IN ({', '.join(str(int(pk)) for pk in technician_pks)})" if technician_pks else ""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {COLUMNS} FROM profiles_search_{audience} {some}")  # noqa: S608
            for texts in cursor:
                yield {word for text in texts for word in text.split()}

    def word_keys(self, audience: str) -> set[int]:
        """Return the keys of all rows of words."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid FROM profiles_search_{audience}")  # noqa: S608
            return {row[0] for row in cursor.fetchall()}
