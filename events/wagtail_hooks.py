"""Hooks of events into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks

from events.audit import register_actions
from events.page_hooks import copy_what_is_asked, refuse_to_delete_booked, refuse_to_delete_booked_together
from events.viewsets.viewset import OrganiseViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_viewset", lambda: [OrganiseViewSet()])
hooks.register("before_delete_page", refuse_to_delete_booked)
hooks.register("before_bulk_action", refuse_to_delete_booked_together)
hooks.register("after_copy_page", copy_what_is_asked)
