"""One's own bookings: all of them, and one with what can be done about it, signed in or by a guest's link."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.addresses import events_url
from events.cards import date_view
from events.enums import LIVE_BOOKINGS, BookingState
from events.forms import AnswersForm
from events.models import Booking
from events.services.booking import (
    AnswerError,
    BookingError,
    cancel,
    change_answers,
    confirm_address,
    decline_offer,
    take_offer,
)
from events.services.forgetting import guests_kept_for
from portal.core.private_pages import private

from .whose import booking_by_link, own_booking

PAST_A_PAGE = 20
_STANDS = {
    BookingState.CONFIRMED: "You have a place.",
    BookingState.OFFERED: "A place is free, and it is offered to you.",
    BookingState.WAITING: "You are on the waiting list.",
    BookingState.ASKED: "You have asked for a place. An organiser decides.",
    BookingState.UNCONFIRMED: "You have no place yet. Confirm your address to book.",
    BookingState.CANCELLED: "This booking is cancelled.",
    BookingState.REFUSED: "There was no place for you this time.",
}
_DONE = {
    "cancel": "Cancelled. Thank you for making room.",
    "take": "You have a place. A mail with a file for your calendar is on its way.",
    "decline": "Thank you for saying so. The next on the waiting list is asked.",
    "answers": "Your answers are saved.",
}


@private
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """List what one has booked: what is offered, what is coming, what one waits for, and what is past."""
    now = timezone.now()
    own = Booking.objects.of(request.user).with_occurrence()
    live = list(own.live().filter(occurrence__ends_at__gt=now).order_by("occurrence__starts_at", "pk"))
    by_state: dict[str, list[Booking]] = {state: [] for state in LIVE_BOOKINGS}
    for booking in live:
        by_state[booking.state].append(booking)
    past = own.past(now)
    context = {
        "offered": _rows(by_state[BookingState.OFFERED]),
        "coming": _rows(by_state[BookingState.CONFIRMED]),
        "waiting": _rows([*by_state[BookingState.WAITING], *by_state[BookingState.ASKED]]),
        "past": (page := Paginator(past, PAST_A_PAGE).get_page(request.GET.get("page"))),
        "past_rows": _rows(list(page.object_list)),
        "events_url": events_url(),
    }
    return render(request, "events/me/bookings.html", context)


def _rows(bookings: list[Booking]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {"booking": booking, "date": date_view(booking.occurrence, booking.occurrence.event, now)}
        for booking in bookings
    ]


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one of one's bookings, and do what is asked about it."""
    booking = own_booking(request.user, pk)
    return _booking(request, booking, reverse("me_booking", args=[pk]))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show a guest's booking to whoever has the link, which was sent to them alone; an account's is shown there."""
    booking = booking_by_link(secret)
    if booking.user_id is not None:
        return redirect("me_booking", pk=booking.pk)
    return _booking(request, booking, reverse("event_booking_by_link", args=[secret]))


def _booking(request: HttpRequest, booking: Booking, here: str) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, booking, here)
    do = request.POST.get("do", "")
    if do == "answers":
        return _answer(request, booking, here)
    doing: dict[str, Callable[[], Booking]] = {
        "confirm": lambda: confirm_address(booking.secret),
        "cancel": lambda: cancel(booking.pk, by=booking.user),
        "take": lambda: take_offer(booking.pk, by=booking.user),
        "decline": lambda: decline_offer(booking.pk, by=booking.user),
    }
    if do not in doing:
        return _page(request, booking, here, 422, note="Choose what to do.")
    try:
        doing[do]()
    except BookingError as problem:
        return _page(request, _fresh(booking), here, 409, note=str(problem))
    return _done(request, do, here)


def _answer(request: HttpRequest, booking: Booking, here: str) -> HttpResponseBase:
    form = _form(booking, request.POST)
    if not form.is_valid():
        return _page(request, booking, here, 422, form=form)
    try:
        change_answers(booking.pk, form.answers)
    except AnswerError as problem:
        form.refuse(problem.question, str(problem))
        return _page(request, booking, here, 422, form=form)
    except BookingError as problem:
        return _page(request, _fresh(booking), here, 409, note=str(problem))
    return _done(request, "answers", here)


def _done(request: HttpRequest, do: str, here: str) -> HttpResponseBase:
    if request.user.is_authenticated and do in _DONE:  # a visitor's page starts no session: it says how things stand
        messages.success(request, _DONE[do])
    return redirect(here)


def _fresh(booking: Booking) -> Booking:
    return Booking.objects.with_occurrence().get(pk=booking.pk)


def _form(booking: Booking, data: Any = None) -> AnswersForm:
    questions = booking.occurrence.event.questions.filter(is_asked=True)
    return AnswersForm(questions, data, dict(booking.answers.values_list("question", "text")))


def _page(
    request: HttpRequest,
    booking: Booking,
    here: str,
    status: int = 200,
    note: str = "",
    form: AnswersForm | None = None,
) -> HttpResponseBase:
    now, occurrence, state = timezone.now(), booking.occurrence, BookingState(booking.state)
    is_live = state in LIVE_BOOKINGS and not occurrence.is_cancelled and not occurrence.is_over(now)
    before = is_live and now < occurrence.starts_at
    offer_stands = booking.offered_until is not None and booking.offered_until > now
    clashes = Booking.objects.live().of(booking.user).clashing_with(occurrence) if booking.user and is_live else []
    form = form or (_form(booking) if is_live and state != BookingState.UNCONFIRMED else None)
    context = {
        "booking": booking,
        "event": occurrence.event,
        "date": date_view(occurrence, occurrence.event, now),
        "here": here,
        "note": note,
        "stands": f"This booking lapsed: {booking.why_lapsed}." if state == BookingState.LAPSED else _STANDS[state],
        "is_over": occurrence.is_over(now),
        "joining_link": occurrence.joining_link if is_live and state == BookingState.CONFIRMED else "",
        "may_cancel": before and state not in (BookingState.UNCONFIRMED, BookingState.OFFERED),
        "may_confirm": before and state == BookingState.UNCONFIRMED,
        "may_take": before and state == BookingState.OFFERED and offer_stands,
        "offer_is_over": state == BookingState.OFFERED and not offer_stands,
        "clashes": clashes,
        "form": form if form is not None and form.questions else None,
        "is_guest": booking.user_id is None,
        "guests_kept_for": guests_kept_for(),
    }
    return render(request, "events/booking.html", context, status=status)
