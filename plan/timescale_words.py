"""The words of a timescale: its text cut into dates, parts of dates, and the words that join them.

Nothing is decided here that needs more than the word and what stands right beside it; `plan.timescales` puts the
words together.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .spans import FIRST_YEAR, LAST_YEAR, TERMS, Span, academic_years, calendar_year, months


class Join(Enum):
    """How a date is joined to the one before it; the later in this list, the stronger."""

    NONE = 0
    LIST = 1
    SLASH = 2
    RANGE = 3


class Sign(Enum):
    """What a word without a date of its own says of those around it."""

    BY = "by"
    START = "start"
    UNTIL = "until"
    BETWEEN = "between"
    ONGOING = "ongoing"
    PLAN_END = "plan end"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of some year: a month, a day, a term, a quarter. `first_month` tells to which half of 2019/20 it goes."""

    first_month: int
    in_year: Callable[[int], Span]
    name: str
    quarter: int = 0
    is_several: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """A year, or years from `first` to `last`; academic ones run from August to July."""

    first: int
    last: int
    academic: bool = False

    @property
    def span(self) -> Span:
        """Return all its days."""
        if self.academic:
            return academic_years(self.first, self.last)
        return Span(calendar_year(self.first).start, calendar_year(self.last).end)


@dataclass(frozen=True, slots=True)
class Whole:
    """A date that needs nothing more."""

    span: Span


@dataclass(frozen=True, slots=True)
class PlanYears:
    """Years counted from the plan's start."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanMonths:
    """Months counted from the plan's start: within the first six is (1, 6), month 6 is (6, 6)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many times a year; 0.5 is every second year, and `by_terms` once a term."""

    a_year: float
    by_terms: bool = False


@dataclass(frozen=True, slots=True)
class Impossible:
    """Something written as a date that no calendar has."""

    text: str


Word = Part | Years | Whole | PlanYears | PlanMonths | Frequency | Impossible | Sign | Join
Made = Sequence[Word] | None
Maker = Callable[[re.Match[str]], Made]

_MONTH_NAMES = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH_NAMES |= {name[:3]: number for name, number in list(_MONTH_NAMES.items())}
_MONTH_NAMES |= {"sept": 9, "christmas": 12}
_BARE_MONTH = "(" + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True)) + ")"
_MONTH = _BARE_MONTH + r"\b\.?"
_TH = r"(?:st|nd|rd|th)?"
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12, "once": 1, "twice": 2,
            "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": 4, "final": 4,
            "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "i": 1, "ii": 2, "iii": 3}  # fmt: skip
_NUMBER = r"(\d{1,2}|one|two|three|four|five|six|twelve)"
_ORDINAL = r"(1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth)"
_TERM_NAMES = {"autumn": "autumn", "michaelmas": "autumn", "martinmas": "autumn", "fall": "autumn", "spring": "spring",
               "hilary": "spring", "lent": "spring", "epiphany": "spring", "candlemas": "spring", "summer": "summer",
               "trinity": "summer", "easter": "summer"}  # fmt: skip
_LEAP_YEAR = 2000
_EXCEL_ZERO = date(1899, 12, 30)


def words_of(wording: str) -> list[Word]:
    """Return the words of a timescale that mean something, in order."""
    text = unicodedata.normalize("NFKC", wording).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("’", "'").replace("‘", "'")
    return list(_scan(text))


def _scan(text: str) -> Iterator[Word]:
    at = 0
    while at < len(text):
        for pattern, make in _LEXICON:
            if found := pattern.match(text, at):
                words = make(found)
                if words is None:
                    continue
                yield from words
                at = found.end()
                break
        else:  # a word or a number that says nothing of time
            skipped = _OTHER.match(text, at)
            at = skipped.end() if skipped else at + 1


