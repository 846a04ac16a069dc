"""Error pages that say what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.debug import sensitive_post_parameters

from portal.core.typed_words import typed_words
from profiles.views.me.access import WORD_LABELS


@requires_csrf_token
@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell somebody whose form could not be trusted how to send it again, and give back what they typed.

    Words that another site sent are not shown: they are not this person's, and would look like ours.
    """
    words = typed_words(request, WORD_LABELS) if _sent_from_here(request) else []
    if getattr(request, "htmx", False):
        # the status with which htmx puts an answer in the place of the form
        return render(request, "components/stale_form.html", {"words": words}, status=409)
    return render(request, "403_csrf.html", {"words": words}, status=403)


def _sent_from_here(request: HttpRequest) -> bool:
    """Say whether the browser tells nothing against its being a page of ours that was sent."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
