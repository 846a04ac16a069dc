"""What the events of a list are found by, and what is shown of them, read in two queries however many there are.

Words are understood as the site's search understands them, which costs one query, and one more where nothing has them
and one may be a typing error. They are looked for in what a list can know of each event without reading its page:
title, summary, kind, who gives it, skills, themes, and place and format of each date.
"""

from collections import defaultdict
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from profiles.asking import Understood, correct, understand
from profiles.enums import Audience
from profiles.words import all_in

from .enums import EventKind, ListShape, OccurrenceState
from .finding import FILTERS, Asked, Dated, Listed, Told, Values
from .models import EventPage, Occurrence

if TYPE_CHECKING:
    from .models import EventIndexPage

_FOR = {
    "for_technicians": ("technicians", "Technicians"),
    "for_staff": ("staff", "All staff"),
    "for_students": ("students", "Students"),
    "for_public": ("public", "The public"),
}
IN_PERSON, ONLINE = "in-person", "online"
_HOW = {ONLINE: "Online", IN_PERSON: "In person"}
_SHOWN = tuple(each.name for each in fields(Listed))
_SAID = ("title", "summary", "provider_name")
_NOTHING: frozenset[str] = frozenset()


class ToldEvents:
    """The dates of a list's events that an address may ask for, and the labels of what they are found by.

    `events`: what is shown of each event. `taken`: how the words are taken, None where nothing was typed.
    """

    def __init__(self, index: "EventIndexPage", asked: Asked, now: datetime) -> None:
        self.labels: dict[str, dict[str, str]] = {name: {} for name in FILTERS}
        self._alike: dict[tuple[Any, ...], Told] = {}
        self.dates: list[Dated] = []
        self.events: dict[int, Listed] = {}
        self.taken: Understood | None = None
        self._has_text = bool(asked.text)
        self._texts: dict[int, str] = {}
        values, dateless = self._read_events(EventPage.objects.showing().child_of(index), asked)
        self._read_dates(index, values, asked, now)
        if asked.shape == ListShape.COMING and asked.since is None and asked.until is None:
            for pk in dateless:
                self.dates.append(Dated(None, pk, None, None, False, self._told(pk, values[pk], "", (), False)))
        if self._has_text:
            self.taken = self._take(asked.text)

    def _take(self, text: str) -> Understood:
        """Let each way of being found know whether it has the words: as they were typed, else with errors mended.

        The mended words are of what the public finds, whoever asks: the list is everybody's.
        """
        typed = understand(text, Audience.PUBLIC)
        if self._has_any(typed):
            return typed
        meant = correct(typed, in_names=True) if typed.terms else None
        return meant if meant and self._has_any(meant) else typed

    def _has_any(self, way: Understood) -> bool:
        for told in self.told:
            told.has_words = bool(way.terms) and all_in(way.terms, told.text)
        return any(told.has_words for told in self.told)

    @property
    def told(self) -> list[Told]:
        """Return each way of being found once."""
        return list(self._alike.values())

    def _label(self, name: str, value: str, label: str) -> str:
        self.labels[name][value] = label
        return value

    def _read_events(self, events: Any, asked: Asked) -> tuple[dict[int, dict[str, set[str]]], list[int]]:
        """Return the values of each event by filter, and the keys of those of which no date was ever set."""
        found: dict[int, dict[str, set[str]]] = {}
        dateless = []
        rows = events.with_dates().with_words().order_by("title", "pk")
        for event in rows.values(*_SHOWN, *_FOR, "not_recorded", "has_dates", "theme_words", "skill_words"):
            self.events[event["pk"]] = Listed(**{name: event[name] for name in _SHOWN})
            values: dict[str, set[str]] = defaultdict(set)
            self._texts[event["pk"]] = "\n".join([EventKind(event["kind"]).label, *(event[name] for name in _SAID)])
            values["kind"].add(self._label("kind", event["kind"], EventKind(event["kind"]).label))
            for name, (value, label) in _FOR.items():
                if event[name]:
                    values["for"].add(self._label("for", value, label))
            if asked.shape == ListShape.PAST and event["recording"] and not event["not_recorded"]:
                values["recording"].add(self._label("recording", "yes", "With a recording"))
            for name in ("theme", "skill"):
                for slug, label in event[f"{name}_words"].items():
                    values[name].add(self._label(name, slug, label))
                    self._texts[event["pk"]] += f"\n{label}"
            found[event["pk"]] = values
            if not event["has_dates"]:
                dateless.append(event["pk"])
        return found, dateless

    def _read_dates(
        self, index: "EventIndexPage", values: dict[int, dict[str, set[str]]], asked: Asked, now: datetime
    ) -> None:
        rows = Occurrence.objects.showing().filter(event__path__startswith=index.path)
        rows = rows.between(asked.start(), asked.end()).with_room(now)
        if asked.shape == ListShape.COMING:
            rows = rows.not_over(now)
        elif asked.shape == ListShape.PAST:
            rows = rows.over(now)
        else:
            rows = rows.order_by("starts_at", "pk")
        names = ("pk", "event", "starts_at", "ends_at", "state", "is_online", "place", "campus__slug", "campus__name")
        for pk, event, start, end, state, is_online, place, campus, label, has_room in rows.values_list(
            *names, "has_room"
        ):
            if event not in values:
                continue
            how = (*((ONLINE,) if is_online else ()), *((IN_PERSON,) if campus or place or not is_online else ()))
            if campus:
                self._label("campus", campus, label)
            said = f"{place}\n{label or ''}" if self._has_text else ""
            may_come = has_room and asked.shape != ListShape.PAST
            told = self._told(event, values[event], campus or "", how, may_come, said)
            self.dates.append(Dated(pk, event, start, end, state == OccurrenceState.CANCELLED, told))

    def _told(
        self,
        event: int,
        values: dict[str, set[str]],
        campus: str,
        how: tuple[str, ...],
        has_room: bool,
        said: str = "",
    ) -> Told:
        """Return what dates of an event are found by that are alike in all of this; `said`: where they take place."""
        key = (event, campus, how, has_room, said)
        if key not in self._alike:
            for one in how:
                self._label("how", one, _HOW[one])
            if has_room:
                self._label("places", "left", "Places left")
            whole: Values = {name: frozenset(values.get(name, _NOTHING)) for name in FILTERS} | {
                "campus": frozenset({campus} if campus else ()),
                "how": frozenset(how),
                "places": frozenset({"left"} if has_room else ()),
            }
            text = "\n".join([self._texts[event], said, *(_HOW[one] for one in how)])
            self._alike[key] = Told(event, whole, text)
        return self._alike[key]