_OTHER = re.compile(r"[^\W_]+(?:'[^\W_]+)?|\s+")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def year_of(digits: str) -> int:
    """Return the year of two or four digits; two digits are of this century up to 69 (so '19 is 2019)."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _in_range(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _day_part(first: int, last: int, number: int) -> Part:
    return Part(
        number,
        lambda year: Span(date(year, number, first), date(year, number, last)),
        f"{first} {_name(number)}" if first == last else f"{first}-{last} {_name(number)}",
        is_several=last > first,
    )


def _name(number: int) -> str:
    return calendar.month_name[number]


def _month_part(number: int) -> Part:
    return Part(number, lambda year: months(year, number, number), _name(number))


def _term_part(first: int, last: int, name: str) -> Part:
    return Part(first, lambda year: months(year, first, last), name)


def _quarter_part(first: int, last: int) -> Part:
    name = f"Q{first}" if first == last else f"Q{first}-Q{last}"
    return Part(
        first * 3 - 2, lambda year: months(year, first * 3 - 2, last * 3), name, quarter=first if first == last else 0
    )


def _numeric_day(year: str, month: str, day: str, text: str) -> Made:
    if not _in_range(year_of(year)):
        return None
    try:
        found = date(year_of(year), int(month), int(day))
    except ValueError:
        return [Impossible(text)]
    return [Whole(Span(found, found))]


def _academic(found: re.Match[str]) -> Made:
    """2019/20 and 2019-2020 are academic; 2018/20 is two of them; 2018-2020, in full, is three calendar years."""
    first, second = int(found[1]), found[2]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last < first and len(second) == 2 and first % 100 == 99:
        last += 100
    if not (_in_range(first) and first < last <= first + 15):
        return None
    return [Years(first, last, academic=len(second) == 2 or last == first + 1)]


def _short_academic(found: re.Match[str]) -> Made:
    first, last = year_of(found[1]), year_of(found[2])
    return [Years(first, last, academic=True)] if last == first + 1 else None


def _month_and_year(month: str, year: str) -> Made:
    number, known = int(month), year_of(year)
    return [_month_part(number), Years(known, known)] if 1 <= number <= 12 and _in_range(known) else None


def _day_month(found: re.Match[str]) -> Made:
    number = _MONTH_NAMES[found[3]]
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last <= 31:
        return [Impossible(found[0].strip())]
    part: list[Word] = [_day_part(first, last, number)]
    return part + _years(found[4]) if found[4] else part


def _week(found: re.Match[str]) -> Made:
    """The seven days from a day on; 29 February of a common year begins no week, as it begins nothing else."""
    day, number = int(found[1]), _MONTH_NAMES[found[2]]
    if not 1 <= day <= calendar.monthrange(_LEAP_YEAR, number)[1]:
        return [Impossible(found[0].strip())]

    def days(year: int) -> Span:
        first = date(year, number, day)
        return Span(first, first + timedelta(days=6))

    part: list[Word] = [Part(number, days, f"week from {day} {_name(number)}")]
    return part + _years(found[3]) if found[3] else part


def _years(digits: str) -> list[Word]:
    return [Years(year_of(digits), year_of(digits))]


def _plan_years(found: re.Match[str]) -> Made:
    text = found[0]
    numbers = [_number(n) for n in re.findall(r"\d|\b(?:one|two|three|four|five)\b", text)]
    if re.search(r"\d\s*(?:-|to)", text) and len(numbers) == 2:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return [PlanYears(tuple(sorted(set(numbers))))] if numbers else None


def _term(found: re.Match[str]) -> Made:
    if found[1] == "winter":
        return [_term_part(12, 2, "winter")]
    name = _TERM_NAMES[found[1]]
    said = bool(found[2])
    if not said and found[1] not in {"autumn", "spring", "summer"}:
        return None
    return [_term_part(*TERMS[name], f"{name} term")]


def _numbered_term(found: re.Match[str]) -> Made:
    number = _number(found[2])
    if found[1].startswith("sem"):
        ends = {1: (9, 1), 2: (2, 6)}.get(number)
        return [_term_part(*ends, f"semester {number}")] if ends else None
    name = {1: "autumn", 2: "spring", 3: "summer"}.get(number)
    return [_term_part(*TERMS[name], f"{name} term")] if name else None


def _third_of_year(found: re.Match[str]) -> list[Word]:
    first, last = {"e": (1, 4), "m": (5, 8), "l": (9, 12)}[found[1][0]]
    return [_term_part(first, last, found[1])]


def _serial(found: re.Match[str]) -> Made:
    """A spreadsheet's own number for a day, where the format was lost on the way."""
    day = _EXCEL_ZERO + timedelta(days=int(found[1]))
    return [Whole(Span(day, day))] if 2000 <= day.year <= 2069 else None


def _always(*words: Word) -> Maker:
    return lambda found: list(words)


def _a_year(found: re.Match[str]) -> Made:
    times = _number(found[1])
    return [Frequency(times)] if times in {1, 2, 3, 4, 6, 12} else None


_YEAR_END = r"(?:\s*(?:,|of|in|-|/|\.|')?\s*((?:19|20)\d{2}|(?<=['/.-])\d{2})(?![\d/]))?"

