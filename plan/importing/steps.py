"""The steps inside a cell: lettered, numbered, bulleted, or a paragraph each."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .tables import Paragraph

_BULLETS = "•●▪■◦‣➢➤○·∙"
_LINE_BULLET = re.compile(rf"^\s*(?:[{_BULLETS}✓*>]\s*|[-–—o]\s+)(?=\S)")
_INLINE_BULLET = re.compile(r"(?:^|(?<=\s))[•●▪■◦‣➢➤∙]\s*(?=\S)", re.MULTILINE)
_DOTTED = re.compile(r"^[ \t]*([A-Z]{0,2}\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.):]?[ \t]+(?=\D)", re.MULTILINE)
# 'Step 1: ...', 'Phase 2 – ...', 'Year 3: ...'; the word is kept, since no bare number says as much
_WORDED = re.compile(
    r"(?:^|(?<=[.;:,?!]\s)|(?<=\n))[ \t]*((?:step|phase|stage|part|year|yr|y)\s?\d{1,2})\s*(?:[:–—.)]|\s-\s)\s*(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
# '1. Ask 2. Tell', where the lines were lost; but in ‘1. Paint level 2. Then dry it’ the 2 belongs to the level
_NUMBERED = (
    "level",
    "grade",
    "floor",
    "phase",
    "stage",
    "theme",
    "tier",
    "room",
    "year",
    "step",
    "part",
    "band",
    "term",
)
_LOST_LINE = r"(?<=[\w)]\s)" + "".join(rf"(?<!(?i:{word})\s)" for word in _NUMBERED) + r"{}\.\s+(?=[A-Z])"
_MOST = 26


@dataclass(frozen=True, slots=True)
class RawStep:
    """A step as it stands in a cell; `line` is the line of the cell on which it begins, from 0."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Split:
    """A cell taken apart: what stands before the first step, the steps, and how many lines the cell has."""

    intro: str
    steps: tuple[RawStep, ...]
    lines: int


def split_steps(paragraphs: Sequence[Paragraph], *, each_line: bool) -> Split:
    """Return the steps of a cell.

    Word's own lists come first, then lists typed into the text. Where there is neither, `each_line` says whether
    each paragraph is a step (in a column of steps) or all of it is one text.
    """
    if any(paragraph.marker for paragraph in paragraphs):
        return _from_markers(paragraphs)
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    lines = text.count("\n") + 1
    found = _typed(text)
    if found:
        intro = _tidy(text[: found[0][0]])
        ends = [start for start, _, _ in found[1:]] + [len(text)]
        steps = (
            RawStep(label, _tidy(text[begin:end]).rstrip(" ;"), text.count("\n", 0, start))
            for (start, begin, label), end in zip(found, ends, strict=True)
        )
        return Split(intro, tuple(step for step in steps if step.text), lines)
    if not each_line:
        return Split(text, (), lines)
    return Split("", tuple(RawStep("", each, at) for at, each in _sentences(text.split("\n"))), lines)


def bare_label(marker: str) -> str:
    """Return a marker without its brackets and stops: 'a)' and '(a)' are a; a bullet has none."""
    return "" if marker and marker[0] in _BULLETS else marker.strip(" ().:")


def joined_lines(lines: Sequence[str]) -> list[str]:
    """Return lines with those that go on in small letters joined to the one before."""
    return [text for _, text in _sentences(lines)]


def _from_markers(paragraphs: Sequence[Paragraph]) -> Split:
    """Read Word's lists; a deeper level belongs to the step above it, and so does a paragraph without a number."""
    intro: list[str] = []
    steps: list[RawStep] = []
    level = min(paragraph.level for paragraph in paragraphs if paragraph.marker)
    for line, paragraph in enumerate(paragraphs):
        if paragraph.marker and paragraph.level == level:
            steps.append(RawStep(bare_label(paragraph.marker), paragraph.text, line))
        elif steps:
            last = steps[-1]
            steps[-1] = RawStep(last.label, f"{last.text}\n{paragraph.shown}", last.line)
        else:
            intro.append(paragraph.shown)
    return Split("\n".join(intro), tuple(step for step in steps if step.text), len(paragraphs))


