"""How words are compared: without case, accents or marks, the same in every engine.

Folding is done here and not by the database, so that SQLite and PostgreSQL give the same answers.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LONGEST_WORD = 60  # characters; longer ones are nobody's word, and PostgreSQL refuses them beyond 2,046 bytes
MOST_TERMS = 12  # terms of a query that are looked for
# Letters that Unicode does not take apart into a plain letter and a mark
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_MARKED_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_JOINED = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)+")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
# Little words, and words with which people ask: they say nothing of whom one looks for. Kept inside quotes, in names
# that are known, and where nothing else is asked
_LITTLE = frozenset(
    """
    a about am an and any anybody anyone are as ask at be by campus can could department do does expert experts find
    for from get give has have help helps how i if in into is it know knowing knows like look looking looks me my
    need needs of on one operate operates or our out people person please run running runs show somebody someone
    staff teach technician technicians that the their them there this to train uni university us use used uses using
    want wants we what where which who whom whose will with work working works would you your
    """.split()  # noqa: SIM905 (a hundred quoted words are harder to read)
)


def fold(text: str) -> str:
    """Return the text in plain lower-case letters: 'Zoë Łukasik' becomes 'zoe lukasik'."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; 'GC-MS' is two."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def joined_words_of(text: str) -> list[str]:
    """Return what people also type as one word: 'oneill' for 'O’Neill', 'gcms' for 'GC-MS'."""
    return [("".join(_WORD.findall(match)))[:LONGEST_WORD] for match in _JOINED.findall(fold(text))]


@dataclass(frozen=True)
class Typed:
    """What somebody typed between two spaces, or in quotes, as folded words."""

    words: tuple[str, ...]
    quoted: bool

    @property
    def is_little(self) -> bool:
        """Say whether it falls away where other words are left."""
        return not self.quoted and len(self.words) == 1 and self.words[0] in _LITTLE


def typed_in(text: str) -> list[Typed]:
    """Return what somebody typed, piece by piece; what has no letter or digit is left out."""
    pieces: list[Typed] = []
    for match in _TERM.finditer(text.replace("\x00", " ")[:1000]):
        quoted, plain = match.groups()
        words = tuple(words_of(plain if quoted is None else quoted))
        if words:
            pieces.append(Typed(words, quoted is not None))
    return pieces


@dataclass(frozen=True)
class Term:
    """What is looked for as one: words side by side; `part` says that the last may be the beginning of a word.

    `also`: other phrases (of folded words, each whole) that say the same.
    """

    words: tuple[str, ...]
    part: bool
    also: tuple[tuple[str, ...], ...] = ()

    def matches(self, text: str) -> bool:
        """Say whether the words stand side by side in the text, or joined up."""
        return all_in([self], text)

    def places(self, there: Sequence[str]) -> Iterator[range]:
        """Yield where in a row of folded words the term stands, by its own words and then by what says the same."""
        for words, part in ((self.words, self.part), *((other, False) for other in self.also)):
            for start in range(len(there) - len(words) + 1):
                if _fits(words, part, there[start : start + len(words)]):
                    yield range(start, start + len(words))


def _fits(words: Sequence[str], part: bool, piece: Sequence[str]) -> bool:
    *before, last = words
    fits = piece[-1].startswith(last) if part else piece[-1] == last
    return fits and list(piece[:-1]) == before


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the terms of what somebody typed: words (may be beginnings) and "phrases in quotes" (are whole)."""
    pieces = typed_in(text)
    asked = [piece for piece in pieces if not piece.is_little] or pieces
    return tuple(dict.fromkeys(Term(piece.words, part=not piece.quoted) for piece in asked))[:MOST_TERMS]


def all_in(terms: Collection[Term], text: str) -> bool:
    """Say whether every term stands in the text, wherever, or joined up."""
    there, joined = words_of(text), joined_words_of(text)
    return all(
        any(True for _ in term.places(there)) or any(True for word in joined for _ in term.places([word]))
        for term in terms
    )


def _found_spans(text: str, terms: Collection[Term]) -> list[tuple[int, int]]:
    """Return where in a text (in NFC) that stands which the terms find, in order; a phrase is one piece."""
    pieces = [(word, match.span()) for match in _MARKED_WORD.finditer(text) for word in words_of(match.group())]
    words = [word for word, _ in pieces]
    places = {(place[0], place[-1]) for term in terms for place in term.places(words)}
    spans: list[tuple[int, int]] = []
    for start, end in sorted((pieces[first][1][0], pieces[last][1][1]) for first, last in places):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def excerpt(text: str, terms: Collection[Term], length: int = 180) -> str:
    """Return about so many characters of a text, around the first word that the terms find in it, cut at spaces."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if len(text) <= length:
        return text
    spans = _found_spans(text, terms)
    start = max(0, min(spans[0][0] - length // 3 if spans else 0, len(text) - length))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.rfind(" ", start + 1, start + length + 1)
    end = len(text) if start + length >= len(text) else max(end, start + 1)
    piece = text[start : end if end > start + 1 else start + length]
    return f"{'… ' if start else ''}{piece}{' …' if end < len(text) else ''}"


def best_excerpt(parts: Iterable[str], terms: Collection[Term]) -> str:
    """Return an excerpt of the part in which most of the terms are; empty where none is in any."""
    best = max(parts, key=lambda part: sum(term.matches(part) for term in terms), default="")
    return excerpt(best, terms) if any(term.matches(best) for term in terms) else ""


def mark(text: str, terms: Collection[Term]) -> SafeString:
    """Return the text as HTML with <mark> around the words that the terms found in it."""
    text = unicodedata.normalize("NFC", text)
    spans = _found_spans(text, terms)
    if not spans:
        return format_html("{}", text)
    starts = [0, *(end for _, end in spans)]
    rows = [(text[start : span[0]], text[slice(*span)]) for start, span in zip(starts, spans, strict=False)]
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", rows), text[starts[-1] :])
