"""The feed of what was said of published actions, for feed readers. It knows no session."""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.views.decorators.http import conditional_page, require_safe

from plan.models import Update

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MOST = 50
KEPT_FOR = 300  # seconds


@require_safe
@conditional_page
def updates_feed(request: HttpRequest) -> HttpResponse:
    """Return the latest updates of published plans as Atom; what an import wrote is no news."""
    feed = Atom1Feed(
        title="Updates of the action plan",
        link=_absolute(reverse("plan")),
        description="What was said last of how the actions are going.",
        language="en-GB",
        feed_url=_absolute(reverse("plan_feed")),
    )
    for update in Update.objects.news()[:MOST]:
        _add(feed, update)
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response


def _add(feed: Atom1Feed, update: Update) -> None:
    action = update.action
    title = Truncator(f"{action.code}: {update.get_status_display().lower()}. {action.title}").chars(160)
    address = _absolute(action.get_absolute_url())
    author = _xml(update.author_words)
    feed.add_item(
        title=_xml(title),
        link=f"{address}#update-{update.pk}",
        description=_xml(update.note),
        unique_id=f"{address}#update-{update.pk}",
        pubdate=update.created_at,
        updateddate=update.created_at,
        author_name=author or None,
        categories=[update.get_status_display()],
    )


def _xml(text: str) -> str:
    """Return text without the characters that XML cannot carry."""
    return _NOT_IN_XML.sub("", text)


def _absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)
