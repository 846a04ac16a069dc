"""The numbers and bullets that Word sets before paragraphs: they stand in no text and are counted here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class _Kind:
    """What one w:num makes: the definition whose counters it shares, and where it begins anew."""

    definition: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the list paragraphs of a document, which must be asked for in their order."""

    def __init__(self, document: Any) -> None:
        self.kinds = _kinds(document)
        self.styles = _styles(document)
        self.counters: dict[str, list[int]] = {}
        self.begun: set[str] = set()

    def marker(self, paragraph: Any) -> tuple[str, int]:
        """Return a paragraph's number as it is shown ('a)', '2.1', '•'), and its level; empty without one."""
        number, level = self._of(paragraph)
        kind = self.kinds.get(number)
        if kind is None or number == "0":
            return "", 0
        definition = kind.levels.get(level, _Level())
        counts = self.counters.setdefault(kind.definition, [0] * _LEVELS)
        if number not in self.begun:
            self.begun.add(number)
            for at, start in kind.restarts.items():
                counts[at] = start - 1
        counts[level] = counts[level] + 1 if counts[level] else definition.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if definition.form == "bullet":
            return "•", level
        if definition.form == "none":
            return "", level
        shown = definition.text
        for at in range(level + 1):
            form = kind.levels.get(at, _Level()).form
            shown = shown.replace(f"%{at + 1}", _written(counts[at] or 1, form))
        return shown.strip(), level

    def _of(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = properties.find(qn("w:pStyle"))
        number, level = self.styles.get(style.get(qn("w:val")) if style is not None else "", ("", 0))
        own = properties.find(qn("w:numPr"))
        if own is not None:
            number = _value(own, "w:numId") or number
            level = int(_value(own, "w:ilvl") or level)
        return number, min(max(level, 0), _LEVELS - 1)


def _value(parent: Any, name: str) -> str:
    found = parent.find(qn(name))
    return str(found.get(qn("w:val")) or "") if found is not None else ""


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() else otherwise


def _kinds(document: Any) -> dict[str, _Kind]:
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # the document has no lists
        return {}
    definitions = {
        each.get(qn("w:abstractNumId")): _levels(each.findall(qn("w:lvl")))
        for each in root.findall(qn("w:abstractNum"))
    }
    kinds: dict[str, _Kind] = {}
    for each in root.findall(qn("w:num")):
        definition = _value(each, "w:abstractNumId")
        kind = _Kind(definition, dict(definitions.get(definition, {})))
        for override in each.findall(qn("w:lvlOverride")):
            at = _whole(override.get(qn("w:ilvl")) or "", 0)
            kind.levels.update(_levels(override.findall(qn("w:lvl"))))
            if start := _value(override, "w:startOverride"):
                kind.restarts[at] = _whole(start, 1)
        kinds[each.get(qn("w:numId"))] = kind
    return kinds


def _levels(elements: Iterable[Any]) -> dict[int, _Level]:
    return {
        _whole(each.get(qn("w:ilvl")) or "", 0): _Level(
            _value(each, "w:numFmt") or "decimal", _value(each, "w:lvlText"), _whole(_value(each, "w:start"), 1)
        )
        for each in elements
    }


def _styles(document: Any) -> dict[str, tuple[str, int]]:
    """Return the list that each style sets its paragraphs in, its own or that of the style it is based on."""
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in document.styles.element.findall(qn("w:style")):
        name = style.get(qn("w:styleId")) or ""
        based[name] = _value(style, "w:basedOn")
        numbers = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbers is not None:
            found[name] = (_value(numbers, "w:numId"), _whole(_value(numbers, "w:ilvl"), 0))
    for name in based:
        above, steps = name, 0
        while above not in found and above in based and steps < 20:
            above, steps = based[above], steps + 1
        if above in found:
            found.setdefault(name, found[above])
    return found


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        shown += letters * times
    return shown
