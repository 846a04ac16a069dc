"""What every request passes through, on its way in and out."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from wagtail.views import serve

from portal.front.context import look_of
from portal.front.waiting import forget_count

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class SayWhatToDoInstead:
    """Give somebody who opens the address of a button (a reload, a shared link) a page and not an empty window."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill an empty 405 that was asked for as a page; status and allowed methods stay as they are."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content or not request.accepts("text/html"):
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class CountAgainAfterAnAct:
    """Let the header of the next page count anew what waits for somebody who has just sent something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then forget the count of whoever sent this."""
        response = self.get_response(request)
        if request.method not in SAFE_METHODS and request.user.is_authenticated:
            forget_count(request.user)
        return response


class KnowTheSiteByItsLook:
    """Read the look before Wagtail looks for a page: it comes with the site, which costs a query of its own else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass it on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        """Read it where a page of Wagtail's is asked for; every page shows it, and so does saying there is none."""
        if view is serve:
            look_of(request)
