"""The themes of the Technician Commitment in the words, letters and marks of plans."""

import re
from collections.abc import Iterable

from plan.enums import ThemeSlug

from .tables import Cell

V, R, C, S, E = ThemeSlug

# Stems rather than words: 'Visible', 'Recognising', 'Careers', 'Sustainable' head sections too.
_STEMS: tuple[tuple[ThemeSlug, str], ...] = (
    (V, r"visibility|visible|visib\."),
    (R, r"recognition|recogni[sz]ing|recogni[sz]e|recog\."),
    (C, r"careers?(?:\s*(?:&|and|/)?\s*(?:development|progression|pathways?|dev\.?|growth))*|cpd"),
    (S, r"sustainability|sustainable|sustaining|sustain\."),
    (E, r"evaluat(?:ing|ion|e)(?:\s*(?:of|&|and|the)?\s*impact)?|impact(?:\s+evaluation)?"),
)
_NAMES = [(theme, re.compile(rf"\b(?:{stem})(?=\W|$)", re.IGNORECASE)) for theme, stem in _STEMS]
_HEADING = [
    (theme, re.compile(rf"^(?:[\W\d_]*|[\W\d_]*(?:theme|pillar|strand|section|area|objective|part|key\s+area|priority)"
                       rf"\s*(?:\d+|[a-e]|one|two|three|four|five)?\W*)(?:[a-z]\W+)?(?:{stem})(?P<rest>.*)$",
                       re.IGNORECASE | re.DOTALL))
    for theme, stem in _STEMS
]  # fmt: skip
_LETTERS = {
    "v": V, "vis": V, "r": R, "rec": R, "recog": R, "c": C, "cd": C, "car": C, "career": C, "s": S, "sus": S,
    "sust": S, "e": E, "ei": E, "eval": E, "i": E, "imp": E,
}  # fmt: skip
_ALL = re.compile(r"^(?:all|all (?:four|five|4|5|themes|areas|pillars|strands).*|everything)$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s,;/&+|.]+|\band\b")
_PARTS = re.compile(r"[,;/&+|\n]+")
_CODE_LETTERS = re.compile(r"^(?:[A-Za-z]{1,6}[\s.\-/]+)*(?P<letters>[A-Za-z]{1,6})[\s.\-/]*\d")  # V1, CD 2, TC-VIS-01
# The word that must stand after names in running text, so that 'career development' alone means nothing there.
_KIND = r"(?:requirement|element|theme|pillar|strand|area|aspect|principle|dimension|commitment area)s?\b"
_PROSE = re.compile(rf"[^.;\n]*?\b{_KIND}", re.IGNORECASE)
# What is often written behind a theme in the heading of its actions, and adds nothing to it
_SAYS_NOTHING = re.compile(r"(?:(?:the|our|key)\s+)?(?:actions?|action plan|objectives?|plan|theme)", re.IGNORECASE)
_NOT_MARKED = {"", "n", "no", "-", "–", "—", "✗", "x̶", "☐", "□", "0", "false", "n/a", "na", "none", ".", "no."}


def named_themes(text: str) -> list[ThemeSlug]:
    """Return the themes whose names stand in a text, in the order of their first mention."""
    found = [(match.start(), theme) for theme, name in _NAMES if (match := name.search(text))]
    return [theme for _, theme in sorted(found, key=lambda pair: pair[0])]


def themes_of_cell(text: str) -> tuple[list[ThemeSlug], bool]:
    """Return the themes that a cell of a theme column names, in words or letters, and whether that was all it says."""
    text = text.strip()
    if _ALL.match(text):
        return list(ThemeSlug), True
    tokens = [token for token in _SEPARATORS.split(text.casefold()) if token]
    lettered = [_LETTERS[token] for token in tokens if token in _LETTERS]
    if tokens and len(lettered) == len(tokens):
        return list(dict.fromkeys(lettered)), True
    if re.fullmatch(r"[VRCSE]{2,5}", text):
        return [_LETTERS[letter.lower()] for letter in text], True
    found: list[ThemeSlug] = []
    rest = ""
    for part in _PARTS.split(text):
        if lettered_theme := _LETTERS.get(part.strip(" .()").casefold()):
            found.append(lettered_theme)
            continue
        found += named_themes(part)
        for _, name in _NAMES:
            part = name.sub(" ", part)  # noqa: PLW2901 (what is left of it)
        rest += part
    return list(dict.fromkeys(found)), bool(found) and not re.sub(r"\band\b|\W|\d", "", rest)


def heading_theme(text: str) -> tuple[ThemeSlug, str] | None:
    """Return the theme that a heading names, and what it says besides ('VISIBILITY: Ensure that ...').

    None for a sentence that only begins with such a word.
    """
    line = " ".join(text.split())
    for theme, pattern in _HEADING:
        if found := pattern.match(line):
            rest = found["rest"].strip()
            told = re.match(r"^[:–—\-(.,]", rest)
            if not rest or told or (len(rest.split()) <= 3 and len(named_themes(line)) == 1):
                rest = rest.strip(" :–—-.()")
                return theme, "" if _SAYS_NOTHING.fullmatch(rest) else rest
    return None


def prose_themes(text: str) -> list[ThemeSlug]:
    """Return the themes that running text says it belongs to: 'a contribution to the visibility requirement'."""
    return list(dict.fromkeys(theme for part in _PROSE.findall(text) for theme in named_themes(part)))


def is_marked(cell: Cell) -> bool:
    """Say whether a mark stands in a cell of a theme's column: any does but those that say no."""
    return cell.line.casefold() not in _NOT_MARKED


def code_themes(codes: Iterable[str]) -> dict[str, ThemeSlug]:
    """Return the theme of each code such as V1 or CD2; empty unless at least two themes are told apart by letters."""
    letters = {code: found["letters"].lower() for code in codes if (found := _CODE_LETTERS.match(code))}
    known = {code: _LETTERS[each] for code, each in letters.items() if each in _LETTERS}
    if len(known) < len(letters) or len(set(known.values())) < 2:
        return {}
    return known
