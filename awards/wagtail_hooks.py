"""Hooks of awards into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks

from awards.audit import register_actions
from awards.judging_audit import register_judging_actions
from awards.page_hooks import refuse_to_delete_given, refuse_to_delete_given_together
from awards.viewsets.honours_viewset import HonoursViewSet
from awards.viewsets.nominations_viewset import NominationsViewSet
from awards.viewsets.panel import PanelViewSet
from awards.viewsets.purging import PurgesViewSet
from awards.viewsets.results import ResultsViewSet
from awards.viewsets.viewset import RoundsViewSet

hooks.register("register_log_actions", register_actions)
hooks.register("register_log_actions", register_judging_actions)
hooks.register("register_admin_viewset", lambda: [RoundsViewSet(), NominationsViewSet()])
hooks.register("register_admin_viewset", lambda: [PanelViewSet(), PurgesViewSet()])
hooks.register("register_admin_viewset", lambda: [ResultsViewSet(), HonoursViewSet()])
hooks.register("before_delete_page", refuse_to_delete_given)
hooks.register("before_bulk_action", refuse_to_delete_given_together)
