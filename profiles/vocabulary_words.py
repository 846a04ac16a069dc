"""The words of each audience's index, kept with it, and which of them are near to one that nobody uses.

A word is held while an entry of the audience has it and no longer: 'did you mean' must not tell what was withdrawn.
Near words are found by the groups of three letters that they share: by FTS5's trigram tokenizer on SQLite, by pg_trgm
on PostgreSQL. Words of two letters and those with digits are nobody's typing errors and are not kept.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from profiles.enums import Audience
from profiles.index_documents import INDEXED_AUDIENCES
from profiles.models import HeldWord
from profiles.spelling import distance, nearest

GAP_WORD = "qzgapqz"  # stands between texts in the index, and is nobody's word
LEAST = 3  # letters of a word that is kept
MOST_CANDIDATES = 120  # of which the nearest are chosen, for each word
FARTHEST = 2  # letters by which a word that may be meant is longer or shorter
FAR_COMMONER = 10  # times as many people use a word that may have been meant though somebody uses the other one
_END = "\U0010ffff"  # after every letter: a beginning is the range from itself to itself and this


def kept_words(words: Iterable[str]) -> set[str]:
    """Return those of an entry's folded words that are kept."""
    return {word for word in words if len(word) >= LEAST and word.isalpha()} - {GAP_WORD}


def count_words(entries: Iterable[Iterable[str]]) -> Counter[str]:
    """Return in how many entries each word stands that is kept."""
    return Counter(word for words in entries for word in kept_words(words))


def change_words(audience: str, gained: Mapping[str, int], lost: Mapping[str, int]) -> None:
    """Count words of entries written and taken out; words that no entry has any more are deleted.

    Call it in the transaction that writes the entries. The words are written in one order, so that two writers wait
    for each other and never for good.
    """
    changes = Counter(gained)
    changes.subtract(lost)
    rows = [(str(audience), word, number) for word, number in sorted(changes.items()) if number]
    if not rows:
        return
    table = HeldWord._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 (our own table, here and below)
        last = cursor.fetchone()[0]
        cursor.executemany(
            f"INSERT INTO {table} (audience, word, uses) VALUES (%s, %s, %s) "  # noqa: S608
            f"ON CONFLICT (audience, word) DO UPDATE SET uses = {table}.uses + excluded.uses",
            rows,
        )
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO profiles_word_trigrams (rowid, letters) "  # noqa: S608
                f"SELECT id, '  ' || word || ' ' FROM {table} WHERE id > %s",
                [last],
            )
            cursor.execute(
                "DELETE FROM profiles_word_trigrams WHERE rowid IN "  # noqa: S608
                f"(SELECT id FROM {table} WHERE audience = %s AND uses <= 0)",
                [str(audience)],
            )
        cursor.execute(f"DELETE FROM {table} WHERE audience = %s AND uses <= 0", [str(audience)])  # noqa: S608


def recount(words_of_entries: Mapping[str, Counter[str]]) -> int:
    """Let exactly these words be held, by audience; return how many differed."""
    wrong = 0
    for audience in INDEXED_AUDIENCES:
        held = Counter(dict(HeldWord.objects.filter(audience=audience).values_list("word", "uses")))
        wanted = words_of_entries[audience]
        change_words(audience, wanted - held, held - wanted)
        wrong += len((wanted - held) + (held - wanted))
    return wrong


def near_words_of(
    words: Mapping[str, Sequence[str]], audience: Audience, known: Collection[str] = ()
) -> dict[str, list[str]]:
    """Return for each of some folded words that nobody uses those that may be meant; one query at the most.

    A word that somebody uses, or that is the beginning of one, is left out, and so is one that is near to nothing, or
    of which somebody uses a word that says the same (`words`: those, by word). `known`: words that everybody knows,
    whether or not anybody of the audience uses them.
    """
    found = {}
    for word, held in _candidates(*_unused(words, audience), list(words), audience).items():
        others = dict.fromkeys((other for other in known if abs(len(other) - len(word)) <= FARTHEST), 1) | dict(held)
        found[word] = nearest(word, others.items())
    return {word: others for word, others in found.items() if others}


