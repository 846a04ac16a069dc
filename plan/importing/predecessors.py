"""Which action of an older plan a note names: ‘Was Action V5 from 2018/20 plan’."""

import re

from .result import Continues

_CODE = r"(?P<code>[A-Z]{1,3}[.\- ]?\d{1,2}(?:\.\d{1,2})*[a-z]?|\d{1,2}(?:\.\d{1,2})*[a-z]?)"
_KIND = r"(?:action|item|objective|aim|point|number|no\.?|ref(?:erence)?\.?|code|#)"
_VERB = (
    r"(?:was|were|previous(?:ly)?|former(?:ly)?|carried (?:over|forward|on)(?: from)?|continu(?:ed|es|ing|ation)"
    r"(?: (?:from|of))?|replaces|supersedes|follows(?: on)?(?: from)?|old|from|builds on|extends|extension of)"
)
_YEARS = r"(?P<plan>(?:19|20)\d\d(?:\s?(?:[/–-]|to)\s?(?:(?:19|20)?\d\d))?|previous|last|old|first|earlier|former)"
_NOTE = re.compile(
    rf"\b{_VERB}:?\s+(?:the\s+)?(?:(?P<kind>{_KIND})\s*:?\s*)?{_CODE}(?![\w%/:])"
    rf"(?:\s*[,(]?\s*(?:(?:from|in|of|on)\s+)?(?:the\s+|our\s+)?{_YEARS}(?:\s+(?:action\s+)?plan)?\)?)?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:{_KIND}\s*)?{_CODE}(?:\s*[,(]?\s*(?:(?:from|in|of)\s+)?(?:the\s+)?{_YEARS}(?:\s+plan)?\)?)?", re.IGNORECASE
)


def predecessor_in(text: str) -> Continues | None:
    """Return the older action that a note names in words; None where it names none."""
    for found in _NOTE.finditer(text):
        if found["kind"] or re.match(r"[A-Za-z]", found["code"]) or found["plan"]:
            return _continues(found)
    return None


def predecessor_cell(text: str) -> Continues | None:
    """Return the older action that a cell names in a column kept for it, where the code may stand alone."""
    if found := predecessor_in(text):
        return found
    bare = _BARE.fullmatch(" ".join(text.split()))
    return _continues(bare) if bare else None


def _continues(found: re.Match[str]) -> Continues:
    return Continues(found["code"].replace(" ", ""), re.sub(r"\s", "", found["plan"] or ""))
