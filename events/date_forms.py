"""What organisers type about dates: one of them, a series, and why one is cancelled."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.enums import BookingWay, EventKind, Repeat
from events.models import EventPage, Occurrence
from events.models.occurrences import MOST_PLACES
from events.occurrence_rules import Details, before_start, fingerprint
from events.series import DAYS, MONTHS, WHICH, Rule, SeriesError, Slot, rule_text, slot, slots_of
from portal.core.times import LONDON
from profiles.forms.base import DateBox, Line, MomentBox
from profiles.models import Campus

MOST_DAYS, MOST_HOURS = 366, 24 * 60
# What the services call a field, where the form has it under another name
_NAMES = {"starts_at": "day", "ends_at": "ends", "booking_opens_at": "opens", "booking_closes_at": "closes"}
_NO_DAY = {"required": "Give the day.", "invalid": "Give the day as a date, for example 2027-03-02."}
_NO_TIME = {"required": "Give the time.", "invalid": "Give the time by the 24-hour clock, for example 14:30."}


class TimeBox(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(tzinfo=None)


class PlaceForm(forms.Form):
    """Where something takes place and how it is booked: the same of one date and of a series."""

    campus = forms.ModelChoiceField(Campus.objects.all(), required=False, empty_label="No campus")
    place = Line(label="Place", max_length=200, required=False, help_text="Room and building, or an address.")
    is_online = forms.BooleanField(label="Online", required=False, help_text="People can take part from anywhere.")
    joining_link = forms.URLField(
        label="Joining link",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Sent to those who have a place, and shown to nobody else.",
        error_messages={"invalid": "Give a whole address, which begins with https://"},
    )
    note = Line(label="Note", max_length=300, required=False, help_text="What is special about this time. Public.")
    booking_way = forms.ChoiceField(
        label="How it is booked", choices=BookingWay.choices, initial=BookingWay.HERE, widget=forms.RadioSelect
    )
    capacity = forms.IntegerField(
        label="Places",
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text="Empty: as many as come.",
        error_messages={"invalid": "Give a whole number, or leave it empty."},
    )
    needs_approval = forms.BooleanField(label="I say yes or no to each who asks for a place", required=False)

    def __init__(self, event: EventPage, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        self.event = event
        super().__init__(data, initial=initial)

    def place_values(self) -> dict[str, Any]:
        """Return what was typed, by the names of the services."""
        names = ("campus", "place", "is_online", "joining_link", "note", "booking_way", "capacity", "needs_approval")
        return {name: self.cleaned_data[name] for name in names}

    def say(self, wrong: ValidationError) -> None:
        """Show what a service refuses at the fields that it is about."""
        if not hasattr(wrong, "error_dict"):
            self.add_error(None, wrong)
            return
        for name, words in wrong.message_dict.items():
            field = _NAMES.get(name, name)
            self.add_error(field if field in self.fields else None, [*words])


class DateForm(PlaceForm):
    """One date."""

    day = forms.DateField(label="Day", widget=DateBox, error_messages=_NO_DAY)
    starts = forms.TimeField(label="Starts at", widget=TimeBox, error_messages=_NO_TIME)
    ends = forms.TimeField(label="Ends at", widget=TimeBox, required=False, error_messages=_NO_TIME)
    last_day = forms.DateField(
        label="Last day", widget=DateBox, required=False, error_messages=_NO_DAY, help_text="Where it is another day."
    )
    opens = forms.DateTimeField(
        label="Booking opens", widget=MomentBox, required=False, help_text="Empty: at once.",
        error_messages={"invalid": "Give a day and a time."},
    )  # fmt: skip
    closes = forms.DateTimeField(
        label="Booking closes", widget=MomentBox, required=False, help_text="Empty: when it starts.",
        error_messages={"invalid": "Give a day and a time."},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    field_order = ("day", "starts", "ends", "last_day", "campus", "place", "is_online", "joining_link", "note",
                   "booking_way", "capacity", "opens", "closes", "needs_approval")  # fmt: skip

    def __init__(self, event: EventPage, data: Any = None, occurrence: Occurrence | None = None) -> None:
        super().__init__(event, data, _initial(occurrence) if occurrence else None)

    def clean(self) -> dict[str, Any]:
        """Ask for an end, but of a deadline, which is a moment."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "ends" in cleaned and cleaned["ends"] is None:
            if self.event.kind != EventKind.DEADLINE:
                self.add_error("ends", _NO_TIME["required"])
            cleaned["ends"] = cleaned.get("starts")
        return cleaned

    def details(self) -> Details:
        """Return what was typed, once the form is valid."""
        sent = self.cleaned_data
        start = slot(sent["day"], sent["starts"], sent["starts"])[0]
        end = slot(sent["last_day"] or sent["day"], sent["ends"], sent["ends"])[0]
        return Details(
            starts_at=start, ends_at=end, booking_opens_at=sent["opens"], booking_closes_at=sent["closes"],
            **self.place_values(),
        )  # fmt: skip


