"""When an event takes place: its dates, a new one, a series, changing and cancelling."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from events.date_forms import CancelForm, DateForm, SeriesForm, key_of, ticked
from events.models import EventIndexPage, EventPage, Occurrence
from events.organising import rows_of
from events.series import Slot, words_of
from events.services.occurrences import (
    Done,
    OccurrenceChangedError,
    OccurrenceError,
    add_occurrence,
    cancel_occurrence,
    change_from_here_on,
    change_occurrence,
    following,
    make_series,
    places_short,
    remove_occurrence,
    starts_taken,
    to_be_told,
)
from portal.core.screens import Crumb
from portal.core.times import hours_words, long_day

from .screens import OneDate, OneEvent, OrganiserScreen

_CHANGED = "Somebody changed this date meanwhile. Look at what stands there now, and save again if you still want to."
_LOOK = "You changed the rule. Look at the dates again, then make them."


def people(number: int) -> str:
    """Return a number of people who are told, in words."""
    return f"{number} {'person is' if number == 1 else 'people are'} told by mail"


class ComingView(OrganiserScreen):
    """What is coming at all events, the next first; `?show=over` what has been."""

    template_name = "events/admin/coming.html"
    page_title = "Events"
    home = None
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of dates, how many there are of each part, and the events that have none."""
        now = timezone.now()
        shown = "over" if self.request.GET.get("show") == "over" else "coming"
        parts = {"coming": Occurrence.objects.not_over(now), "over": Occurrence.objects.over(now)}
        found = parts[shown].for_organisers()
        page = self.page_of(found)
        labels = {"coming": "Coming", "over": "Over"}
        return super().get_context_data(
            page=page,
            rows=rows_of(page, now),
            parts=[(name, labels[name], part.count()) for name, part in parts.items()],
            shown=shown,
            without_dates=EventPage.objects.filter(occurrences=None).order_by("title")[: self.rows_a_page],
            lists=EventIndexPage.objects.order_by("shelf"),
            **kwargs,
        )


class DatesView(OneEvent):
    """All dates of an event: what is coming first, then what has been."""

    template_name = "events/admin/dates.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Return the event's name."""
        return self.event.title

    def way(self) -> list[Crumb]:
        """Nothing lies between."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the dates and the rules of which they were made."""
        now = timezone.now()
        dates = Occurrence.objects.filter(event=self.event.pk).for_organisers()
        coming, over = rows_of(dates.not_over(now), now), rows_of(dates.over(now)[: self.rows_a_page], now)
        return super().get_context_data(
            coming=coming, over=over, series=self.event.series.all(), may_add=True, **kwargs
        )


class AddDateView(OneEvent):
    """One more date."""

    template_name = "events/admin/date_form.html"
    page_title = "Add a date"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, which begins with the place of the latest date."""
        return self.show(form=DateForm(self.event))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add it."""
        form = DateForm(self.event, request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            row = add_occurrence(self.event, form.details(), by=request.user)
        except ValidationError as wrong:
            form.say(wrong)
            return self.show(422, form=form)
        past = " It lies in the past." if row.is_over(timezone.now()) else ""
        messages.success(request, f"The date is added.{past}")
        return HttpResponseRedirect(reverse("organise:dates", args=[self.event.pk]))


class SeriesView(OneEvent):
    """A series: the rule, then its dates to look at, of which each can be left out, then they are made."""

    template_name = "events/admin/series_form.html"
    page_title = "Make a series"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=SeriesForm(self.event))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the dates of the rule, or make those that are ticked."""
        form = SeriesForm(self.event, request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        slots = form.slots()
        if request.POST.get("do") != "make":
            return self._preview(form, slots, None)
        chosen = ticked(slots, request.POST.getlist("date"))
        if form.cleaned_data["previewed"] != form.mark():
            form.add_error(None, _LOOK)
            return self._preview(form, slots, None, 409)
        try:
            made = make_series(self.event, form.rule(), [(at, form.details(at)) for at in chosen], by=request.user)
        except ValidationError as wrong:
            form.say(wrong)
            return self._preview(form, slots, chosen, 422)
        number = len(chosen)
        messages.success(request, f"{number} {'date is' if number == 1 else 'dates are'} made: {made.words}.")
        return HttpResponseRedirect(reverse("organise:dates", args=[self.event.pk]))

    def _preview(
        self, form: SeriesForm, slots: list[Slot], chosen: list[Slot] | None, status: int = 200
    ) -> HttpResponse:
        """Show the dates; `chosen` are ticked, or all that are not there yet."""
        taken = starts_taken(self.event, slots)
        wanted = [at for at in slots if at[0] not in taken] if chosen is None else chosen
        dates = [
            (key_of(at), f"{long_day(timezone.localdate(at[0]))}, {hours_words(*at)}", at in wanted, at[0] in taken)
            for at in slots
        ]
        return self.show(status, form=form, dates=dates, words=words_of(form.rule()), mark=form.mark())


class ChangeView(OneDate):
    """Changing a date, or it and those of its series that follow."""

    template_name = "events/admin/date_form.html"
    page_title = "Change a date"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is said now."""
        if self.occurrence.is_cancelled:
            messages.error(request, "This date is cancelled. Add a new one where it takes place after all.")
            return self._back()
        return self._page(DateForm(self.occurrence.event, occurrence=self.occurrence))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it, and say how many people are told."""
        form = DateForm(self.occurrence.event, request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        change = change_from_here_on if request.POST.get("do") == "from-here-on" else change_occurrence
        try:
            done = change(self.occurrence.pk, form.details(), by=request.user, seen=form.cleaned_data["seen"] or "none")
        except ValidationError as wrong:
            form.say(wrong)
            return self._page(form, 422)
        except OccurrenceChangedError:
            messages.error(request, _CHANGED)
            return self._page(DateForm(self.occurrence.event, occurrence=self.occurrence), 409)
        except OccurrenceError as problem:
            messages.error(request, str(problem))
            return self._back()
        self._say(done)
        return self._back()

    def _say(self, done: Done) -> None:
        number = len(done.occurrences)
        if not number:
            messages.info(self.request, "Nothing was changed, so nobody is told.")
            return
        words = "The date is changed" if number == 1 else f"{number} dates are changed"
        messages.success(self.request, f"{words}; {people(done.told)}." if done.told else f"{words}. Nobody is told.")
        if short := max(places_short(row) for row in done.occurrences):
            who = "1 more person has" if short == 1 else f"{short} more people have"
            messages.warning(
                self.request,
                f"{who} a place than there are places. Nobody loses it; nobody new gets one until enough cancel.",
            )

    def _page(self, form: DateForm, status: int = 200) -> HttpResponse:
        rows = following(self.occurrence)
        return self.show(
            status, form=form, told=to_be_told(rows[:1]), later=len(rows) - 1, told_from_here_on=to_be_told(rows)
        )

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("organise:dates", args=[self.occurrence.event_id]))


class CancelView(OneDate):
    """Cancelling a date, or it and those of its series that follow."""

    template_name = "events/admin/date_cancel.html"
    page_title = "Cancel a date"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._page(CancelForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Cancel, and say how many people are told."""
        form = CancelForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        from_here_on = request.POST.get("do") == "from-here-on"
        reason = form.cleaned_data["reason"]
        try:
            done = cancel_occurrence(self.occurrence.pk, by=request.user, reason=reason, from_here_on=from_here_on)
        except OccurrenceError as problem:
            messages.error(request, str(problem))
        else:
            number = len(done.occurrences)
            words = "The date is cancelled" if number == 1 else f"{number} dates are cancelled"
            messages.success(request, f"{words}; {people(done.told)}.")
        return HttpResponseRedirect(reverse("organise:dates", args=[self.occurrence.event_id]))

    def _page(self, form: CancelForm, status: int = 200) -> HttpResponse:
        rows = following(self.occurrence)
        is_unused = not self.occurrence.bookings.exists()
        return self.show(
            status, form=form, told=to_be_told(rows[:1]), later=len(rows) - 1, told_from_here_on=to_be_told(rows),
            is_unused=is_unused,
        )  # fmt: skip


class RemoveView(OneDate):
    """Deleting a date that nobody ever booked: one button."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it, or say why not."""
        event = self.occurrence.event_id
        try:
            remove_occurrence(self.occurrence.pk, by=request.user)
        except OccurrenceError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "The date is deleted.")
        return HttpResponseRedirect(reverse("organise:dates", args=[event]))
