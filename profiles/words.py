"""How words are compared: without case, accents or marks, the same in every engine.

Folding is done here and not by the database, so that SQLite and PostgreSQL give the same answers.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_WORD = 60  # characters; longer ones are nobody's word, and PostgreSQL refuses them beyond 2,046 bytes
MOST_TERMS = 12  # terms of a query that are looked for
# Letters that Unicode does not take apart into a plain letter and a mark
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')


def fold(text: str) -> str:
    """Return the text in plain lower-case letters: 'Zoë Łukasik' becomes 'zoe lukasik'."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; 'GC-MS' is two."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


@dataclass(frozen=True)
class Term:
    """What is looked for as one: words side by side; `part` says that the last may be the beginning of a word."""

    words: tuple[str, ...]
    part: bool

    def matches(self, text: str) -> bool:
        """Say whether the words stand side by side in the text."""
        there = words_of(text)
        wanted = self.words
        for start in range(len(there) - len(wanted) + 1):
            piece = there[start : start + len(wanted)]
            last = piece[-1].startswith(wanted[-1]) if self.part else piece[-1] == wanted[-1]
            if tuple(piece[:-1]) == wanted[:-1] and last:
                return True
        return False


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the terms of what somebody typed: words (may be beginnings) and "phrases in quotes" (are whole)."""
    terms = []
    for match in _TERM.finditer(text.replace("\x00", " ")[:1000]):
        quoted, plain = match.groups()
        words = tuple(words_of(plain if quoted is None else quoted))
        if words:
            terms.append(Term(words, part=quoted is None))
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]