def commoner_words_of(words: Sequence[str], audience: Audience) -> dict[str, str]:
    """Return for some folded words the one at one error's distance that many times as many people use; one query."""
    found: dict[str, str] = {}
    all_of_them = " UNION ALL ".join(["SELECT CAST(%s AS TEXT)"] * len(words))
    for word, others in _candidates(all_of_them, words, words, audience).items():
        uses = dict(others)
        near = [other for other in uses if distance(word, other, 1) == 1 and not other.startswith(word)]
        best = max(near, key=lambda other: (uses[other], other), default="")
        if best and uses[best] >= FAR_COMMONER * max(1, uses.get(word, 0)):
            found[word] = best
    return found


def _unused(words: Mapping[str, Sequence[str]], audience: Audience) -> tuple[str, list[str]]:
    """Return the SQL, and its parameters, of those words that nobody uses.

    Nobody uses a word that is none, and no beginning of one, and that says the same as none.
    """
    held = f"SELECT 1 FROM {HeldWord._meta.db_table} WHERE audience = %s AND"  # noqa: S608
    parts: list[str] = []
    params: list[str] = []
    for word, also in words.items():
        same = f" AND NOT EXISTS ({held} word = %s)" * len(also)
        parts.append(f"SELECT CAST(%s AS TEXT) WHERE NOT EXISTS ({held} word >= %s AND word < %s){same}")
        params += [word, str(audience), word, word + _END]
        params += [param for one in also for param in (str(audience), one)]
    return " UNION ALL ".join(parts), params


def _candidates(
    asked_sql: str, asked_params: Sequence[str], words: Sequence[str], audience: Audience
) -> dict[str, list[tuple[str, int]]]:
    """Return words held that share letters with each of those words that are asked about, with how many use them.

    `asked_sql`: which of the words these are. The database tells it and looks for the others by the same statement.
    """
    if not words:
        return {}
    sql, letters = (_SQLITE, _asked) if connection.vendor == "sqlite" else (_POSTGRESQL, str)
    lengths = {word: (len(word) - FARTHEST, len(word) + FARTHEST) for word in words}
    params = [param for word in words for param in (word, word, letters(word), str(audience), *lengths[word])]
    parts = [f"SELECT * FROM ({sql}) near{number}" for number in range(len(words))]  # noqa: S608
    every = " UNION ALL ".join(["SELECT typed, NULL, NULL FROM asked", *parts])
    found: dict[str, list[tuple[str, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH asked (typed) AS ({asked_sql}) {every}", [*asked_params, *params])
        for typed, word, uses in cursor.fetchall():
            held = found.setdefault(typed, [])
            if word is not None:
                held.append((word, uses))
    return found


def _asked(word: str) -> str:
    """Return the groups of three letters of a word, any of which may stand in another, in the language of FTS5."""
    padded = f"  {word} "
    return " OR ".join(f'"{padded[start : start + 3]}"' for start in range(len(padded) - 2))


# `asked` is read first and the trigrams for its row, if there is one (CROSS JOIN keeps that order): a word that is not
# asked about costs next to nothing
_SQLITE = (
    "SELECT %s AS typed, held.word, held.uses FROM asked "  # noqa: S608
    f"CROSS JOIN profiles_word_trigrams near CROSS JOIN {HeldWord._meta.db_table} held ON held.id = near.rowid "
    "WHERE asked.typed = %s AND profiles_word_trigrams MATCH %s "
    "AND held.audience = %s AND length(held.word) BETWEEN %s AND %s "
    f"ORDER BY bm25(profiles_word_trigrams) LIMIT {MOST_CANDIDATES}"
)
# The words nearest by pg_trgm, in the order of its index: no threshold, which would miss short words with two swapped.
# Whether a word is asked about is looked up once, before: joined, it would take the order from the index
_POSTGRESQL = (
    "SELECT %s::text AS typed, word, uses FROM "  # noqa: S608
    f"(SELECT word, uses, audience, word <-> %s::text AS away FROM {HeldWord._meta.db_table}) near "
    "WHERE EXISTS (SELECT FROM asked WHERE typed = %s) AND audience = %s AND length(word) BETWEEN %s AND %s "
    f"ORDER BY away LIMIT {MOST_CANDIDATES}"
)