# Tried in this order at each place of the text; the first that fits is taken.
_PATTERNS: tuple[tuple[str, Maker], ...] = (
    (r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b(?:t[\d:.]+)?", lambda m: _numeric_day(m[1], m[2], m[3], m[0])),
    (r"\b(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})\b", lambda m: _numeric_day(m[3], m[2], m[1], m[0])),
    (r"\b(\d{5})\b(?=\s*$)", _serial),
    (r"\b((?:19|20)\d{2})\s*[/-]\s*((?:19|20)\d{2}|\d{2})\b(?![/-]\d)", _academic),
    (r"\b(?:academic years?|ay)\s*(\d{2})\s*[/-]\s*(\d{2})\b", _short_academic),
    (r"\b(\d{2})/(\d{2})\b(?<!\d/\d{2}/\d{2})",
     lambda m: _short_academic(m) if int(m[1]) > 12 else _month_and_year(m[1], m[2])),
    (r"\b(\d{1,2})\s?[/.-]\s?((?:19|20)\d{2})\b", lambda m: _month_and_year(m[1], m[2])),
    (r"\b((?:19|20)\d{2})\s?[-/.]\s?(\d{1,2})\b", lambda m: _month_and_year(m[2], m[1])),
    (r"\bevery (?:other|second|2|two) years?\b|\bbi-?ennial(?:ly)?\b", _always(Frequency(0.5))),
    (r"\b(?:bi-?annual(?:ly)?|half-?\s?yearly|(?:six|6)-?\s?monthly|every (?:six|6) months|each half year"
     r"|twice (?:yearly|annually))\b", _always(Frequency(2))),
    (r"\b(once|twice|thrice|\d{1,2}|one|two|three|four|six|twelve)(?:\s*x|\s+times|\s+[a-z]{3,}(?:\s[a-z]+)?)?"
     r"\s*(?:a|per|each|every|/)\s*(?:academic |calendar )?(?:year|annum)\b",
     lambda m: None if m[1] == "thrice" else _a_year(m)),
    (r"\btermly\b|\b(?:every|each|per|once a|once per) (?:term|semester)\b", _always(Frequency(3, by_terms=True))),
    (r"\bquarterly\b|\b(?:every|each|per) (?:quarter|three months|3 months)\b", _always(Frequency(4))),
    (r"\bmonthly\b|\b(?:every|each|per) month\b", _always(Frequency(12))),
    (r"\b(?:bi-?)?weekly\b|\bfortnightly\b|\bdaily\b|\b(?:every|each|per) (?:week|day|fortnight)\b",
     _always(Sign.ONGOING)),
    (r"\bannual(?:ly)?\b|\byearly\b|\b(?:every|each|per) (?:academic |calendar |plan )?year\b|\bper annum\b"
     r"|\bp\.?a\.?(?=\W|$)|\byear on year\b|\bonce a year\b", _always(Frequency(1))),
    (r"\b(?:every|each)\b(?=\s+(?:[a-z]+\s+)?" + _MONTH + ")", _always(Frequency(1))),
    (r"\b(?:plan )?(?:years?|yrs?|y)\.?\s*(?:\d(?!\d)|(?:one|two|three|four|five)\b)"
     r"(?:\s*(?:/|,|&|\+|-|to\b|and\b)\s*(?:(?:years?|yrs?|y)\.?\s*)?(?:\d(?!\d|[/.-]\d\d)"
     r"|(?:one|two|three|four|five)\b))*\s*/?", _plan_years),
    (r"\b" + _ORDINAL + r" years?\b(?: of the plan)?", lambda m: [PlanYears((_number(m[1]),))]),
    (r"\bmonths?\s*(\d{1,2})(?:\s*(?:-|to)\s*(\d{1,2}))?\b", lambda m: [PlanMonths(int(m[1]), int(m[2] or m[1]))]),
    (r"\b(?:(?:with)?in(?: the (?:first|next))?\s+)?" + _NUMBER + r"\s+months?\b",
     lambda m: [PlanMonths(1, _number(m[1]))]),
    (r"\b(?:w/?c|week (?:commencing|beginning|starting|of|from))\.?:? (?:the )?(\d{1,2})" + _TH + r"\s*(?:of\s+)?"
     + _MONTH + _YEAR_END, _week),
    (r"\b" + _BARE_MONTH + r"\.?\s*-?'?(\d{2})(?=\s*/\s*" + _BARE_MONTH + r"\.?\s*-?'?\d{2}\b(?![\d/]))",
     lambda m: [_month_part(_MONTH_NAMES[m[1]]), *_years(m[2])]),
    (r"\b(\d{1,2})" + _TH + r"(?:\s*(?:-|to|&|and)\s*(\d{1,2})" + _TH + r")?\s*(?:of\s+)?[-/. ]?\s*" + _MONTH
     + _YEAR_END, _day_month),
    (_MONTH + r"\s*(\d{1,2})(?:(?:st|nd|rd|th)\b,?(?:\s+(?=\d{4}))?|,?\s+(?=(?:19|20)\d{2}\b))",
     lambda m: [_day_part(int(m[2]), int(m[2]), _MONTH_NAMES[m[1]])] if 1 <= int(m[2]) <= 31
     else [Impossible(m[0])]),
    (r"\b" + _BARE_MONTH + r"\.?\s*[-/.']?\s*'?(\d{2})\b(?![\d/])",
     lambda m: [_month_part(_MONTH_NAMES[m[1]]), *_years(m[2])]),
    (r"\bmay\b(?=\s+(?:be|need|have|not|also|include|take|require|change|vary|move|well|only)\b)", _always()),
    (r"\b" + _MONTH, lambda m: [_month_part(_MONTH_NAMES[m[1]])]),
    (r"\b(autumn|michaelmas|martinmas|fall|spring|hilary|lent|epiphany|candlemas|summer|trinity|easter|winter)\b"
     r"(\s*(?:term|semester|trimester))?", _term),
    (r"\b(semester|sem|term|trimester)\s*(1|2|3|one|two|three|iii|ii|i)\b", _numbered_term),
    (r"\bq\s?([1-4])(?:\s*(?:[-/&]|and|to)\s*q?([1-4]))?\b(?!/)",
     lambda m: [_quarter_part(int(m[1]), max(int(m[1]), int(m[2] or m[1])))]),
    (r"\bquarters?\s*([1-4])\b", lambda m: [_quarter_part(int(m[1]), int(m[1]))]),
    (r"\b(1st|2nd|3rd|4th|first|second|third|fourth|last|final) quarter\b",
     lambda m: [_quarter_part(_number(m[1]), _number(m[1]))]),
    (r"\b(?:h1|first half|1st half)\b", lambda m: [_term_part(1, 6, "first half")]),
    (r"\b(?:h2|second half|2nd half)\b", lambda m: [_term_part(7, 12, "second half")]),
    (r"\b(early|mid(?:dle)?|late)(?:\s*-\s*|\s+)(?:of\s+|in\s+)?(?=(?:19|20)\d{2}\b)", _third_of_year),
    (r"\b((?:19|20)\d{2})\b", lambda m: _years(m[1]) if _in_range(int(m[1])) else None),
    (r"(?<![\w'])'(\d{2})\b", lambda m: _years(m[1])),
    (r"\b(?:(?:by )?(?:the )?(?:end|close|completion|conclusion) of (?:the |this )?(?:action )?plan|plan end)\b",
     _always(Sign.PLAN_END)),
    (r"\bon\s?-?\s?going\b|\bcontinu(?:ous(?:ly)?|ing|al(?:ly)?|es?|ed)\b|\brolling\b|\bpermanent(?:ly)?\b"
     r"|\bthroughout\b|\bbusiness as usual\b|\bbau\b|\bopen-?\s?ended\b|\bon\s?wards?\b|\bad[- ]hoc\b"
     r"|\bas (?:and when|required|needed|necessary)\b|\b(?:duration|life(?:time)?) of (?:the |this )?"
     r"(?:action )?plan\b", _always(Sign.ONGOING)),
    (r"\b(?:start(?:ed|s|ing)?|commenc\w+|began|begin(?:s|ning)?|begun|launched|from|since|under\s?way"
     r"|introduced)\b(?: (?:in|on|of|from|since))?", _always(Sign.START)),
    (r"\b(?:un)?till?\b|\bup to\b", _always(Sign.UNTIL)),
    (r"\bbetween\b", _always(Sign.BETWEEN)),
    (r"\b(?:by|end|before|due|deadline|no later than|complet(?:e[ds]?|ion|ing)|finish(?:ed)?|deliver(?:ed)?"
     r"|achieved?)\b", _always(Sign.BY)),
    (r"\s*\b(?:to|through)\b", _always(Join.RANGE)),
    (r"\s*-+(?=[\s\w'])", _always(Join.RANGE)),
    (r"\s*[/\\|]", _always(Join.SLASH)),
    (r"[ \t]*(?:[,;&+\n\r\v•·]|\band\b|\bplus\b|\bthen\b|\bor\b)", _always(Join.LIST)),
)  # fmt: skip
_LEXICON: list[tuple[re.Pattern[str], Maker]] = [(re.compile(pattern), make) for pattern, make in _PATTERNS]
