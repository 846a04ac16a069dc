"""Pages that are somebody's own, or whose address is a key."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Keep a page out of caches and search engines, and its address from other sites."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Not 'no-referrer', with which browsers send no origin, and the form would be refused
        response["Referrer-Policy"] = "same-origin"
        return response

    return never_cache(kept)
