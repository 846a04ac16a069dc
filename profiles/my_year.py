"""'My year': what a technician did in a period, gathered for an appraisal. For its owner alone; it writes nothing.

What their own profile and log hold is read here, what other apps know comes through the registry `my_year`.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from portal.core.registries import FilledYearPart, YearRow, filled_year_part, my_year
from profiles.enums import GAINED_STAGES, UNTOLD_CREDITS, CpdKind, Section, WordState
from profiles.hours import hours_words
from profiles.models import CommitteeSeat, Contribution, CpdRow, Registration, Technician

from .year_periods import Period

CPD = "cpd"
CPD_TITLE = "Professional development"


@dataclass(frozen=True)
class CpdYear:
    """The log of a period, the latest first, and its hours in words: in total, and of each kind that has any."""

    rows: tuple[CpdRow, ...]
    total: str
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """A part of the year as the page shows it; `url` and `link` lead to where its owner adds to it, if they do."""

    filled: FilledYearPart
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class MyYear:
    """What was gathered; `cpd` None: it was not asked for. Parts with rows, and those that have none."""

    period: Period
    cpd: CpdYear | None
    parts: tuple[Part, ...]
    empty: tuple[Part, ...]

    @property
    def has_anything(self) -> bool:
        """Say whether there is anything in it."""
        return bool(self.parts or (self.cpd and self.cpd.rows))


@dataclass(frozen=True)
class _Own:
    """A part that the profile itself holds: what reads it, and the section of the profile in which it is kept."""

    title: str
    section: Section
    link: str
    read: Callable[[Technician, Period], Iterable[YearRow]]


def parts_on_offer() -> list[tuple[str, str]]:
    """Return (key, title) of each part there is, in the order in which they are shown."""
    own = [(section.value, own.title) for section, own in _OWN.items()]
    return [(CPD, CPD_TITLE), *own, *((part.key, part.title) for part in my_year)]


def gather(technician: Technician, period: Period, wanted: Collection[str]) -> MyYear:
    """Return the parts that are wanted, by their keys, of a technician who was read by `for_owner()`.

    One query for the log, and those that each part of another app takes.
    """
    own = [_own_part(one, technician, period) for one in _OWN.values() if one.section.value in wanted]
    others = [
        Part(filled_year_part(part, technician.pk, period.start, period.end)) for part in my_year if part.key in wanted
    ]
    parts = [*own, *others]
    return MyYear(
        period=period,
        cpd=_cpd(technician, period) if CPD in wanted else None,
        parts=tuple(part for part in parts if part.filled.rows),
        empty=tuple(part for part in parts if not part.filled.rows),
    )


def _cpd(technician: Technician, period: Period) -> CpdYear:
    rows = tuple(CpdRow.objects.filter(technician=technician, date__range=(period.start, period.end)))
    sums = {kind: sum((row.hours for row in rows if row.kind == kind), Decimal(0)) for kind in CpdKind}
    kinds = tuple((str(kind.label), hours_words(hours)) for kind, hours in sums.items() if hours)
    return CpdYear(rows, hours_words(sum(sums.values(), Decimal(0))), kinds)


def _own_part(own: _Own, technician: Technician, period: Period) -> Part:
    rows = tuple(sorted(own.read(technician, period), key=lambda row: row.on, reverse=True))
    filled = FilledYearPart(own.section.value, own.title, rows)
    return Part(filled, reverse("me_section", args=[own.section.value.replace("_", "-")]), own.link)


def _in_words(*parts: str) -> str:
    """Return a line of what is known, with a capital at its beginning."""
    line = ", ".join(part for part in parts if part)
    return line[:1].upper() + line[1:]


def _of_year(year: int, title: str, detail: str, url: str = "") -> YearRow:
    """Return a row of which only the year is known."""
    return YearRow(date(year, 1, 1), title, detail, url, when=str(year))


# --- what the profile holds -----------------------------------------------------------------------------------------


def _registrations(technician: Technician, period: Period) -> Iterable[YearRow]:
    for row in technician.registrations.all():
        if row.stage not in GAINED_STAGES:
            continue
        name = f"{row.type.name} ({row.type.post_nominals})"
        yield from (YearRow(day, name, _in_words(what, row.body)) for what, day in _steps(row) if period.holds(day))


def _steps(row: Registration) -> Iterable[tuple[str, date]]:
    """Yield what happened to a registration, with its day."""
    if row.awarded_on:
        yield "awarded", row.awarded_on
    if row.renewed_on:
        yield "renewed", row.renewed_on


def _contributions(technician: Technician, period: Period) -> Iterable[YearRow]:
    for row in technician.contributions.all():
        if period.touches(row.year):
            yield _of_year(row.year, row.title, _credit(row), row.url or (row.doi and f"https://doi.org/{row.doi}"))


def _credit(row: Contribution) -> str:
    """Return what it was and how it was credited; a credit that nobody else is told stays out of the file too."""
    told = "" if row.credit in UNTOLD_CREDITS else row.get_credit_display().lower()
    role = row.get_credit_role_display().lower() if row.credit_role else ""
    line = _in_words(row.get_kind_display(), told, role)
    return f"{line}. {row.detail}" if row.detail else line


def _achievements(technician: Technician, period: Period) -> Iterable[YearRow]:
    for row in technician.achievements.all():
        if period.touches(row.year):
            yield _of_year(row.year, row.title, row.detail, row.url)


def _seats(technician: Technician, period: Period) -> Iterable[YearRow]:
    for row in technician.committee_seats.all():
        if row.started_on <= period.end and (row.ended_on is None or row.ended_on >= period.start):
            yield YearRow(row.started_on, row.committee, row.role, when=_served(row))


def _served(row: CommitteeSeat) -> str:
    since = f"{row.started_on:%-d %B %Y}"
    return f"{since} to {row.ended_on:%-d %B %Y}" if row.ended_on else f"Since {since}"


def _skills(technician: Technician, period: Period) -> Iterable[YearRow]:
    for row in technician.skill_rows.all():
        if row.since and period.touches(row.since) and row.skill.state == WordState.APPROVED:
            yield _of_year(row.since, row.skill.name, row.get_level_display())


_OWN = {
    own.section: own
    for own in (
        _Own("Professional registration", Section.REGISTRATIONS, "Keep your registrations", _registrations),
        _Own("Contributions", Section.CONTRIBUTIONS, "Add a contribution", _contributions),
        _Own("Achievements", Section.ACHIEVEMENTS, "Add an achievement", _achievements),
        _Own("Committees", Section.COMMITTEES, "Add a committee", _seats),
        _Own("New skills", Section.SKILLS, "Add a skill, with the year", _skills),
    )
}
