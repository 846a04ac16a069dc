"""Finding somebody's name in text, however it is written, and putting other words in its place.

Counts: the full name in any case, given and family name in either order, with initials or further names between them,
with or without accents, titles and letters behind the name, across inline tags; the family name alone where it is
written with a capital; and the given name alone where it is written with a capital and is no ordinary English word
('Will', 'Rose'), since a story that tells of Nasrin Farouk calls her Nasrin from then on. A possessive 's is no part
of the name. In addresses and file names case does not matter. What is found by mistake is a word too many taken out
of a text that an editor looks through anyway; a name left standing is not seen by anybody.
"""

import html
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

REMOVED = "[name removed]"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ADDRESSES = ("slug", "url_path")
LEAST_WORDS = 4  # a quote shorter than that stands in any text
_TITLES = _set("dr prof professor mr mrs ms miss mx sir dame lord lady revd rev")
_PARTICLES = _set("van von der den de del della di da dos du la le el al bin ibn bint ter ten st")
# Given names that are ordinary words too; alone they do not count
_ORDINARY = _set(
    "abby amber angel april art ash august autumn basil bill blake blue bob bonny brook bud carol cash charity chase "
    "christian clay cliff constance coral cosmo crystal dale daisy dawn dean dee destiny don drew duke earl ellery eve "
    "faith fern flora frank gale gene ginger glen grace grant guy harmony harper hazel heath heather holly hope hunter "
    "ivory iris ivy jack jade jasmine jay jean jewel jolly josh joy juniper june kit kitty lance laurel lily luna "
    "major mark marina mason max may melody mercy merit miles misty nick norm olive opal pat patience pearl penny "
    "peony poppy prudence queen ray red reed rich river rob robin rock rocky rod rose rosemary royal ruby rusty sage "
    "sandy scarlet sierra sky skip sonny star stone storm sue summer sunny tab terry tiger tom tony trinity tuck "
    "venus verity victor victory violet viola vic wade ward web will willow wren woody young"
)
_PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);|.", re.DOTALL)
_TAG = re.compile(r"(<[a-zA-Z][a-zA-Z0-9-]*)([^>]*)>")
_INLINE = _set("a abbr b bdi cite code em embed i mark q s small span strong sub sup u")
_LETTERS_KEPT = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"


@dataclass(frozen=True)
class _Folded:
    """Text as it is compared: lower case, no accents, no inline tags; and where each letter came from."""

    text: str
    spans: tuple[tuple[int, int], ...]
    capitals: tuple[bool, ...]


def _fold(text: str) -> _Folded:
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    capitals: list[bool] = []
    for piece in _PIECE.finditer(text):
        seen = piece.group()
        if piece.group(2):
            seen = "" if piece.group(2).lower() in _INLINE else "\n"
        elif len(seen) > 1:
            seen = html.unescape(seen)
        for letter in seen:
            for plain in _plain(letter):
                letters.append(plain)
                spans.append(piece.span())
                capitals.append(not letter.islower())
    return _Folded("".join(letters), tuple(spans), tuple(capitals))


def _plain(letter: str) -> str:
    """Return a letter in lower case without its accent; nothing for an accent or an invisible character."""
    lower = letter.lower()
    lower = _LETTERS_KEPT.get(lower, lower)
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(part for part in parts if not unicodedata.combining(part) and unicodedata.category(part) != "Cf")


