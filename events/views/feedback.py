"""What somebody thought of a date, told after it: signed in, or by a guest's link."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.feedback_form import FeedbackForm
from events.models import Booking
from events.services.feedback import FeedbackError, feedback_path, give_feedback, why_no_feedback
from portal.core.private_pages import private

from .whose import booking_by_link, own_booking


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the form of one of one's bookings, and keep what is said."""
    booking = own_booking(request.user, pk)
    return _feedback(request, booking)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show the form to a guest, by the link that was sent to them alone; whoever has an account signs in."""
    booking = booking_by_link(secret)
    if booking.user_id is not None:
        return redirect("me_booking_feedback", pk=booking.pk)
    return _feedback(request, booking)


def _feedback(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, booking, FeedbackForm())
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _page(request, booking, form, 422)
    try:
        give_feedback(booking.pk, **form.cleaned_data)
    except FeedbackError:
        return _page(request, Booking.objects.with_occurrence().get(pk=booking.pk), FeedbackForm(), 409)
    return redirect(feedback_path(booking))


def _page(request: HttpRequest, booking: Booking, form: FeedbackForm, status: int = 200) -> HttpResponseBase:
    problem = why_no_feedback(booking)
    context = {
        "event": booking.occurrence.event,
        "occurrence": booking.occurrence,
        "is_guest": booking.user_id is None,
        "problem": problem,
        "form": form,
        "here": feedback_path(booking),
    }
    return render(request, "events/feedback.html", context, status=status)
