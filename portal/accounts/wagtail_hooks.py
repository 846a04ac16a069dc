"""Hooks into the Wagtail admin: registrations only."""

from wagtail import hooks

from .viewsets import SetActiveStateBulkAction

# after Wagtail's own of the same name, whose place it takes
hooks.register("register_bulk_action", SetActiveStateBulkAction, order=100)
