"""The dates among the words of a timescale: parts of a year joined to their years, ranges closed, lists taken apart."""

from dataclasses import dataclass, field
from datetime import date

from .spans import PlanPeriod, Span
from .timescale_words import Frequency, Join, Part, PlanMonths, PlanYears, Sign, Whole, Word, Years

_MOST = 120  # dates in one timescale: more are no list that a person wrote


@dataclass(slots=True)
class _Entry:
    """One date or part of one, how it is joined to what stands before, and whether ‘from’, ‘by’, ‘until’ do."""

    word: Part | Years | Whole
    join: Join
    sign: Sign | None = None


@dataclass(slots=True)
class _Group:
    """Parts and the years they belong to: ‘July and December 2021, 2022’ is one group, so is a whole date."""

    parts: list[_Entry] = field(default_factory=list)
    years: list[_Entry] = field(default_factory=list)
    whole: _Entry | None = None

    @property
    def first(self) -> _Entry:
        return self.whole or (self.parts or self.years)[0]


@dataclass(slots=True)
class Dates:
    """What was found. `spans` are in the order written; `undated` are parts without any year."""

    period: PlanPeriod
    spans: list[Span] = field(default_factory=list)
    undated: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    starts: list[Span] = field(default_factory=list)
    until: Span | None = None
    parts: list[Part] = field(default_factory=list)
    has_range: bool = False
    is_precise: bool = False
    is_by: bool = False
    starts_first: bool = False
    count: int = 0

    @property
    def not_started(self) -> list[Span]:
        """Return the dates that no ‘started’ or ‘from’ stands before."""
        return [span for span in self.spans if span not in self.starts]

    @property
    def last_end(self) -> date:
        """Return the last day of the date written last."""
        return self.spans[-1].end

    def within(self, years: list[Span]) -> list[Span]:
        """Return the undated parts as they fall into these plan years; a quarter is one of the plan year."""
        found = []
        for year in years:
            inner = PlanPeriod(year.start, year.end)
            for part in self.undated:
                if part.quarter:
                    found += [span] if (span := inner.part(part.quarter * 3 - 3, 3)) else []
                else:
                    found += _in_period(part, inner)
        return found or years

    def in_every_year(self, a_year: float) -> list[Span]:
        """Return the undated parts in each year of the period, or in each second one."""
        found: list[Span] = []
        for part in self.undated:
            every = _in_period(part, self.period)
            found += every[:: 2 if a_year < 1 else 1]
        return found

    def each_year_after(self, a_year: float) -> list[Span]:
        """Return the one part that has a year, from that year to the end of the period."""
        span, part = self.spans[0], self.parts[0] if self.parts else None
        if part is None:
            return [span]
        step = 2 if a_year < 1 else 1
        years = range(span.start.year, max(self.period.end.year, span.start.year) + 1, step)
        return [
            each for year in years if (each := part_in(part, year)) and each.start <= max(self.period.end, span.end)
        ]


def dates_of(words: list[Word], period: PlanPeriod) -> Dates:
    """Return the dates among these words."""
    dates = Dates(period)
    groups = _grouped(_entries(words))
    known: list[tuple[_Group, list[Span]]] = []
    inherited: Years | None = None
    for group in groups[:_MOST]:
        if group.parts and not group.years and inherited is not None:
            group.years = [_Entry(inherited, Join.NONE)]
        if group.years and isinstance(group.years[-1].word, Years):
            inherited = group.years[-1].word
        spans = _spans(group, dates)
        _note(group, spans, dates)
        _join(group, spans, known, dates)
    dates.spans = [span for _, spans in known for span in spans][:_MOST]
    dates.starts = [span for group, spans in known if group.first.sign == Sign.START for span in spans]
    dates.count = sum(len(spans) for _, spans in known)
    _take_signs([group.first.sign for group, _ in known], dates)
    _take_undated(dates, words)
    return dates


def _take_signs(signs: list[Sign | None], dates: Dates) -> None:
    """Note what stands before the first date, and that no second one begins as well."""
    first = signs[0] if signs else None
    dates.starts_first = first in {Sign.START, Sign.BETWEEN} and Sign.START not in signs[1:2]
    dates.is_by = first == Sign.BY
    if first == Sign.UNTIL and len(dates.spans) == 1:
        dates.until = dates.spans[0]


def _note(group: _Group, spans: list[Span], dates: Dates) -> None:
    dates.parts += [entry.word for entry in group.parts if isinstance(entry.word, Part)]
    dates.is_precise |= bool(spans) and bool(group.parts or group.whole)
    dates.has_range |= any(isinstance(entry.word, Part) and entry.word.is_several for entry in group.parts)
    if not group.parts and group.years:
        dates.has_range |= any(
            isinstance(entry.word, Years) and (entry.word.academic or entry.word.last > entry.word.first)
            for entry in group.years
        )


def _entries(words: list[Word]) -> list[_Entry]:
    """Return the dated words, each with what joins it to the one before."""
    entries: list[_Entry] = []
    join, sign = Join.NONE, None
    for word in words:
        if isinstance(word, Join):
            join = word if word.value > join.value else join
        elif isinstance(word, Sign):
            if word == Sign.UNTIL and entries:
                join = Join.RANGE
            sign = word if word in {Sign.START, Sign.BY, Sign.UNTIL, Sign.BETWEEN} else sign
        elif isinstance(word, (Part, Years, Whole)):
            entries.append(_Entry(word, join if entries else Join.NONE, sign))
            join, sign = Join.NONE, None
        elif isinstance(word, (PlanYears, PlanMonths, Frequency)):
            join = Join.NONE
    return _year_first(_between(entries))


