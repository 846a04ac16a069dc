"""The private calendar address: made and taken away by its owner, read by their calendar program."""

from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.calendars import booking_uid, calendar_of, occurrence_event
from events.enums import OccurrenceState
from events.models import Booking, CalendarLink
from events.services.calendar_links import make_link, revoke_link
from portal.core.private_pages import private

KEPT_FOR = timedelta(days=90)  # what is over stays in the calendar so long


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest) -> HttpResponseBase:
    """Show one's own address, make a new one, or take it away."""
    do = request.POST.get("do", "")
    if do == "make":
        make_link(request.user)
        messages.success(request, "Your calendar address is ready. An older one no longer works.")
    elif do == "revoke":
        revoke_link(request.user)
        messages.success(request, "The address no longer works. Calendars that read it get nothing new.")
    if do in ("make", "revoke"):
        return redirect("me_calendar")
    link = CalendarLink.objects.filter(user=cast("Any", request.user)).first()
    context = {
        "link": link,
        "address": settings.BASE_URL + reverse("my_calendar", args=[link.secret]) if link else "",
        "note": "Choose what to do." if request.method == "POST" else "",
    }
    return render(request, "events/me/calendar.html", context, status=422 if context["note"] else 200)


@private
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Give the places that somebody has as a calendar, to whoever has the address: only they and their programs do.

    What is cancelled, by either side, is no longer in it.
    """
    link = CalendarLink.objects.filter(secret=secret, user__is_active=True).first()
    if link is None:
        raise Http404("No calendar is at this address. Its owner may have taken it away.")
    since = timezone.now() - KEPT_FOR
    takes_place = Booking.objects.confirmed().filter(occurrence__state=OccurrenceState.SCHEDULED)
    own = takes_place.of(link.user_id).filter(occurrence__ends_at__gt=since).with_occurrence()
    events = [
        occurrence_event(
            booking.occurrence,
            uid=booking_uid(booking),
            sequence=booking.sequence,
            method="PUBLISH",
            with_link=True,
        )
        for booking in own.order_by("occurrence__starts_at", "pk")
    ]
    name = f"Bookings, {settings.WAGTAIL_SITE_NAME}"
    return HttpResponse(calendar_of(events, name), content_type="text/calendar; charset=utf-8")
