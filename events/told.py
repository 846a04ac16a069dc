"""What the events of a list are found by, read in three queries however many there are."""

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .enums import EventKind, ListShape, OccurrenceState
from .finding import FILTERS, Asked, Dated, Told, Values
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
_NOTHING: frozenset[str] = frozenset()


class ToldEvents:
    """The dates of a list's events that an address may ask for, and the labels of what they are found by."""

    def __init__(self, index: "EventIndexPage", asked: Asked, now: datetime) -> None:
        self.labels: dict[str, dict[str, str]] = {name: {} for name in FILTERS}
        self._alike: dict[tuple[Any, ...], Told] = {}
        self.dates: list[Dated] = []
        events = EventPage.objects.showing().child_of(index)
        values, dateless = self._read_events(events, asked)
        self._read_dates(index, values, asked, now)
        if asked.shape == ListShape.COMING and asked.since is None and asked.until is None:
            for pk in dateless:
                self.dates.append(Dated(None, pk, None, None, False, self._told(pk, values[pk], "", (), False)))

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
        for event in (
            events.with_dates()
            .order_by("title", "pk")
            .values("pk", "kind", "recording", "not_recorded", "has_dates", *_FOR)
        ):
            values: dict[str, set[str]] = defaultdict(set)
            values["kind"].add(self._label("kind", event["kind"], EventKind(event["kind"]).label))
            for name, (value, label) in _FOR.items():
                if event[name]:
                    values["for"].add(self._label("for", value, label))
            if asked.shape == ListShape.PAST and event["recording"] and not event["not_recorded"]:
                values["recording"].add(self._label("recording", "yes", "With a recording"))
            found[event["pk"]] = values
            if not event["has_dates"]:
                dateless.append(event["pk"])
        for name, pk, slug, label in events.words():
            if pk in found and slug:
                found[pk][name].add(self._label(name, slug, label))
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
            told = self._told(event, values[event], campus or "", how, has_room and asked.shape != ListShape.PAST)
            self.dates.append(Dated(pk, event, start, end, state == OccurrenceState.CANCELLED, told))

    def _told(self, event: int, values: dict[str, set[str]], campus: str, how: tuple[str, ...], has_room: bool) -> Told:
        key = (event, campus, how, has_room)
        if key not in self._alike:
            for one in how:
                self._label("how", one, "Online" if one == ONLINE else "In person")
            if has_room:
                self._label("places", "left", "Places left")
            whole: Values = {name: frozenset(values.get(name, _NOTHING)) for name in FILTERS} | {
                "campus": frozenset({campus} if campus else ()),
                "how": frozenset(how),
                "places": frozenset({"left"} if has_room else ()),
            }
            self._alike[key] = Told(event, whole)
        return self._alike[key]
