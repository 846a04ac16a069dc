"""What is said of a round, what cannot be right about it, and what stands still once judging has opened."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from awards.models import Round
from portal.core.times import LONDON

MOMENTS = ("opens_at", "closes_at", "judging_ends_at", "letters_at", "announce_at")
# What nominators and judges were promised: it stands still once judging has opened
FROZEN = (
    "name", "year", "opens_at", "closes_at", "blind", "ask_nominee", "most_seconders", "allows_self", "employed_since",
    "departments", "not_won_years",
)  # fmt: skip
FREE = ("introduction", "judging_ends_at", "letters_at", "announce_at", "judges_each")
# Once the chair's decisions are finished, letters may be on their way
FREE_WHEN_DECIDED = ("introduction", "announce_at")
FIELDS = (*FROZEN, *FREE)
# Weeks and not years, so that what closes on a Friday closes on a Friday again
YEAR_OF_WEEKS = timedelta(weeks=52)

_ORDER = (
    ("closes_at", "opens_at", "It closes before it opens. Choose a later time."),
    ("judging_ends_at", "closes_at", "Judging ends before nominations close. Choose a later time."),
    ("letters_at", "judging_ends_at", "Letters go out before judging ends. Choose a later time."),
    ("announce_at", "letters_at", "It is announced before the letters go out. Choose a later time."),
)

Values = Mapping[str, Any]


def values_of(round_: Round) -> dict[str, Any]:
    """Return what is said of a round now; its departments in order."""
    values = {name: getattr(round_, name) for name in FIELDS if name != "departments"}
    return values | {"departments": list(round_.departments.order_by("pk"))}


def fingerprint(round_: Round) -> str:
    """Return a mark of what is said now, by which a change from a second window is noticed."""
    return _mark(values_of(round_))


def _mark(values: Values) -> str:
    said = [str(values[name]) for name in FIELDS if name != "departments"]
    said += [str(row.pk) for row in values["departments"]]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:40]


def changed(before: Values, after: Values) -> list[str]:
    """Return the names of what is different."""
    return [name for name in FIELDS if _plain(before[name]) != _plain(after[name])]


def _plain(value: Any) -> Any:
    return {row.pk for row in value} if isinstance(value, list) else value


def check(values: Values) -> None:
    """Refuse what cannot be right. Raises ValidationError with the words at each field."""
    problems = dict(_problems(values))
    if problems:
        raise ValidationError({name: [words] for name, words in problems.items()})


def _problems(values: Values) -> Iterable[tuple[str, str]]:
    for later, earlier, words in _ORDER:
        is_wrong = values[later] < values[earlier]
        if is_wrong or (later == "closes_at" and values[later] == values[earlier]):
            yield later, words


def a_year_on(round_: Round) -> dict[str, Any]:
    """Return what a round a year later would say: the same rules, each time 52 weeks on by the clock on the wall."""
    values = values_of(round_)
    for name in MOMENTS:
        values[name] = _moved(values[name])
    if values["employed_since"]:
        values["employed_since"] = _same_day_next_year(values["employed_since"])
    return values | {"year": round_.year + 1, "name": round_.name.replace(str(round_.year), str(round_.year + 1))}


def _moved(moment: datetime) -> datetime:
    wall = moment.astimezone(LONDON).replace(tzinfo=None) + YEAR_OF_WEEKS
    return wall.replace(tzinfo=LONDON)


def _same_day_next_year(day: date) -> date:
    """Return the day a year later; the last of February becomes the last of February."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)
