"""Hooks of awards into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks

from awards.audit import register_actions
from awards.viewsets.honours_viewset import HonoursViewSet
from awards.viewsets.purging import PurgesViewSet
from awards.viewsets.results import ResultsViewSet
from awards.viewsets.viewset import RoundsViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_viewset", lambda: [RoundsViewSet()])
hooks.register("register_admin_viewset", lambda: [PurgesViewSet()])
hooks.register("register_admin_viewset", lambda: [ResultsViewSet(), HonoursViewSet()])
