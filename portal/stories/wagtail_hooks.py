"""Hooks of stories into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks

from portal.stories.audit import register_actions
from portal.stories.viewsets.suggestions import SuggestionsViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_viewset", lambda: [SuggestionsViewSet()])
