"""How words are compared: without case, accents or marks, the same in every engine.

Folding is done here and not by the database, so that SQLite and PostgreSQL give the same answers.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
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
# Little words of a question that say nothing of whom one looks for; kept inside quotes, and where nothing else is asked
_LITTLE = frozenset(
    {"a", "an", "and", "at", "by", "can", "for", "from", "how", "in", "is", "of", "on", "or", "the", "to", "who"}
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
class Term:
    """What is looked for as one: words side by side; `part` says that the last may be the beginning of a word.

    `also`: other phrases (of folded words, each whole) that say the same.
    """

    words: tuple[str, ...]
    part: bool
    also: tuple[tuple[str, ...], ...] = ()

    def matches(self, text: str) -> bool:
        """Say whether the words stand side by side in the text, or joined up."""
        joined = joined_words_of(text)
        return any(True for _ in self.places(words_of(text))) or any(self._fits([word]) for word in joined)

    def places(self, there: Sequence[str]) -> Iterator[range]:
        """Yield where in a row of folded words the term stands."""
        for start in range(len(there) - len(self.words) + 1):
            if self._fits(there[start : start + len(self.words)]):
                yield range(start, start + len(self.words))

    def _fits(self, piece: Sequence[str]) -> bool:
        *before, last = self.words
        fits = piece[-1].startswith(last) if self.part else piece[-1] == last
        return fits and list(piece[:-1]) == before


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the terms of what somebody typed: words (may be beginnings) and "phrases in quotes" (are whole)."""
    terms: list[Term] = []
    little: list[Term] = []
    for match in _TERM.finditer(text.replace("\x00", " ")[:1000]):
        quoted, plain = match.groups()
        words = tuple(words_of(plain if quoted is None else quoted))
        if words:
            is_little = quoted is None and len(words) == 1 and words[0] in _LITTLE
            (little if is_little else terms).append(Term(words, part=quoted is None))
    return tuple(dict.fromkeys(terms or little))[:MOST_TERMS]


def all_in(terms: Collection[Term], text: str) -> bool:
    """Say whether every term stands in the text, wherever, or joined up."""
    there, joined = words_of(text), joined_words_of(text)
    return all(
        any(True for _ in term.places(there)) or any(True for word in joined for _ in term.places([word]))
        for term in terms
    )


def _found_spans(text: str, terms: Collection[Term]) -> list[tuple[int, int]]:
    """Return where in a text (in NFC) the words stand that the terms find, in order."""
    pieces = [(word, match.span()) for match in _MARKED_WORD.finditer(text) for word in words_of(match.group())]
    words = [word for word, _ in pieces]
    found = {place for term in terms for places in term.places(words) for place in places}
    return list(dict.fromkeys(span for place, (_, span) in enumerate(pieces) if place in found))


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


def mark(text: str, terms: Collection[Term]) -> SafeString:
    """Return the text as HTML with <mark> around the words that the terms found in it."""
    text = unicodedata.normalize("NFC", text)
    spans = _found_spans(text, terms)
    if not spans:
        return format_html("{}", text)
    starts = [0, *(end for _, end in spans)]
    rows = [(text[start : span[0]], text[slice(*span)]) for start, span in zip(starts, spans, strict=False)]
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", rows), text[starts[-1] :])
