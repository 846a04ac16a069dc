"""How an action is going: in words, percentages, and the colours of a traffic light by the plan's own legend."""

import colorsys
import re
from collections.abc import Iterable, Mapping

from plan.enums import ActionStatus

S = ActionStatus
Legend = Mapping[str, ActionStatus]  # by the name of the colour: 'amber'

_WORDS: tuple[tuple[ActionStatus, str], ...] = (
    (S.NOT_STARTED, r"not (?:yet )?(?:started|begun|commenced|due)|yet to (?:start|begin|commence|be started)|"
                    r"(?:progress |work )?to (?:start|begin|commence)|no progress|not progressed|to do|planned|"
                    r"future|outstanding|to be (?:started|commenced|done)|unstarted|scheduled|pending"),
    (S.STOPPED, r"stopped|cancel+ed|withdrawn|abandoned|closed without.*|no longer.*|discontinued|removed|"
                r"superseded|not (?:being )?(?:pursued|taken forward|progressing)|on hold|paused|suspended"),
    (S.DELAYED, r"delay(?:ed|s)?|behind(?: schedule| target)?|overdue|slipp(?:ed|ing)|late|off[- ]track|"
                r"not (?:on track|met|achieved)|missed|major (?:issues?|delays?|problems?|concerns?)|"
                r"significant (?:issues?|delays?|problems?|risks?)"),
    (S.AT_RISK, r"at risk|some (?:risks?|concerns?|issues?|delays?)|minor (?:issues?|delays?|concerns?)|"
                r"risk of .*|concerns?|needs attention|attention needed|may (?:slip|be delayed)"),
    (S.DONE, r"complete(?:d)?|done|achieved|finished|delivered|closed|implemented|met|fully (?:complete|achieved|"
             r"implemented)|completed and .*|embedded"),
    (S.ON_TRACK, r"on[- ](?:track|target|schedule|course|going)|in[- ]progress|under ?way|started|begun|commenced|"
                 r"progressing(?: well)?|some progress(?: made)?|good progress|active|ongoing|on-going|"
                 r"partial(?:ly)?(?: complete| achieved| met)?|progress made|work(?:ing)? (?:has )?(?:started|begun)|"
                 r"in hand|progress(?: being)? made|current"),
)  # fmt: skip
_KNOWN = [(state, re.compile(rf"(?:{words})", re.IGNORECASE)) for state, words in _WORDS]
_COLOURS = {"red": "red", "r": "red", "amber": "amber", "a": "amber", "orange": "amber", "yellow": "amber",
            "y": "amber", "green": "green", "g": "green", "blue": "blue", "b": "blue", "grey": "grey", "gray": "grey",
            "purple": "purple", "white": "white", "black": "black", "🔴": "red", "🟠": "amber", "🟡": "amber",
            "🟢": "green", "🔵": "blue"}  # fmt: skip
_COLOUR_WORDS = "red|amber|orange|yellow|green|blue|gr[ae]y|purple|white|black"
_LEGEND = re.compile(
    rf"\b(?P<colour>{_COLOUR_WORDS}|[RAGB](?=\s*[:=–—-]))\b\)?\s*(?:[:=–—-]+|\bis\b|\bmeans\b|\()\s*"
    rf"(?P<meaning>.+?)(?=[;,.|)/]?\s*\b(?:{_COLOUR_WORDS}|[RAGB](?=\s*[:=–—-]))\b\s*(?:[:=–—-]|\bis\b|\bmeans\b|\()|$)",
    re.IGNORECASE | re.DOTALL,
)
_LEADING_COLOUR = re.compile(rf"^(?:{_COLOUR_WORDS})\s*[-:–—(]+\s*", re.IGNORECASE)
# What to offer when a plan does not say what its colours mean.
OFFERED: dict[str, ActionStatus] = {"red": S.DELAYED, "amber": S.AT_RISK, "green": S.ON_TRACK, "blue": S.DONE,
                                    "grey": S.NOT_STARTED, "white": S.NOT_STARTED, "purple": S.STOPPED}  # fmt: skip


def status_of(text: str) -> ActionStatus | None:
    """Return the status that words or a percentage say; None where they say none, as the name of a colour does."""
    text = " ".join(text.split()).strip(" .:;()")
    if percent := re.fullmatch(r"(\d{1,3})\s*%(?: (?:complete|done|completed))?", text):
        number = int(percent[1])
        return S.DONE if number >= 100 else S.ON_TRACK if number else S.NOT_STARTED
    for state in S:
        if text.casefold().replace("-", " ") in {state.value.replace("-", " "), state.label.casefold()}:
            return state
    for state, pattern in _KNOWN:
        if pattern.fullmatch(text):
            return state
    return None


def status_within(text: str) -> ActionStatus | None:
    """Return the status that a longer text begins with ('Complete – report published'), or else mentions."""
    text = _LEADING_COLOUR.sub("", text.strip())
    if state := status_of(text):
        return state
    first = re.split(r"[.;:,(\n–—]| - ", text, maxsplit=1)[0]
    state = status_of(first)
    if state == S.DONE and re.search(r"\b(?:superseded|withdrawn|cancel+ed|no longer)\b", text, re.IGNORECASE):
        return S.STOPPED
    return state


def meaning_of(text: str) -> ActionStatus | None:
    """Return the status that a legend's words mean, wherever in them they stand."""
    if state := status_within(text):
        return state
    return next((state for state, pattern in _KNOWN if re.search(rf"\b{pattern.pattern}\b", text, re.IGNORECASE)), None)


def colour_of_word(text: str) -> str:
    """Return the name of the colour that a cell says in a word or a letter; empty for anything else."""
    bare = text.strip(" .:()[]").casefold()
    bare = re.sub(r"\s+rag$|^rag\s*:?\s*", "", bare)
    bare = re.sub(rf"^({_COLOUR_WORDS})\s*[-:–—(].*$", r"\1", bare, flags=re.DOTALL)
    return _COLOURS.get(bare, "")


def colour_of_fill(fill: str) -> str:
    """Return the name of a cell's colour (six hexadecimal digits) if a traffic light may have it; else empty."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.25 or light > 0.93 or light < 0.12:
        return ""
    degrees = hue * 360
    for until, name in ((18, "red"), (66, "amber"), (170, "green"), (255, "blue"), (320, "purple"), (361, "red")):
        if degrees < until:
            return name
    return ""


def legend_in(text: str) -> dict[str, ActionStatus]:
    """Return what the colours mean by a text such as ‘Amber: some progress made; red = progress to commence’."""
    found: dict[str, ActionStatus] = {}
    for match in _LEGEND.finditer(text):
        colour, state = _COLOURS.get(match["colour"].casefold(), ""), meaning_of(match["meaning"].strip(" .;,|)"))
        if colour and state:
            found[colour] = state
    return found


def wears_colours(texts: Iterable[str]) -> bool:
    """Say whether these texts are all names or letters of colours."""
    return all(colour_of_word(text) for text in texts)
