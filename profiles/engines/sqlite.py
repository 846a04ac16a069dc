"""SQLite: FTS5, asked directly. The table has no triggers, which SQLite's table rebuilds would drop."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from profiles.engines.database import DatabaseEngine, indexed_text, texts_of
from profiles.index_documents import Document
from profiles.search import WEIGHTS
from profiles.words import Term

# By tenths: bm25 tells one from six from twelve where they are small, and takes all that is large for the same
BM25 = ", ".join(f"{WEIGHTS[field] / 10:.1f}" for field in ("name", "skills", "title", "rest"))


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
            f"ORDER BY bm25(profiles_search_words, {BM25}), e.sort_name, e.technician_id"
        )

    def ranked_params(self, expression: str, entries_params: Sequence[Any]) -> list[Any]:
        """Return entries' parameters, then the expression."""
        return [*entries_params, expression]

    def expression(self, terms: Sequence[Term], *, any_term: bool = False) -> str:
        """Return each term as quoted phrases. Words are letters and digits only."""
        return (" OR " if any_term else " AND ").join(map(self._term, terms))

    @staticmethod
    def _term(term: Term) -> str:
        """A beginning is asked for as the whole word too, so that whole words count twice and stand first."""
        phrases = [f'"{" ".join(words)}"' for words in (term.words, *term.also)]
        return f"({' OR '.join([*phrases, f'{phrases[0]} *'] if term.part else phrases)})"

    def write_words(self, rows: Sequence[tuple[int, Document]]) -> None:
        """Insert the words."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO profiles_search_words (rowid, name, skills, title, rest) VALUES (%s, %s, %s, %s, %s)",
                [(pk, *map(indexed_text, texts_of(d))) for pk, d in rows],
            )

    def delete_words(self, entry_pks: Sequence[int]) -> None:
        """Delete the words."""
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM profiles_search_words WHERE rowid = %s", [(pk,) for pk in entry_pks])

    def held_words(self, audience: str, technician_pks: Sequence[int]) -> Iterable[Collection[str]]:
        """Return the words of these rows, or of all."""
        some = f"AND technician_id IN ({', '.join(str(int(pk)) for pk in technician_pks)})" if technician_pks else ""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, skills, title, rest FROM profiles_search_words w JOIN profiles_searchentry e "  # noqa: S608
                f"ON e.id = w.rowid WHERE e.audience = %s {some}",
                [str(audience)],
            )
            for texts in cursor:
                yield {word for text in texts for word in text.split()}

    def word_keys(self) -> set[int]:
        """Return the keys of all rows of words."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM profiles_search_words")
            return {row[0] for row in cursor.fetchall()}