def name_words(name: str) -> list[str]:
    """Return the words of a name without title, letters behind it, and what stands in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", name).split(",")[0]
    words = [word.strip(".") for word in bare.split() if word.strip(".")]
    while len(words) > 1 and words[0].lower() in _TITLES:
        words.pop(0)
    if not all(word.isupper() for word in words):
        while len(words) > 2 and _is_letters(words[-1]):
            words.pop()
    return words


def _is_letters(word: str) -> bool:
    """Say whether a word is letters behind a name (CSci, PhD, MBE) and not a name such as McDonald or Poe-Hart."""
    plain = re.sub(r"^(?:Mc|Mac|De|Di|La|Le|Van|O['’]|D['’])(?=[A-Z])", "", word)
    return "-" not in word and sum(letter.isupper() for letter in plain) > 1


def _word_pattern(word: str) -> str:
    """Return a pattern of one word of a name, whether or not its hyphens and apostrophes are written."""
    parts = re.split(r"['’‘`\-\s]+", _fold(word).text)
    return r"['’‘`\-\s_]?".join(re.escape(part) for part in parts if part)


@dataclass(frozen=True)
class Name:
    """Somebody's names, and what they said where that is to be found too."""

    names: tuple[str, ...]
    quote: str = ""

    @classmethod
    def of(cls, *names: str, quote: str = "") -> "Name":
        """Return it for some ways of writing one person's name; those that are empty are left out."""
        return cls(tuple(dict.fromkeys(name for name in names if name_words(name))), quote)

    @cached_property
    def _in_any_case(self) -> re.Pattern[str] | None:
        patterns = [pattern for name in self.names for pattern in _full_patterns(name_words(name))]
        said = [re.escape(word) for word in re.findall(r"[^\W_]+", _fold(self.quote).text)]
        if len(said) >= LEAST_WORDS:
            patterns.append(r"[\W_]+".join(said))
        return _either(patterns)

    @cached_property
    def _with_capital(self) -> re.Pattern[str] | None:
        return _either(_word_pattern(word) for name in self.names for word in _lone_words(name_words(name)))

    @cached_property
    def _family(self) -> re.Pattern[str] | None:
        return _either(_word_pattern(_family_of(name_words(name))) for name in self.names)

    def stands_in(self, text: str) -> bool:
        """Say whether it stands in a text or in HTML, what its tags say (an alternative text) included."""
        return self.removed_from(text) != text

    def stands_in_address(self, text: str) -> bool:
        """Say whether it stands in an address or the name of a file, where nothing has capitals."""
        folded = _fold(text).text
        return any(pattern and pattern.search(folded) for pattern in (self._in_any_case, self._family))

    def removed_from(self, text: str, instead: str = REMOVED) -> str:
        """Return the text or HTML with other words in its place, tags kept."""
        shown = self._removed(text, instead)
        return _TAG.sub(lambda tag: tag[1] + self._removed(tag[2], instead) + ">", shown)

    def _removed(self, text: str, instead: str) -> str:
        folded = _fold(text)
        for start, end in reversed(self._places(folded)):
            first = folded.spans[start]
            for left, right in sorted(set(folded.spans[start:end]), reverse=True):
                text = text[:left] + (instead if (left, right) == first else "") + text[right:]
        return text

    def _places(self, folded: _Folded) -> list[tuple[int, int]]:
        """Return where it stands, as places in the folded text, in order and none within another."""
        found = [match.span() for match in self._in_any_case.finditer(folded.text)] if self._in_any_case else []
        alone = self._with_capital.finditer(folded.text) if self._with_capital else ()
        for start, end in [match.span() for match in alone if folded.capitals[match.start()]]:
            if all(end <= left or start >= right for left, right in found):
                found.append((start, end))
        return sorted(found)


def _either(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of any of these as whole words, the longest first; None where there is none."""
    each = sorted({pattern for pattern in patterns if pattern}, key=len, reverse=True)
    return re.compile(f"{_START}(?:{'|'.join(each)}){_END}") if each else None


def _family_of(words: list[str]) -> str:
    """Return the family name: the last word, with what belongs before it (van der Berg)."""
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _full_patterns(words: list[str]) -> list[str]:
    """Return patterns of the names in either order, with the middle names, initials, or nothing between them."""
    if len(words) < 2:
        return []
    family_words = _family_of(words)
    middle = words[1 : len(words) - len(family_words.split())]
    given, family = _word_pattern(words[0]), _word_pattern(family_words)
    between = "|".join([*(_word_pattern(word) for word in middle if _word_pattern(word)), r"[^\W\d_]"])
    return [
        rf"{given}(?:[\s.\-_]+(?:{between})\.?)*[\s.\-_]+{family}",
        rf"{family}[,\s_\-]+{given}",
    ]


def _lone_words(words: list[str]) -> list[str]:
    """Return what counts by itself where it has a capital: the family name, and a given name that is no other word."""
    family = _family_of(words)
    given = words[0] if len(words) > 1 and len(words[0]) > 1 and words[0].lower() not in _ORDINARY else ""
    return [word for word in (family, given) if word]


def removed_everywhere(value: Any, name: Name, address: str, key: str = "") -> Any:
    """Return plain data (of a version, of a log entry) without the name: in all texts, JSON within texts too.

    `key`: under which it stands. Of an address the part with the name becomes `address`.
    """
    if isinstance(value, dict):
        return {below: removed_everywhere(each, name, address, below) for below, each in value.items()}
    if isinstance(value, list):
        return [removed_everywhere(each, name, address, key) for each in value]
    return _removed_from_string(value, name, address, key) if isinstance(value, str) else value


def _removed_from_string(value: str, name: Name, address: str, key: str) -> str:
    if key in ADDRESSES:
        parts = value.split("/")
        return "/".join(address if name.stands_in_address(part) else part for part in parts)
    if value[:1] not in ("[", "{"):
        return name.removed_from(value)
    try:
        inner = json.loads(value)
    except ValueError:  # words in brackets
        return name.removed_from(value)
    changed = removed_everywhere(inner, name, address)
    return json.dumps(changed) if changed != inner else value
