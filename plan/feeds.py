"""The feed of what was said of published actions, for feed readers. It knows no session."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.views.decorators.http import conditional_page, require_safe

from plan.models import Update
from portal.core.feeds import absolute, feed_response, xml_text

MOST = 50


@require_safe
@conditional_page
def updates_feed(request: HttpRequest) -> HttpResponse:
    """Return the latest updates of published plans as Atom; what an import wrote is no news."""
    feed = Atom1Feed(
        title="Updates of the action plan",
        link=absolute(reverse("plan")),
        description="What was said last of how the actions are going.",
        language="en-GB",
        feed_url=absolute(reverse("plan_feed")),
    )
    for update in Update.objects.news()[:MOST]:
        _add(feed, update)
    return feed_response(feed)


def _add(feed: Atom1Feed, update: Update) -> None:
    action = update.action
    title = Truncator(f"{action.code}: {update.get_status_display().lower()}. {action.title}").chars(160)
    address = absolute(action.get_absolute_url())
    author = xml_text(update.author_words)
    feed.add_item(
        title=xml_text(title),
        link=f"{address}#update-{update.pk}",
        description=xml_text(update.note),
        unique_id=f"{address}#update-{update.pk}",
        pubdate=update.created_at,
        updateddate=update.created_at,
        author_name=author or None,
        categories=[update.get_status_display()],
    )