def _between(entries: list[_Entry]) -> list[_Entry]:
    """Make the ‘and’ after ‘between’ a range."""
    open_ = False
    for entry in entries:
        if open_ and entry.join == Join.LIST:
            entry.join, open_ = Join.RANGE, False
        open_ = open_ or entry.sign == Sign.BETWEEN
    return entries


def _year_first(entries: list[_Entry]) -> list[_Entry]:
    """Turn ‘2022 Q3’ about, where no year follows the quarter."""
    index = 0
    while index + 1 < len(entries):
        first, second = entries[index], entries[index + 1]
        before = entries[index - 1].word if index else None
        after = entries[index + 2].word if index + 2 < len(entries) else None
        is_turned = isinstance(first.word, Years) and isinstance(second.word, Part) and second.join == Join.NONE
        if is_turned and not isinstance(before, Part) and not isinstance(after, Years):
            second.join, first.join = first.join, Join.NONE
            second.sign = second.sign or first.sign
            entries[index], entries[index + 1] = second, first
            index += 1
        index += 1
    return entries


def _grouped(entries: list[_Entry]) -> list[_Group]:
    groups: list[_Group] = []
    for entry in entries:
        if isinstance(entry.word, Whole):
            groups.append(_Group(whole=entry))
            continue
        last = groups[-1] if groups and not groups[-1].whole else None
        is_year = isinstance(entry.word, Years)
        if last is None or (not is_year and last.years):
            last = _Group()
            groups.append(last)
        # 'Sept 2021 to 2022/23': the second is a date of its own; so is a year after nothing but years and 'to'
        (last.years if is_year else last.parts).append(entry)
    return groups


def part_in(part: Part, year: int) -> Span | None:
    """Return a part in a year; None where that year has no such day."""
    try:
        return part.in_year(year)
    except ValueError:
        return None


def _year_for(part: Part, years: Years) -> int:
    """Return the calendar year of a part within years: of 2019/20, autumn is in 2019 and spring in 2020."""
    return years.first if not years.academic or part.first_month >= 8 else years.first + 1


def _spans(group: _Group, dates: Dates) -> list[Span]:
    if group.whole is not None:
        return [group.whole.word.span] if isinstance(group.whole.word, Whole) else []
    parts = [(entry.word, entry.join) for entry in group.parts if isinstance(entry.word, Part)]
    years = [(entry.word, entry.join) for entry in group.years if isinstance(entry.word, Years)]
    if not parts:
        return _closed([(year.span, join) for year, join in years], dates)
    if not years:
        dates.undated += [part for part, _ in parts]
        return []
    if any(join == Join.RANGE for _, join in years[1:]):
        first = _dated(parts[0][0], years[0][0], dates)
        dates.has_range = True
        return [Span(first.start, years[-1][0].span.end)] if first and first.start <= years[-1][0].span.end else []
    found: list[Span] = []
    for year, _ in years:
        dated = [(span, join) for part, join in parts if (span := _dated(part, year, dates))]
        found += _closed(_in_order(dated), dates)
    return found


def _dated(part: Part, years: Years, dates: Dates) -> Span | None:
    span = part_in(part, _year_for(part, years))
    if span is None:
        dates.warnings.append(f"‘{part.name} {_year_for(part, years)}’ is not a day of the calendar.")
    return span


def _in_order(dated: list[tuple[Span, Join]]) -> list[tuple[Span, Join]]:
    """Put the beginning of ‘November to February 2021’ into the year before."""
    if len(dated) == 2 and dated[1][1] in {Join.RANGE, Join.SLASH} and dated[0][0].start > dated[1][0].end:
        span, join = dated[0]
        before = Span(_year_earlier(span.start), _year_earlier(span.end))
        return [(before, join), dated[1]]
    return dated


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _closed(dated: list[tuple[Span, Join]], dates: Dates) -> list[Span]:
    """Return spans with ranges and neighbours joined."""
    found: list[Span] = []
    for span, join in dated:
        if found and _is_one(found[-1], span, join):
            found[-1] = Span(found[-1].start, span.end)
            dates.has_range = True
        else:
            found.append(span)
    return found


def _is_one(before: Span, after: Span, join: Join) -> bool:
    """Say whether two dates are the ends of one span: by ‘to’, or by a slash between neighbours."""
    if after.end < before.start:
        return False
    if join == Join.RANGE:
        return True
    return join == Join.SLASH and 0 <= (after.start - before.end).days <= 1


def _join(group: _Group, spans: list[Span], known: list[tuple[_Group, list[Span]]], dates: Dates) -> None:
    """Add a group's spans to those before, closing a range that stands between."""
    if not spans:
        return
    if known and _is_one(known[-1][1][-1], spans[0], group.first.join):
        known[-1][1][-1] = Span(known[-1][1][-1].start, spans[0].end)
        dates.has_range = True
        known[-1][1].extend(spans[1:])
        return
    known.append((group, spans))


def _in_period(part: Part, period: PlanPeriod) -> list[Span]:
    found = [part_in(part, year) for year in range(period.start.year - 1, period.end.year + 1)]
    return [span for span in found if span and period.start <= span.end and span.start <= period.end]


def _take_undated(dates: Dates, words: list[Word]) -> None:
    """Take a part without a year where the period has it only once; else say that the year is missing."""
    if not dates.undated or any(isinstance(word, (PlanYears, Frequency)) for word in words):
        return
    missing = []
    for part in dates.undated:
        found = _in_period(part, dates.period)
        if len(found) == 1:
            dates.spans += found
            dates.is_precise = True
        else:
            missing.append(part.name)
    dates.count = len(dates.spans)
    if missing:
        dates.warnings.append(f"‘{', '.join(missing)}’ says no year.")
