"""Names of people, roles and groups in a cell, taken apart where the cell lists several."""

import re
from collections.abc import Collection, Sequence

from .steps import joined_lines

_NOBODY = frozenset(
    {"", "-", "–", "—", "n/a", "na", "none", "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "?"}
)
_ROLE_END = re.compile(
    r"\b(?:managers?|directors?|heads?|leads?|leaders?|deans?|officers?|group|teams?|committees?|partners?|services?|"
    r"technicians?|coordinators?|co-ordinators?|advis[eo]rs?|board|network|forum|panel|office|champions?|chairs?|"
    r"delegates?|department|faculty|faculties|school|unions?|staff|secretary|registrar|chancellor|professors?|"
    r"supervisors?|hods?|specialists?|assistants?|academics?|community|representatives?|reps?)$",
    re.IGNORECASE,
)  # fmt: skip
_ACRONYM = re.compile(r"(?:[A-Z][A-Z&\-]*[A-Z]|[A-Z]{2,})s?(?:\s*\([^)]*\))?")
_PERSON = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame)\.?\s+)?[A-Z](?:\.|[\w’'\-]+)(?:\s*[A-Z][\w’'\-.]*)+"
)
_AND = re.compile(r"\s+(?:and|&)\s+")
_LABELLED = re.compile(
    r"(?:^|(?<=[;,\n.])|(?<=[;,.]\s))[ \t]*((?:(?:project|overall|action)\s)?leads?|owners?|led by|responsible|"
    r"support(?:ed by|ing|s)?|with support from|partners?|assisted by|consult(?:ed)?|involved)\s*:\s*",
    re.IGNORECASE,
)
_HELPER = re.compile(r"support|with|partner|assist|consult|involv", re.IGNORECASE)
_HARD = re.compile(r"\s*[;\n]\s*|\s+/\s*|\s*/\s+|,\s+|(?<=\w)/(?=\w)|\s+\|\s+|\s*•\s*")


def split_names(text: str, known: Collection[str] = ()) -> list[str]:
    """Return the names in a cell, each once, in order.

    Slashes, commas, semicolons and new lines part them. ‘and’ and ‘&’ do where both sides are a name by themselves
    (an abbreviation, a role, a person, or one of `known`, given in small letters): ‘HR and Estates Manager’ are two,
    ‘People and Culture’ and ‘L & D’ one.
    """
    text = "\n".join(joined_lines([line for line in text.split("\n") if line.strip()]))
    names: list[str] = []
    parts = _outside_brackets(text)
    for at, part in enumerate(parts):
        bare = part
        if at and at == len(parts) - 1:  # 'HR, Estates and IT', 'HR, Estates, and IT'
            bare = re.sub(r"^(?:and|&)\s+", "", bare)
        names += _at_and(bare, known)
    kept = (re.sub(r"^(?:\(?[a-z\d]\)|[-–*])\s+", "", name).strip(" ,;/.–-") for name in names)
    return list(dict.fromkeys(name for name in kept if name.casefold() not in _NOBODY))


def without_helpers(text: str) -> tuple[str, str]:
    """Return a cell of leads without the word ‘Lead:’, and whom it names as support: ‘Lead: HR; Support: Estates’."""
    parts = _LABELLED.split(text)
    told: dict[bool, list[str]] = {False: [parts[0]], True: []}
    for label, names in zip(parts[1::2], parts[2::2], strict=True):
        told[_HELPER.match(label) is not None].append(names)
    leads, helpers = (
        "\n".join(name.strip(" ,;\n") for name in names if name.strip(" ,;\n")) for names in told.values()
    )
    return leads, helpers


def is_nobody(text: str) -> bool:
    """Say whether a cell of leads says that there is none yet: ‘TBC’, ‘n/a’."""
    return text.strip(" .").casefold() in _NOBODY


def names_without_and(texts: Sequence[str]) -> set[str]:
    """Return, in small letters, the names that stand by themselves somewhere in a column."""
    return {
        part.strip().casefold() for text in texts for part in _outside_brackets(text) if part and not _AND.search(part)
    }


def _outside_brackets(text: str) -> list[str]:
    """Part a text where no bracket is open; 'and/or' and 'n/a' hold together."""
    parts, last = [], 0
    for match in _HARD.finditer(text):
        before = text[: match.start()]
        if before.count("(") > before.count(")"):
            continue
        around = text[max(0, match.start() - 3) : match.end() + 2].casefold()
        if "/" in match[0] and ("and/or" in around or "n/a" in around):
            continue
        parts.append(text[last : match.start()])
        last = match.end()
    parts.append(text[last:])
    return [part.strip() for part in parts if part.strip()]


def _at_and(text: str, known: Collection[str]) -> list[str]:
    for match in _AND.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if left.count("(") > left.count(")"):
            continue
        is_short = _ACRONYM.fullmatch(left) is not None or _ACRONYM.fullmatch(right.split(" and ")[0]) is not None
        if is_short or (_is_name(left, known) and _is_name(right.split(" and ")[0], known)):
            return [left, *_at_and(right, known)]
    return [text]


def _is_name(text: str, known: Collection[str]) -> bool:
    text = text.strip()
    return (
        text.casefold() in known
        or _ACRONYM.fullmatch(text) is not None
        or (_ROLE_END.search(text) is not None and (" " in text or text[:1].isupper()))
        or re.match(r"(?i)(?:head|director|dean|chair|deputy|pro|vice|all|line)\b", text) is not None
        or _PERSON.fullmatch(text) is not None
    )