def _initial(row: Occurrence) -> dict[str, Any]:
    start, end = _wall(row.starts_at), _wall(row.ends_at)
    names = ("campus", "place", "is_online", "joining_link", "note", "booking_way", "capacity", "needs_approval")
    return {name: getattr(row, name) for name in names} | {
        "day": start.date(),
        "starts": start.time(),
        "ends": end.time(),
        "last_day": end.date() if end.date() != start.date() else None,
        "opens": row.booking_opens_at,
        "closes": row.booking_closes_at,
        "seen": fingerprint(row),
    }


class SeriesForm(PlaceForm):
    """A rule, and what is the same for all its dates."""

    repeat = forms.ChoiceField(
        label="How often", choices=Repeat.choices, initial=Repeat.MONTHLY_DAY, widget=forms.RadioSelect
    )
    which = forms.TypedChoiceField(
        label="Which one in the month",
        choices=[(number, f"The {word}") for number, word in WHICH.items()],
        coerce=int,
        help_text="For ‘each month on a day of the week’.",
    )
    days = forms.TypedMultipleChoiceField(
        label="Day of the week",
        choices=list(enumerate(DAYS)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="One for a monthly series, one or more for a weekly one.",
    )
    not_in = forms.TypedMultipleChoiceField(
        label="Not in",
        choices=list(enumerate(MONTHS, start=1)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Months that are left out.",
    )
    first = forms.DateField(
        label="From", widget=DateBox, error_messages=_NO_DAY, help_text="The first day that may be one."
    )
    until = forms.DateField(label="Until", widget=DateBox, required=False, error_messages=_NO_DAY)
    count = forms.IntegerField(
        label="Or how many dates", required=False, min_value=1, help_text="Give this, or the last day.",
        error_messages={"invalid": "Give a whole number."},
    )  # fmt: skip
    starts = forms.TimeField(label="Starts at", widget=TimeBox, error_messages=_NO_TIME)
    ends = forms.TimeField(label="Ends at", widget=TimeBox, error_messages=_NO_TIME)
    opens_days = forms.IntegerField(
        label="Booking opens so many days before", required=False, min_value=1, max_value=MOST_DAYS,
        help_text="Empty: at once.",
    )  # fmt: skip
    closes_hours = forms.IntegerField(
        label="Booking closes so many hours before", required=False, min_value=0, max_value=MOST_HOURS,
        help_text="Empty: when it starts.",
    )  # fmt: skip
    previewed = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    field_order = ("repeat", "which", "days", "not_in", "first", "until", "count", "starts", "ends", "campus", "place",
                   "is_online", "joining_link", "note", "booking_way", "capacity", "opens_days", "closes_hours",
                   "needs_approval")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a rule that makes no dates."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.slots()
            except SeriesError as problem:
                self.add_error(None, str(problem))
        return cleaned

    def rule(self) -> Rule:
        """Return the rule, once the fields are valid."""
        sent = self.cleaned_data
        return Rule(
            Repeat(sent["repeat"]), sent["first"], tuple(sent["days"]), sent["which"], tuple(sent["not_in"]),
            sent["until"], None if sent["until"] else sent["count"],
        )  # fmt: skip

    def slots(self) -> list[Slot]:
        """Return when each date starts and ends. Raises SeriesError."""
        return slots_of(self.rule(), self.cleaned_data["starts"], self.cleaned_data["ends"])

    def mark(self) -> str:
        """Return a mark of the dates that were shown, by which a rule that was changed since is noticed."""
        sent = self.cleaned_data
        said = f"{rule_text(self.rule())} {sent['first']} {sent['starts']} {sent['ends']}"
        return hashlib.sha256(said.encode()).hexdigest()[:40]

    def details(self, at: Slot) -> Details:
        """Return what is said of one of the dates."""
        sent = self.cleaned_data
        days, hours = sent["opens_days"], sent["closes_hours"]
        return Details(
            starts_at=at[0], ends_at=at[1],
            booking_opens_at=before_start(at[0], days=days) if days else None,
            booking_closes_at=before_start(at[0], hours=hours) if hours else None,
            **self.place_values(),
        )  # fmt: skip


def key_of(at: Slot) -> str:
    """Return by what a date of a preview is ticked."""
    return at[0].astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")


def ticked(slots: Sequence[Slot], sent: Sequence[str]) -> list[Slot]:
    """Return the dates that were ticked."""
    wanted = set(sent)
    return [at for at in slots if key_of(at) in wanted]


class CancelForm(forms.Form):
    """Why a date is cancelled."""

    reason = Line(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands on the event’s page, and those who booked get it by mail.",
        error_messages={"required": "Say why it is cancelled: those who booked read it."},
    )
