"""/-/seen: where the site's script says that a page was read."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.front.counting import does_not_want_it, from_token, is_bot
from portal.front.services.reads import count_read

LONGEST_BODY = 1000  # bytes


# Exempt: the pages that send this are cached, so they hold no CSRF token; it is sent without cookies, and does nothing
# in anybody's name. That it comes from a page of ours is told by the browser, and by the page's signed token.
@csrf_exempt
@never_cache
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Count that a page was read.

    Answers 204 also where it is not counted: for a reader who does not want it, a program, one network address that
    asks without end. The script could do nothing about it, and a reader's browser would only tell of an error.
    """
    if not _is_from_here(request):
        return HttpResponse(status=403)
    if does_not_want_it(request) or is_bot(request.headers.get("User-Agent", "")):
        return HttpResponse(status=204)
    length: Any = request.META.get("CONTENT_LENGTH") or "0"
    page = from_token(request.POST.get("page", "")) if int(length) <= LONGEST_BODY else None
    if page is None:
        return HttpResponse(status=400)
    if ratelimit.consume(request, action="page_seen", key=_who(request)):
        count_read(page, timezone.localdate())
    return HttpResponse(status=204)


def _is_from_here(request: HttpRequest) -> bool:
    """Say whether a page of this site sent it: browsers tell by a header or two that no page can forge."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return urlsplit(origin).netloc == request.get_host()
    return site is not None


def _who(request: HttpRequest) -> str:
    """Return what one network address is limited by, for a minute: a keyed digest, from which nobody reads it."""
    return salted_hmac("portal.front.seen", get_adapter().get_client_ip(request), algorithm="sha256").hexdigest()
