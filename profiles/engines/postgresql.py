"""PostgreSQL: a tsvector with four weights and a GIN index. Folding is ours, so the 'simple' configuration serves."""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection
from pyroaring import BitMap

from profiles.engines.database import DatabaseEngine, indexed_text
from profiles.index_documents import Document
from profiles.ranking import Candidate
from profiles.words import Term

# PostgreSQL has four weights for our six fields: equipment counts as skills, places as titles
FIELDS = {"A": ("name",), "B": ("skills", "equipment"), "C": ("title", "place"), "D": ("rest",)}
WEIGHTS = "{0.01, 0.04, 0.06, 1.0}"  # of D, C, B, A: the hundredth part of profiles.search.WEIGHTS
# The best with what they are put in order by, and in one more row everybody who matches
_RANKED = """WITH fitting AS MATERIALIZED (
    SELECT -ts_rank('{weights}', words, asked) AS distance, technician_id AS pk
    FROM profiles_search_{audience}, to_tsquery('simple', %s) asked WHERE words @@ asked
), best AS (SELECT distance, pk FROM fitting {some} ORDER BY 1, 2 LIMIT %s)
SELECT best.distance, best.pk, entry.sort_name, entry.updated_at, NULL::bigint[]
FROM best JOIN profiles_searchentry entry ON entry.technician_id = best.pk AND entry.audience = %s
UNION ALL SELECT NULL, NULL, NULL, NULL, array_agg(pk) FROM fitting
"""
_VECTOR = " || ".join(f"setweight(to_tsvector('simple', %s), '{weight}')" for weight in FIELDS)


class PostgresqlEngine(DatabaseEngine):
    """Matches with tsquery and ranks with ts_rank."""

    def matching(self, audience: str, expression: str) -> BitMap:
        """Return the keys that match, in one row."""
        table = f"profiles_search_{audience}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT array_agg(technician_id) FROM {table} WHERE words @@ to_tsquery('simple', %s)",  # noqa: S608
                [expression],
            )
            return BitMap(cursor.fetchone()[0] or ())

    def ranked(
        self, audience: str, expression: str, end: int, within: BitMap | None
    ) -> tuple[BitMap, Sequence[Candidate]]:
        """Rank by ts_rank the other way round, in the one reading that tells who matches.

        It is not divided by the length, as it could be: long are the profiles of those who can do much and do it well,
        and repetition counts for so little in ts_rank that any such division would put them last.
        """
        # As bigint like the keys: else PostgreSQL goes through the list for each of them
        some = "" if within is None else "WHERE pk = ANY(%s::bigint[])"
        with connection.cursor() as cursor:
            cursor.execute(
                _RANKED.format(audience=audience, weights=WEIGHTS, some=some),
                [expression, *([] if within is None else [list(within)]), end, audience],
            )
            rows = cursor.fetchall()
        found = next(row[-1] for row in rows if row[0] is None)
        best = sorted((row for row in rows if row[0] is not None), key=lambda row: row[:2])
        return BitMap(found or ()), [Candidate(pk, -distance, name, updated) for distance, pk, name, updated, _ in best]

    def expression(self, terms: Sequence[Term], *, any_term: bool = False) -> str:
        """Return each term as words that follow one another. Words are letters and digits only."""
        return (" | " if any_term else " & ").join(map(self._term, terms))

    @staticmethod
    def _term(term: Term) -> str:
        """A beginning is asked for as the whole word too, so that whole words count twice and stand first."""
        phrases = [" <-> ".join(words) for words in (term.words, *term.also)]
        return f"({' | '.join(f'({p})' for p in ([*phrases, f'{phrases[0]}:*'] if term.part else phrases))})"

    def write_words(self, audience: str, documents: Sequence[Document]) -> None:
        """Insert the words."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO profiles_search_{audience} (technician_id, words) VALUES (%s, {_VECTOR})",  # noqa: S608
                [(d.technician_pk, *self._texts(d)) for d in documents],
            )

    @staticmethod
    def _texts(document: Document) -> list[str]:
        return [indexed_text("\n".join(getattr(document, name) for name in names)) for names in FIELDS.values()]

    def delete_words(self, audience: str, technician_pks: Sequence[int]) -> None:
        """Delete the words."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM profiles_search_{audience} WHERE technician_id = ANY(%s)",  # noqa: S608
                [list(technician_pks)],
            )

    def held_words(self, audience: str, technician_pks: Sequence[int]) -> Iterable[Collection[str]]:
        """Return the words of these rows, or of all."""
        some = "WHERE technician_id = ANY(%s)" if technician_pks else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT tsvector_to_array(words) FROM profiles_search_{audience} {some}",  # noqa: S608
                [list(technician_pks)] if technician_pks else [],
            )
            for (words,) in cursor:
                yield words

    def word_keys(self, audience: str) -> set[int]:
        """Return the keys of all rows of words."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT technician_id FROM profiles_search_{audience}")  # noqa: S608
            return {row[0] for row in cursor.fetchall()}
