"""Addresses of stories that are no pages of the tree; they stand before those."""

from django.urls import path

from portal.stories.feeds import stories_feed
from portal.stories.views import suggest

urlpatterns = [
    path("stories/feed/", stories_feed, name="story_feed"),
    path("stories/suggest/", suggest.suggest, name="story_suggest"),
    path("stories/suggest/thanks/", suggest.suggested, name="story_suggested"),
    path("me/story-suggestions/", suggest.mine, name="my_story_suggestions"),
]
