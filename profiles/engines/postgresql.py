"""PostgreSQL: a tsvector with four weights and a GIN index. Folding is ours, so the 'simple' configuration serves."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from profiles.engines.database import DatabaseEngine, indexed_text, texts_of
from profiles.index_documents import Document
from profiles.words import Term

# Weights of D, C, B, A: rest, title, skills, name
WEIGHTS = "{0.1, 0.4, 0.6, 1.0}"
_VECTOR = (
    "setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'B') || "
    "setweight(to_tsvector('simple', %s), 'C') || setweight(to_tsvector('simple', %s), 'D')"
)


class PostgresqlEngine(DatabaseEngine):
    """Matches with tsquery and ranks with ts_rank."""

    def match_sql(self) -> str:
        """Return the keys that match."""
        return "SELECT entry_id FROM profiles_search_words WHERE words @@ to_tsquery('simple', %s)"

    def ranked_sql(self, entries_sql: str) -> str:
        """Return technicians by ts_rank (1: divided by the logarithm of the length), namesakes of a score by name."""
        return (
            f"SELECT e.technician_id FROM profiles_search_words w JOIN ({entries_sql}) e ON e.pk = w.entry_id, "  # noqa: S608
            "to_tsquery('simple', %s) asked WHERE w.words @@ asked "
            f"ORDER BY ts_rank('{WEIGHTS}', w.words, asked, 1) DESC, e.sort_name, e.technician_id"
        )

    def ranked_params(self, expression: str, entries_params: Sequence[Any]) -> list[Any]:
        """Return entries' parameters, then the expression."""
        return [*entries_params, expression]

    def expression(self, terms: Sequence[Term], *, any_term: bool = False) -> str:
        """Return each term as words that follow one another. Words are letters and digits only."""
        return (" | " if any_term else " & ").join(map(self._term, terms))

    @staticmethod
    def _term(term: Term) -> str:
        """A beginning is asked for as the whole word too, so that whole words count twice and stand first."""
        phrases = [" <-> ".join(words) for words in (term.words, *term.also)]
        return f"({' | '.join(f'({p})' for p in ([*phrases, f'{phrases[0]}:*'] if term.part else phrases))})"

    def write_words(self, rows: Sequence[tuple[int, Document]]) -> None:
        """Insert the words."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO profiles_search_words (entry_id, words) VALUES (%s, {_VECTOR})",  # noqa: S608
                [(pk, *map(indexed_text, texts_of(d))) for pk, d in rows],
            )

    def delete_words(self, entry_pks: Sequence[int]) -> None:
        """Delete the words."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM profiles_search_words WHERE entry_id = ANY(%s)", [list(entry_pks)])

    def held_words(self, audience: str, technician_pks: Sequence[int]) -> Iterable[Collection[str]]:
        """Return the words of these rows, or of all."""
        some = "AND e.technician_id = ANY(%s)" if technician_pks else ""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tsvector_to_array(w.words) FROM profiles_search_words w JOIN profiles_searchentry e "  # noqa: S608
                f"ON e.id = w.entry_id WHERE e.audience = %s {some}",
                [str(audience), *([list(technician_pks)] if technician_pks else [])],
            )
            for (words,) in cursor:
                yield words

    def word_keys(self) -> set[int]:
        """Return the keys of all rows of words."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT entry_id FROM profiles_search_words")
            return {row[0] for row in cursor.fetchall()}
