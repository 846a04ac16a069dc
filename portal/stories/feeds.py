"""The feed of stories, for feed readers: what the public sees, whoever asks. It knows no session."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import conditional_page, require_safe

from portal.core.feeds import absolute, feed_response, xml_text

from .addresses import stories_url
from .models import StoryPage

MOST = 30


@require_safe
@conditional_page
def stories_feed(request: HttpRequest) -> HttpResponse:
    """Return the latest stories as Atom: title, summary and themes, nothing of the people they are about."""
    feed = Atom1Feed(
        title="Stories",
        link=absolute(stories_url()),
        description="What technicians did, and how it was done.",
        language="en-GB",
        feed_url=absolute(reverse("story_feed")),
    )
    for story in StoryPage.objects.showing().latest_first().prefetch_related("themes")[:MOST]:
        address = absolute(story.get_url() or "")
        feed.add_item(
            title=xml_text(story.title),
            link=address,
            description=xml_text(story.summary),
            unique_id=address,
            pubdate=timezone.localtime(story.first_published_at),
            updateddate=timezone.localtime(story.last_published_at or story.first_published_at),
            categories=[story.get_kind_display(), *(theme.name for theme in story.themes.all())],
        )
    return feed_response(feed)
