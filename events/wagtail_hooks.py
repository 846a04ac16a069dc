"""Hooks of events into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks

from events.audit import register_actions
from events.viewsets.viewset import OrganiseViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_viewset", lambda: [OrganiseViewSet()])
