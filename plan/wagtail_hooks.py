"""Hooks into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks

from plan.audit import register_actions
from plan.viewsets.imports import PlanImportsViewSet
from plan.viewsets.viewset import PlansViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_viewset", lambda: [PlansViewSet(), PlanImportsViewSet()])
