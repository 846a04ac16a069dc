"""Reading single values: dates in many forms, addresses, names, yes and no. A ValueError says what is wrong."""

import re
import unicodedata
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .tables import Cell, Unreadable

LONGEST = {
    "staff_number": 40,
    "sso_id": 150,
    "email": 254,
    "given_name": 100,
    "family_name": 100,
    "preferred_name": 100,
    "job_title": 150,
    "grade": 40,
    "job_family": 80,
    "room": 60,
    "faculty": 120,
    "department": 120,
    "team": 120,
    "campus": 80,
    "building": 120,
}  # characters, as the columns of the database
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-./]*([a-z]{3,9})\.?[\s\-./,]*(\d{4}|\d{2})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?[\s\-./]*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_CLOCK = re.compile(r"[T\s]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", re.IGNORECASE)
_EXCEL_ZERO = date(1899, 12, 30)
_EARLIEST, _LATEST = date(1930, 1, 1), date(2100, 12, 31)
_NO_END_FROM = 2900  # personnel systems write 31/12/9999 or 31/12/4712 for 'no end'
_NOTHING = frozenset(
    {"", "-", "--", "–", "—", "n/a", "na", "none", "null", "nil", "nan", "#n/a", "tbc", "not applicable"}
)
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "✓", "✔", "technician", "technical", "tech", "technicians"})
_NO = frozenset(
    {"", "no", "n", "false", "f", "0", "-", "–", "n/a", "none", "not technical", "non technical", "non-technical",
     "non technician", "non-technician", "not a technician"}
)  # fmt: skip
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"  # letters of Persian and Indian names need them


def clean_text(cell: Cell) -> str:
    """Return a cell as one line of text without characters that nobody sees (which could turn text about).

    Raises ValueError where the cell cannot be read.
    """
    if isinstance(cell, Unreadable):
        raise ValueError(cell.reason)
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if char.isspace() else char for char in text)
    kept = (char for char in text if char in _JOINERS or unicodedata.category(char) not in _UNSEEN)
    return " ".join("".join(kept).split())


def read_text(cell: Cell, key: str) -> str:
    """Return a cell's text for a column of the database; raises ValueError where it is too long for it."""
    text = clean_text(cell)
    if text.casefold() in _NOTHING and key not in {"family_name", "given_name", "preferred_name"}:
        return ""
    longest = LONGEST[key]
    if len(text) > longest:
        raise ValueError(f"it has {len(text)} characters, {longest} is the most")
    return text


def read_staff_number(cell: Cell) -> str:
    """Return a staff number; '12345.0', as some programs write it, is 12345."""
    text = read_text(cell, "staff_number")
    return re.sub(r"^(\d+)\.0+$", r"\1", text)


def staff_key(number: str) -> str:
    """Return what two spellings of one staff number share: case and spaces do not count."""
    return number.casefold().replace(" ", "")


def read_email(cell: Cell) -> str:
    """Return an email address in lower case, empty where there is none; raises ValueError where it is none."""
    text = read_text(cell, "email")
    text = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE).strip("<> ;,").lower()
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError(f"‘{_short(text)}’ is not an email address") from error
    return text


def read_flag(cell: Cell) -> bool:
    """Return whether a marker says yes; an empty one says no. Raises ValueError where it says neither."""
    text = clean_text(cell).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ValueError(f"‘{_short(text)}’ is neither yes nor no")


def read_date(cell: Cell) -> date | None:
    """Return a date; None where there is none, or only a stand-in for 'no end'.

    Days stand before months, as in the United Kingdom. Raises ValueError where it is no date.
    """
    if isinstance(cell, date):
        return _bounded(cell, f"{cell:%d/%m/%Y}")
    text = clean_text(cell)
    bare = _WEEKDAY.sub("", _CLOCK.sub("", text)).strip()
    if bare.casefold() in _NOTHING or re.fullmatch(r"[0/.\- ]+", bare):
        return None
    parts = _parts(bare)
    if parts is None:
        raise ValueError(f"‘{_short(text)}’ is not a date; write it as 31/12/2026")
    if isinstance(parts, date):
        return _bounded(parts, text)
    year, month, day = parts
    if month > 12 >= day:
        raise ValueError(f"‘{_short(text)}’ has no month {month}; write day/month/year")
    if year >= _NO_END_FROM:
        return None
    try:
        return _bounded(date(year, month, day), text)
    except (ValueError, OverflowError) as error:
        if "years" in str(error):
            raise
        raise ValueError(f"‘{_short(text)}’ is not a day of the calendar") from error


def _parts(text: str) -> tuple[int, int, int] | date | None:
    if _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(float(text)))
    for pattern in (_YEAR_FIRST, _COMPACT):
        if found := pattern.fullmatch(text):
            return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _year(found[3]), int(found[2]), int(found[1])
    if (found := _NAMED_MONTH.fullmatch(text)) and (month := _month(found[2])):
        return _year(found[3]), month, int(found[1])
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _month(found[1])):
        return int(found[3]), month, int(found[2])
    return None


def _month(word: str) -> int | None:
    start = word[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _bounded(day: date, text: str) -> date | None:
    if day.year >= _NO_END_FROM or day == date(1900, 1, 1):
        return None
    if not _EARLIEST <= day <= _LATEST:
        raise ValueError(f"‘{_short(text)}’ lies outside the years {_EARLIEST.year} to {_LATEST.year}")
    return day


def split_full_name(text: str) -> tuple[str, str]:
    """Return family and given name of 'Silva, Ana' or, less surely, of 'Ana Silva'."""
    if "," in text:
        family, _, given = text.partition(",")
        return family.strip(), given.strip()
    given, _, family = text.rpartition(" ")
    return family, given


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
