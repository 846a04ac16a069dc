"""What follows in the admin when an event is copied or deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from .models import EventPage
from .services.events import BookedError, copy_questions, take_rows_of, why_not_deleted


def _events_below(pages: list[Page]) -> list[int]:
    """Return the keys of the events among some pages and below them."""
    rows = EventPage.objects
    return [pk for page in pages for pk in rows.descendant_of(page, inclusive=True).values_list("pk", flat=True)]


def refuse_to_delete_booked(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete an event that somebody has booked; of others, say what goes and take it along."""
    events = _events_below([page])
    if problem := why_not_deleted(events):
        messages.error(request, problem)
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "POST":
        take_rows_of(events)
    return None


def refuse_to_delete_booked_together(
    request: HttpRequest, action_type: str, objects: list[Any], action: object
) -> HttpResponse | None:
    """Do so too where pages are deleted together."""
    if action_type != "delete":
        return None
    pages = [one for one in objects if isinstance(one, Page)]
    try:
        take_rows_of(_events_below(pages))
    except BookedError as problem:
        messages.error(request, str(problem))
        parent = pages[0].get_parent() if pages else None
        return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_home")
    return None


def copy_what_is_asked(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Give the copy of an event its questions, and say that it has no dates, speakers and bookings."""
    if not issubclass(page.specific_class, EventPage):
        return
    copy_questions(page.pk, new_page.pk, by=request.user)
    messages.info(request, "The copy has the questions of the first. Dates, speakers and bookings are not copied.")
