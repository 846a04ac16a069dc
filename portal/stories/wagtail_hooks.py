"""Hooks of stories into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks

from portal.stories.audit import register_actions
from portal.stories.page_hooks import (
    refuse_aliases,
    say_that_copies_are_drafts,
    take_people_with_stories,
    take_people_with_story,
)
from portal.stories.viewsets.people import StoryPeopleViewSet
from portal.stories.viewsets.suggestions import SuggestionsViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_viewset", lambda: [SuggestionsViewSet(), StoryPeopleViewSet()])
hooks.register("before_copy_page", refuse_aliases)
hooks.register("after_copy_page", say_that_copies_are_drafts)
hooks.register("before_delete_page", take_people_with_story)
hooks.register("before_bulk_action", take_people_with_stories)
