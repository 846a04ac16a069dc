"""Booking a place: signed in, as somebody from the public, or for one's team."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.cards import date_view
from events.enums import BookingState, BookingWay
from events.forms import AnswersForm, GuestForm, TeamForm
from events.models import Booking, Occurrence
from events.services.booking import AnswerError, BookingError, book, book_as_guest, book_team
from events.services.forgetting import guests_kept_for
from events.services.places import why_not_open
from portal.core.private_pages import private
from profiles.models import Technician

SAID = {
    BookingState.CONFIRMED: "You have a place. A mail with a file for your calendar is on its way.",
    BookingState.WAITING: "You are on the waiting list. When a place becomes free it is offered to you by mail.",
    BookingState.ASKED: "You have asked for a place. An organiser decides, and you hear by mail.",
}
AnyForm = AnswersForm | GuestForm


def _occurrence(pk: int) -> Occurrence:
    found = Occurrence.objects.showing().with_places().select_related("event__picture", "campus").filter(pk=pk).first()
    if found is None:
        raise Http404("No date of an event is booked at this address.")
    return found


@private
@require_http_methods(["GET", "HEAD", "POST"])
def book_place(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what is booked, and book it: for whoever is signed in, else by an address where the public may come."""
    occurrence = _occurrence(pk)
    form = _form(request, occurrence)
    if request.method != "POST":
        return _page(request, occurrence, form)
    if form is None:
        return _page(request, occurrence, form, 409, note="Sign in to book. This event is not open to the public.")
    if not form.is_valid():
        return _page(request, occurrence, form, 422)
    if isinstance(form, GuestForm):
        return _book_guest(request, occurrence, form)
    return _book_own(request, occurrence, form)


def _book_own(request: HttpRequest, occurrence: Occurrence, form: AnswersForm) -> HttpResponseBase:
    if not ratelimit.consume(request, action="book_event", user=request.user):
        return ratelimit.respond_429(request)
    try:
        booking = book(occurrence.pk, user=request.user, answers=form.answers)
    except BookingError as problem:
        return _refused(request, occurrence, form, problem)
    messages.success(request, SAID[BookingState(booking.state)])
    return redirect("me_booking", pk=booking.pk)


def _form(request: HttpRequest, occurrence: Occurrence) -> AnyForm | None:
    """Return the form that fits whoever asks; None for a visitor where the public does not book."""
    questions = occurrence.event.questions.filter(is_asked=True)
    data = request.POST if request.method == "POST" else None
    if request.user.is_authenticated:
        return AnswersForm(questions, data)
    return GuestForm(questions, data) if occurrence.event.for_public else None


def _book_guest(request: HttpRequest, occurrence: Occurrence, form: GuestForm) -> HttpResponseBase:
    """Send the link; a program that fills in every field is told the same, and nothing is done."""
    email = form.cleaned_data["email"].lower()
    if form.is_from_a_program:
        return redirect("event_booking_sent")
    if not ratelimit.consume(request, action="book_as_guest", key=email):
        return ratelimit.respond_429(request)
    try:
        book_as_guest(occurrence.pk, name=form.cleaned_data["name"], email=email, answers=form.answers)
    except BookingError as problem:
        return _refused(request, occurrence, form, problem)
    return redirect("event_booking_sent")


def _refused(request: HttpRequest, occurrence: Occurrence, form: AnyForm, problem: BookingError) -> HttpResponseBase:
    if isinstance(problem, AnswerError):
        form.refuse(problem.question, str(problem))
        return _page(request, occurrence, form, 422)
    return _page(request, _occurrence(occurrence.pk), form, 409, note=str(problem))


def _page(
    request: HttpRequest, occurrence: Occurrence, form: AnyForm | None, status: int = 200, note: str = ""
) -> HttpResponseBase:
    now = timezone.now()
    own = Booking.objects.live().of(request.user) if request.user.is_authenticated else Booking.objects.none()
    context = {
        "event": occurrence.event,
        "date": date_view(occurrence, occurrence.event, now),
        "occurrence": occurrence,
        "form": form,
        "guests_kept_for": guests_kept_for() if isinstance(form, GuestForm) else "",
        "note": note,
        "why_not": why_not_open(occurrence, now),
        "is_elsewhere": occurrence.booking_way == BookingWay.ELSEWHERE,
        "mine": own.filter(occurrence=occurrence).first(),
        "clashes": list(own.clashing_with(occurrence)),
        "has_team": request.user.is_authenticated and Technician.objects.managed_by(request.user).exists(),
    }
    return render(request, "events/book.html", context, status=status)


@private
@require_safe
def link_sent(request: HttpRequest) -> HttpResponseBase:
    """Say that a link is on its way; the same to everybody, whatever is known of the address."""
    return render(request, "events/link_sent.html")


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def book_for_team(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let a manager book for those whom the staff list gives them."""
    user: Any = request.user
    occurrence, team = _occurrence(pk), list(Technician.objects.managed_by(user).select_related("user"))
    if not team:
        raise Http404("The staff list names nobody as your team.")
    form = TeamForm(team, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _team_page(request, occurrence, form, 422 if form.is_bound else 200)
    if not ratelimit.consume(request, action="book_event", user=user):
        return ratelimit.respond_429(request)
    try:
        outcomes = book_team(occurrence.pk, manager=user, technicians=form.chosen)
    except BookingError as problem:
        return _team_page(request, occurrence, form, 409, note=str(problem))
    return _team_page(request, occurrence, form, outcomes=outcomes)


def _team_page(
    request: HttpRequest, occurrence: Occurrence, form: TeamForm, status: int = 200, **context: Any
) -> HttpResponseBase:
    now = timezone.now()
    context |= {
        "event": occurrence.event,
        "date": date_view(occurrence, occurrence.event, now),
        "form": form,
        "why_not": why_not_open(occurrence, now),
    }
    return render(request, "events/book_team.html", {"outcomes": None, "note": "", **context}, status=status)
