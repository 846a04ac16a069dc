"""An author's wording of a date, understood: ‘By end October 2018’, ‘Year 1/2’, ‘July and December 2021 and 2022’.

What is ambiguous is read thus, everywhere:

- Days stand before months (01/02/2021 is 1 February), as in the United Kingdom; 2021-02-01 is read as it is meant.
- A year of two digits is of this century up to 69: ‘May-19’ and ‘May 19’ are May 2019, ‘19 May’ has no year.
- An academic year runs from August to July: ‘2019/20’ and ‘2019-2020’ are academic, ‘2018/20’ is two of them, and
  years written in full that are further apart (‘2018-2020’) are calendar years.
- Terms: autumn is September to December, spring January to March, summer April to July, with or without the word
  ‘term’. Quarters are those of the calendar. Plan years are counted from the plan's start.
- A span is the whole unit that is named, from its first day to its last: ‘by end October’ is October.
- A date without a year is the one in the plan's period if there is only one; else it is not understood.
- A slash joins neighbouring months or terms to one span (‘Sept/Oct 2021’) and lists what lies further apart.
- One date with ‘ongoing’ beside it is when the work began; where two dates or more stand there, they are kept and a
  warning says that part of it goes on.
"""

from dataclasses import dataclass

from .enums import TimescaleKind
from .spans import PlanPeriod, Span
from .timescale_dates import Dates, dates_of
from .timescale_words import Frequency, Impossible, PlanMonths, PlanYears, Sign, Word, words_of

LONGEST_READ = 1000  # characters: what is longer is prose and no date


@dataclass(frozen=True, slots=True)
class Timescale:
    """A wording, always as it was written, and what it means. `warnings` are sentences for a person."""

    wording: str
    kind: TimescaleKind
    occurrences: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


NO_TIMESCALE = Timescale("", TimescaleKind.UNKNOWN)


def read_timescale(wording: str, period: PlanPeriod) -> Timescale:
    """Return what a wording means in a plan of this period; never raises.

    The occurrences are in order, without doubles, at least one for `by`, `range`, `recurring` and `plan_year`, and
    none for `ongoing` and `unknown`. A wording that is not understood has a warning; an empty one has none.
    """
    wording = wording.strip()
    if not wording:
        return NO_TIMESCALE
    words = words_of(wording[:LONGEST_READ])
    kind, spans, warnings = _Reading(words, period).result()
    if not spans and kind not in {TimescaleKind.ONGOING, TimescaleKind.UNKNOWN}:
        kind = TimescaleKind.UNKNOWN
    if kind == TimescaleKind.UNKNOWN and not warnings:
        warnings = [f"‘{short(wording)}’ was not understood as a date."]
    return Timescale(wording, kind, tuple(sorted(set(spans))), tuple(dict.fromkeys(warnings)))


def read_start_and_end(start: str, end: str, period: PlanPeriod) -> Timescale:
    """Return what two columns say, when it begins and when it ends; one of them may be empty or in words."""
    first, last = read_timescale(start, period), read_timescale(end, period)
    wording = " to ".join(text for text in (first.wording, last.wording) if text)
    warnings = (*first.warnings, *last.warnings)
    if not first.occurrences or (last.wording and not last.occurrences):  # one column alone says when
        known = last if last.wording else first
        return Timescale(wording, known.kind, known.occurrences, warnings)
    if not last.wording:
        begins = first.occurrences[0].start
        return Timescale(
            wording, TimescaleKind.RANGE, (Span(begins, max(period.end, first.occurrences[-1].end)),), warnings
        )
    begins, ends = first.occurrences[0].start, last.occurrences[-1].end
    if ends < begins:
        warning = f"It would end (‘{short(end)}’) before it begins (‘{short(start)}’)."
        return Timescale(wording, TimescaleKind.UNKNOWN, (), (*warnings, warning))
    return Timescale(wording, TimescaleKind.RANGE, (Span(begins, ends),), warnings)


