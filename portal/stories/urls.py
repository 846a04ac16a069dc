"""Addresses of stories that are no pages of the tree; they stand before those."""

from django.urls import path

from portal.stories.feeds import stories_feed
from portal.stories.views import agreement, suggest
from portal.stories.views.pack import pack

urlpatterns = [
    path("stories/feed/", stories_feed, name="story_feed"),
    path("stories/suggest/", suggest.suggest, name="story_suggest"),
    path("stories/suggest/thanks/", suggest.suggested, name="story_suggested"),
    path("stories/<int:pk>/pack/", pack, name="story_pack"),
    path("me/story-suggestions/", suggest.mine, name="my_story_suggestions"),
    path("stories/agreement/<str:secret>/", agreement.by_link, name="story_agreement"),
    path("stories/agreement/<str:secret>/withdraw/", agreement.withdraw_by_link, name="story_agreement_withdraw"),
    path("me/stories/", agreement.all_own, name="me_stories"),
    path("me/stories/<int:pk>/", agreement.own, name="me_story"),
    path("me/stories/<int:pk>/withdraw/", agreement.withdraw_own, name="me_story_withdraw"),
]
