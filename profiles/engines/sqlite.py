"""SQLite: FTS5, asked directly. The table has no triggers, which SQLite's table rebuilds would drop."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from profiles.engines.database import DatabaseEngine, indexed_text
from profiles.index_documents import Document
from profiles.words import Term

# bm25 weights of name, skills, title, rest
WEIGHTS = "10.0, 6.0, 4.0, 1.0"


class SqliteEngine(DatabaseEngine):
    """Matches with FTS5 and ranks with bm25."""

    def match_sql(self) -> str:
        """Return the keys that match."""
        return "SELECT rowid FROM profiles_search_words WHERE profiles_search_words MATCH %s"

    def ranked_sql(self, entries_sql: str) -> str:
        """Return technicians by bm25, namesakes of a score by name."""
        return (
            f"SELECT e.technician_id FROM profiles_search_words JOIN ({entries_sql}) e "  # noqa: S608 (SQL of the ORM)
            "ON e.pk = profiles_search_words.rowid "
            f"WHERE profiles_search_words MATCH %s "
            f"ORDER BY bm25(profiles_search_words, {WEIGHTS}), e.sort_name, e.technician_id"
        )

    def ranked_params(self, expression: str, entries_params: Sequence[Any]) -> list[Any]:
        """Return entries' parameters, then the expression."""
        return [*entries_params, expression]

    def expression(self, terms: Sequence[Term]) -> str:
        """Return each term as a quoted phrase, all of which must be there. Words are letters and digits only."""
        return " AND ".join(map(self._term, terms))

    @staticmethod
    def _term(term: Term) -> str:
        """A beginning is asked for as the whole word too, so that whole words count twice and stand first."""
        phrase = f'"{" ".join(term.words)}"'
        return f"({phrase} OR {phrase} *)" if term.part else phrase

    def write_words(self, rows: Sequence[tuple[int, Document]]) -> None:
        """Insert the words."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO profiles_search_words (rowid, name, skills, title, rest) VALUES (%s, %s, %s, %s, %s)",
                [(pk, *map(indexed_text, (d.name, d.skills, d.title, d.rest))) for pk, d in rows],
            )

    def delete_words(self, entry_pks: Sequence[int]) -> None:
        """Delete the words."""
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM profiles_search_words WHERE rowid = %s", [(pk,) for pk in entry_pks])

    def word_keys(self) -> set[int]:
        """Return the keys of all rows of words."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM profiles_search_words")
            return {row[0] for row in cursor.fetchall()}