Found = list[tuple[int, int, str]]  # where the label begins, where the text after it does, the bare label


def _typed(text: str) -> Found:
    """Return the list that begins first in a text, of those that can be one."""
    found = [
        each
        for each in (_bulleted(text), _dotted(text), _worded(text), *(_series(text, labels) for labels in _SERIES))
        if _is_list(text, each)
    ]
    return min(found, key=lambda each: (each[0][0], -len(each)), default=[])


def _is_list(text: str, found: Found) -> bool:
    """Say whether labels make a list: two of them, or one that all begins with (or a bullet anywhere)."""
    if not found:
        return False
    return len(found) > 1 or not text[: found[0][0]].strip() or not found[0][2]


def _bulleted(text: str) -> Found:
    found: Found = []
    at = 0
    for line in text.split("\n"):
        if match := _LINE_BULLET.match(line):
            found.append((at, at + match.end(), ""))
        at += len(line) + 1
    inline = [(match.start(), match.end(), "") for match in _INLINE_BULLET.finditer(text)]
    return inline if len(inline) >= len(found) else found


def _dotted(text: str) -> Found:
    """Return labels such as 1.1 and 1.2 at the beginning of lines."""
    return [(match.start(), match.end(), match[1]) for match in _DOTTED.finditer(text)]


def _letters(number: int) -> str:
    return chr(96 + number)


def _roman(number: int) -> str:
    return ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")[number - 1] if number < 13 else ""


def _worded(text: str) -> Found:
    """Return labels such as ‘Phase 1’, of which there must be two."""
    found = [(match.start(), match.end(), match[1]) for match in _WORDED.finditer(text)]
    return found if len(found) > 1 else []


_SERIES: tuple[Callable[[int], str], ...] = (_letters, lambda n: _letters(n).upper(), str, _roman)


def _series(text: str, label_of: Callable[[int], str]) -> Found:
    """Return the labels of a series in their order: a) b) c), (i) (ii), 1. 2. 3."""
    found: Found = []
    at = 0
    for number in range(1, _MOST + 1):
        label = label_of(number)
        match = _label(label, is_first=number == 1).search(text, at) if label else None
        if match is None and number > 1 and label.isdigit():
            match = re.compile(_LOST_LINE.format(label)).search(text, at)
        if match is None:
            break
        found.append((match.start(), match.end(), label))
        at = match.end()
    return found


def _label(label: str, *, is_first: bool) -> re.Pattern[str]:
    """Return the pattern of a label: in brackets anywhere after a break, with a stop at a line's or sentence's start.

    A first label stands at the beginning of the text, of a line or of a sentence; a later one may even stick to the
    word before it, as in text that lost its line breaks ('where appropriateb) Line managers').
    """
    breaks = r"(?:^|(?<=[.;:,?!]\s)|(?<=\n))" if is_first else r"(?:^|(?<=[\s.;:,?!)]))"
    stop = r"(?:^|(?<=[.;:?!]\s))"
    escaped = re.escape(label)
    ways = [
        rf"{breaks}[ \t]*\(?{escaped}\)[.:]?\s*(?=\S)",
        rf"{stop}[ \t]*{escaped}[.:](?!\d)\s+(?=\S)",
    ]
    if not is_first and label.isalpha():
        ways.append(rf"(?<=[a-z.;,]){escaped}\)\s+(?=[A-Z])")
    return re.compile("|".join(ways), re.MULTILINE)


def _sentences(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield lines, each with its place; one that goes on in small letters belongs to the one before."""
    at, text = 0, ""
    for place, line in enumerate(lines):
        if text and line[:1].islower():
            text = f"{text} {line}"
            continue
        if text:
            yield at, text
        at, text = place, line
    if text:
        yield at, text


def _tidy(text: str) -> str:
    return "\n".join(joined_lines([line.strip() for line in text.strip().split("\n") if line.strip()]))
