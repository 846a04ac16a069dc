"""Names taken out of what people wrote, for rounds in which judges are not to see them.

A name is found however it is written: in capitals or not, with or without its accents, with any kind of apostrophe or
hyphen or none, whole or in parts (the given, the family, the preferred name; each half of a double name). What is a
name and a word of the language too goes with it ('Mark', 'May'): better a word too few than a name too many. Initials
alone, nicknames that nobody told us and what people do are not found; a round's organiser reads before judges do.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Between the parts of a name: spaces, hyphens and dashes, apostrophes, full stops of initials; or nothing
_BETWEEN = r"[\s\u00ad\u2010-\u2015\-'’‘ʼ`´.]*"
# Apostrophes hold the parts of one word together, as in O'Brien; hyphens and spaces stand between words
_WORDS = re.compile(r"[\s\u00ad\u2010-\u2015\-.,()]+")
_SPLIT = re.compile(r"[\s\u00ad\u2010-\u2015\-'’‘ʼ`´.,()]+")
_MARKS = "[\u0300-\u036f]*"
# Said with a name and part of none
_TITLES = frozenset(
    ["dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "the", "of", "and", "team", "group"]
)
_SHORTEST = 2


def words_of(name: str) -> list[str]:
    """Return the parts of a name that stand for it alone; titles and single letters do not."""
    words = [word for split in (_WORDS, _SPLIT) for word in split.split(name) if word]
    return list(dict.fromkeys(word for word in words if len(word) >= _SHORTEST and word.casefold() not in _TITLES))


def _letters(word: str) -> str:
    """Return a pattern of a word that takes it with its accents and without."""
    bare = [letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)]
    return _MARKS.join(re.escape(letter) for letter in bare) + _MARKS


def _joined(name: str) -> str:
    """Return a pattern of a name that takes its parts with anything between them that stands between parts."""
    return _BETWEEN.join(_letters(part) for part in _SPLIT.split(name) if part)


def _pattern_of(name: str, *, whole_only: bool) -> list[str]:
    parts = [part for part in _SPLIT.split(name) if part]
    found = [_joined(name)] if len(parts) > 1 or whole_only else []
    return found if whole_only else [*found, *(_joined(word) for word in words_of(name))]


@lru_cache(maxsize=256)
def _compiled(names: frozenset[str], whole: frozenset[str]) -> re.Pattern[str] | None:
    patterns = {
        *(pattern for name in names for pattern in _pattern_of(name, whole_only=False)),
        *(pattern for name in whole for pattern in _pattern_of(name, whole_only=True)),
    }
    patterns.discard("")
    if not patterns:
        return None
    longest_first = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    # Not within a longer word; a digit or an underscore beside it makes no other word
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(longest_first)})(?![^\W\d_])", re.IGNORECASE)


class Mask:
    """Takes the names of some people out of texts, and says of whom one was there.

    `hidden`: by what is put in the place of a name ('[nominee]'), the names that it stands for; `whole` are names that
    go as a whole and not by their words (of a team, an address).
    """

    def __init__(self, hidden: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        self._patterns = [
            (token, pattern)
            for token, names, whole in hidden
            if (pattern := _compiled(_cleaned(names), _cleaned(whole))) is not None
        ]

    def __call__(self, text: str) -> str:
        """Return a text without these names."""
        if not self._patterns or not text:
            return text
        spread = unicodedata.normalize("NFD", text)
        for token, pattern in self._patterns:
            spread = pattern.sub(token, spread)
        return unicodedata.normalize("NFC", spread)


def _cleaned(names: Iterable[str]) -> frozenset[str]:
    return frozenset(stripped for name in names if (stripped := name.strip()))