def short(text: str, most: int = 60) -> str:
    """Return the text, cut to `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


Result = tuple[TimescaleKind, list[Span], list[str]]


class _Reading:
    """The words of one timescale, taken together."""

    def __init__(self, words: list[Word], period: PlanPeriod) -> None:
        self.words = words
        self.period = period
        self.signs = {word for word in words if isinstance(word, Sign)}
        self.frequency = next((word for word in words if isinstance(word, Frequency)), None)
        self.dates: Dates = dates_of(words, period)
        self.warnings = [
            f"‘{word.text}’ is not a day of the calendar." for word in words if isinstance(word, Impossible)
        ]
        self.warnings += self.dates.warnings

    def result(self) -> Result:
        if self.warnings and not self.dates.spans:
            undated = self.dates.undated and self.frequency is not None
            if not undated:
                return TimescaleKind.UNKNOWN, [], self.warnings
        for way in (self._plan_years, self._recurring, self._ongoing, self._counted_from_start, self._dated):
            if (found := way()) is not None:
                return found
        return TimescaleKind.UNKNOWN, [], self.warnings

    def _plan_years(self) -> Result | None:
        """Years of the plan, unless real months stand beside them, which say more."""
        numbers = sorted({n for word in self.words if isinstance(word, PlanYears) for n in word.numbers})
        if not numbers or self.dates.is_precise:
            return None
        spans = [span for number in numbers if (span := self.period.year(number))]
        if len(spans) < len(numbers):
            self.warnings.append(f"The plan has {self.period.years} years; there is no year {numbers[-1]} in it.")
        if Sign.ONGOING in self.signs:
            return TimescaleKind.ONGOING, [], self.warnings
        if self.dates.undated:
            spans = self.dates.within(spans)
            return TimescaleKind.PLAN_YEAR, spans, self.warnings
        if self.frequency is not None:
            return TimescaleKind.RECURRING, [each for s in spans for each in self._in_year(s)], self.warnings
        return TimescaleKind.PLAN_YEAR, _joined(spans), self.warnings

    def _in_year(self, year: Span) -> list[Span]:
        return _repeated(self.frequency or Frequency(1), PlanPeriod(year.start, year.end))

    def _recurring(self) -> Result | None:
        """Every so often; dates that are listed besides say it better than ‘annually’ does."""
        if self.frequency is None:
            return None
        spans, undated, yearly = self.dates.spans, self.dates.undated, self.frequency.a_year <= 1
        if undated and yearly:
            found = self.dates.in_every_year(self.frequency.a_year)
            return TimescaleKind.RECURRING, found, [] if found else self.warnings
        if Sign.ONGOING in self.signs and not spans:
            return TimescaleKind.ONGOING, [], self.warnings
        if len(spans) > 1 and not self.dates.has_range:
            return TimescaleKind.RECURRING, spans, self.warnings
        if self.dates.is_precise and yearly and not self.dates.has_range:
            return TimescaleKind.RECURRING, self.dates.each_year_after(self.frequency.a_year), self.warnings
        return TimescaleKind.RECURRING, _repeated(self.frequency, self._within(spans)), self.warnings

    def _within(self, spans: list[Span]) -> PlanPeriod:
        """Return when something recurs: in the plan, in the range that is named, or from a date on."""
        if not spans:
            return self.period
        if self.dates.has_range:
            return PlanPeriod(spans[0].start, spans[0].end)
        return PlanPeriod(spans[0].start, max(spans[0].end, self.period.end))

    def _ongoing(self) -> Result | None:
        if Sign.ONGOING not in self.signs:
            return None
        if self.dates.until is not None:
            return None
        rest = self.dates.not_started
        if self.dates.count <= 1 or not rest:
            return TimescaleKind.ONGOING, [], self.warnings
        self.warnings.append("Part of it goes on after these dates.")
        return self._several(self.dates.spans)

    def _counted_from_start(self) -> Result | None:
        """The plan's end, and months counted from its start."""
        if Sign.PLAN_END in self.signs and not self.dates.spans:
            return TimescaleKind.BY, [Span(self.period.end.replace(day=1), self.period.end)], self.warnings
        counted = next((word for word in self.words if isinstance(word, PlanMonths)), None)
        if counted is None or self.dates.spans:
            return None
        first, last = sorted((max(counted.first, 1), max(counted.last, 1)))
        span = self.period.part(first - 1, last - first + 1)
        if span is None:
            return TimescaleKind.UNKNOWN, [], [*self.warnings, f"The plan ends before its month {last}."]
        return TimescaleKind.BY, [span], self.warnings

    def _dated(self) -> Result | None:
        dates, spans = self.dates, self.dates.spans
        if not spans:
            return None
        if dates.until is not None:
            if dates.until.end < self.period.start:
                return TimescaleKind.BY, [dates.until], self.warnings
            return TimescaleKind.RANGE, [Span(self.period.start, dates.until.end)], self.warnings
        if dates.starts_first:
            begins = spans[0].start
            if len(spans) == 1 and not dates.has_range:
                ends = max(self.period.end, spans[0].end)
                return TimescaleKind.RANGE, [Span(begins, ends)], self.warnings
            if dates.count == 2 and dates.last_end >= begins:
                return TimescaleKind.RANGE, [Span(begins, dates.last_end)], self.warnings
        return self._several(spans)

    def _several(self, spans: list[Span]) -> Result:
        distinct = sorted(set(spans))
        if len(distinct) > 1:
            return TimescaleKind.RECURRING, distinct, self.warnings
        is_range = self.dates.has_range and not self.dates.is_by
        return (TimescaleKind.RANGE if is_range else TimescaleKind.BY), distinct, self.warnings


def _repeated(frequency: Frequency, period: PlanPeriod) -> list[Span]:
    """Return the parts of a period in which something happens so often: whole plan years, halves, quarters, terms."""
    if frequency.by_terms:
        return _terms_in(period)
    step = 24 if frequency.a_year < 1 else int(12 // frequency.a_year)
    length = min(step, 12)
    months = period.years * 12
    return [span for first in range(0, months, step) if (span := period.part(first, length))]


def _terms_in(period: PlanPeriod) -> list[Span]:
    found = dates_of(words_of("autumn term, spring term, summer term"), period)
    return found.in_every_year(1)


def _joined(spans: list[Span]) -> list[Span]:
    """Return spans with those that follow each other without a gap made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start - joined[-1].end).days <= 1:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined
