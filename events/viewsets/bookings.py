"""Who comes to a date: the list, decisions, booking and cancelling for somebody, messages, the list as a file."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from events.attendees import PARTS, attendees, file_rows, header_of
from events.booking_forms import EndForm, MessageForm, SomebodyForm
from events.enums import BookingState
from events.models import Booking
from events.organising import rows_of, when_words
from events.permissions import may_read_private_answers
from events.querysets import BookingQuerySet
from events.services.booking import BookingError, approve, book_somebody, cancel, refuse
from events.services.messages import write_to_booked
from portal.core.screens import Crumb
from portal.core.search_box import one_line
from portal.core.spreadsheets import xlsx_file

from .screens import OneDate, OrganiserScreen


def _leads(occurrence_pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("organise:bookings", args=[occurrence_pk]))


class OfDate(OneDate):
    """A screen that lies behind the list of those who come."""

    def way(self) -> list[Crumb]:
        """Lead back to the dates, and to who comes."""
        return [*super().way(), (reverse("organise:bookings", args=[self.occurrence.pk]), when_words(self.occurrence))]


class BookingsView(OneDate):
    """Those who come, part by part, and found by name; the waiting list in its order."""

    template_name = "events/admin/bookings.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Return when it is."""
        return when_words(self.occurrence)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the part that the address names, and how much is in each."""
        shown = self.request.GET.get("show", "")
        shown = shown if shown in PARTS else "coming"
        text = one_line(self.request.GET.get("q", ""), 100)
        bookings = Booking.objects.filter(occurrence=self.occurrence)
        counts = bookings.by_state()
        found = self._part(bookings, shown).naming(text).for_organisers()
        page = self.page_of(found)
        parts = [
            (name, label, sum(counts.get(state, 0) for state in states)) for name, (label, states) in PARTS.items()
        ]
        return super().get_context_data(
            page=page,
            rows=attendees(page, with_private=may_read_private_answers(self.request.user)),
            parts=[part for part in parts if part[2] or part[0] in ("coming", shown)],
            shown=shown,
            text=text,
            query=urlencode({"show": shown, "q": text}),
            date=rows_of([self.occurrence], timezone.now())[0],
            **kwargs,
        )

    def _part(self, bookings: BookingQuerySet, shown: str) -> BookingQuerySet:
        if shown == "waiting":
            return bookings.queue()
        order = (
            ("-changed_at", "-pk") if shown == "ended" else ("user__last_name", "user__first_name", "guest_name", "pk")
        )
        return bookings.filter(state__in=PARTS[shown][1]).order_by(*order)


class BookView(OfDate):
    """Booking for somebody."""

    template_name = "events/admin/booking_form.html"
    page_title = "Book somebody"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=SomebodyForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Book, and say what they got."""
        form = SomebodyForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            booking = book_somebody(self.occurrence.pk, by=request.user, **form.cleaned_data)
        except BookingError as problem:
            form.add_error(None, str(problem))
            return self.show(409, form=form)
        got = "has a place" if booking.state == BookingState.CONFIRMED else "is on the waiting list"
        messages.success(request, f"{booking.name} {got}, and is told by mail.")
        return _leads(self.occurrence.pk)


class MessageView(OfDate):
    """Writing to those who booked."""

    template_name = "events/admin/message_form.html"
    page_title = "Write to those who booked"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=MessageForm(self.occurrence))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        form = MessageForm(self.occurrence, request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        sent = form.cleaned_data
        number = write_to_booked(
            self.occurrence, by=request.user, subject=sent["subject"], words=sent["words"], states=sent["to"],
            token=str(sent["token"]),
        )  # fmt: skip
        messages.success(request, f"Sent to {number} {'person' if number == 1 else 'people'}.")
        return _leads(self.occurrence.pk)


class BookingsFileView(OneDate):
    """The list as an Excel file: everybody who has a booking, with the answers that the reader may see."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file, and note that it was taken."""
        event = self.occurrence.event
        questions = event.questions.all()
        if not may_read_private_answers(request.user):
            questions = questions.filter(is_private=False)
        bookings = Booking.objects.filter(occurrence=self.occurrence).live().for_organisers()
        asked = list(questions)
        log(instance=event, action="events.export", user=request.user, data={"date": self.occurrence.pk})
        name = f"{slugify(event.title)[:60] or 'event'}-{self.occurrence.starts_at:%Y-%m-%d}"
        return xlsx_file(name, header_of(asked), file_rows(bookings, asked))


class OneBooking(OrganiserScreen):
    """A step with one booking (`pk` in the address), read once the role was checked."""

    template_name = "events/admin/booking_end.html"

    @cached_property
    def booking(self) -> Booking:
        """Return the booking, loaded once."""
        return get_object_or_404(Booking.objects.select_related("user", "occurrence__event"), pk=self.kwargs["pk"])

    def about(self) -> str:
        """Name the event."""
        return str(self.booking.occurrence.event.title)

    def way(self) -> list[Crumb]:
        """Lead back to the event's dates and to who comes."""
        date = self.booking.occurrence
        dates = (reverse("organise:dates", args=[date.event_id]), date.event.title)
        return [dates, (reverse("organise:bookings", args=[date.pk]), when_words(date))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the booking."""
        date = self.booking.occurrence
        known = {"booking": self.booking, "event": date.event, "when": when_words(date)}
        return super().get_context_data(**kwargs | known)


class ApproveView(OneBooking):
    """Saying yes to somebody who asked: one button."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say yes."""
        try:
            booking = approve(self.booking.pk, by=request.user)
        except BookingError as problem:
            messages.error(request, str(problem))
        else:
            got = "has a place" if booking.state == BookingState.CONFIRMED else "is on the waiting list"
            messages.success(request, f"{booking.name} {got}, and is told by mail.")
        return _leads(self.booking.occurrence_id)


class EndBookingView(OneBooking):
    """Saying no, or taking a place back, with words that are sent."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=EndForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it."""
        form = EndForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            self.end(form.cleaned_data["words"])
        except BookingError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"{self.booking.name} is told by mail.")
        return _leads(self.booking.occurrence_id)

    def end(self, words: str) -> None:
        """Do it. Raises BookingError."""
        raise NotImplementedError


class RefuseView(EndBookingView):
    """Saying no to somebody who asked."""

    page_title = "Say no"

    def end(self, words: str) -> None:
        """Say no."""
        refuse(self.booking.pk, by=self.request.user, words=words)


class CancelBookingView(EndBookingView):
    """Cancelling somebody's booking."""

    page_title = "Cancel a booking"

    def end(self, words: str) -> None:
        """Cancel it; the place passes on."""
        cancel(self.booking.pk, by=self.request.user, words=words)
