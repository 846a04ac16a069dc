"""What the home page shows of awards: what can be entered now or next, and who was honoured last. Three queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from portal.core.addresses import page_url
from portal.core.times import long_day, moment_words
from profiles.enums import Audience

from .cards import external_words, is_open_on, nominate_url, tell_url
from .honour_list import INDEX_SLUG, Named, board_url, named
from .models import HonouredPerson, SchemePage

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_PEOPLE = 24  # read for the latest honours: some are of teams, and not everybody is seen by everybody


@dataclass(frozen=True)
class Deadline:
    """An award that can be entered now, or that opens next. `day`: of its closing or opening; `by`: another body."""

    title: str
    url: str
    day: date
    words: str
    is_open: bool
    by: str = ""
    nominate_url: str = ""
    tell_url: str = ""


@dataclass(frozen=True)
class Win:
    """An honour that was announced, with those who may be named to whoever looks."""

    scheme: str
    url: str
    detail: str
    team: str
    names: tuple[Named, ...]


def deadlines(now: datetime, number: int) -> list[Deadline]:
    """Return what can be entered, the first to close first, then what opens next; at most so many."""
    rows: Any = SchemePage.objects.showing().with_next_dates(now)
    found = (_of_round(row, now) if row.is_internal else _of_others(row, timezone.localdate(now)) for row in rows)
    return sorted(found, key=lambda one: (not one.is_open, one.day, one.title))[:number]


def _of_round(scheme: Any, now: datetime) -> Deadline:
    """Return a round of our own, whose moments were read with its scheme."""
    is_open = scheme.round_opens_at <= now
    moment = scheme.round_closes_at if is_open else scheme.round_opens_at
    return Deadline(
        scheme.title, page_url(INDEX_SLUG, scheme.slug), timezone.localdate(moment),
        f"{'Closes' if is_open else 'Opens'} on {moment_words(moment)}", is_open,
        nominate_url=nominate_url(scheme.slug) if is_open else "",
        tell_url="" if is_open else tell_url(scheme),
    )  # fmt: skip


def _of_others(scheme: SchemePage, today: date) -> Deadline:
    """Return another body's award, which is open or has a day on which it opens."""
    is_open = is_open_on(scheme, today)
    day = (scheme.next_closes_on if is_open else scheme.next_opens_on) or today
    words = external_words(scheme, today) if is_open else f"Opens on {long_day(day)}"
    return Deadline(
        scheme.title, page_url(INDEX_SLUG, scheme.slug), day, words, is_open,
        by=scheme.awarding_body, tell_url="" if is_open else tell_url(scheme),
    )  # fmt: skip


def latest_wins(audience: Audience, now: datetime, number: int) -> list[Win]:
    """Return the latest wins of which somebody may be named to this audience; at most so many."""
    people: Iterable[HonouredPerson] = HonouredPerson.objects.agreed().of_wins(now).with_technician()[:_MOST_PEOPLE]
    wins: dict[int, list[tuple[HonouredPerson, Named]]] = {}
    for person in people:
        if shown := named(person, audience):
            wins.setdefault(person.honour_id, []).append((person, shown))
    return [_win(rows) for rows in list(wins.values())[:number]]


def _win(rows: list[tuple[HonouredPerson, Named]]) -> Win:
    honour = rows[0][0].honour
    detail = ", ".join(part for part in (honour.category_name, str(honour.year)) if part)
    url = board_url(honour.scheme.slug, honour.year)
    return Win(honour.scheme.title, url, detail, honour.team_name, tuple(shown for _, shown in rows))
