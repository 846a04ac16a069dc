"""Hooks of the roof into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.front.viewsets.promoted import PromotedResultViewSet
from portal.front.viewsets.reads import ReadsViewSet

hooks.register("register_admin_viewset", ReadsViewSet)
register_snippet(PromotedResultViewSet)
