"""Hooks into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from profiles.audit import register_actions
from profiles.search_panel import add_search_server
from profiles.services.rosters.audit import register_roster_actions
from profiles.viewsets.certificates import CertificatesViewSet
from profiles.viewsets.chooser import technician_chooser
from profiles.viewsets.invitations import unclaimed_viewset
from profiles.viewsets.photo_uses import PhotoUsesViewSet
from profiles.viewsets.queues import QueuesViewSet
from profiles.viewsets.reports import ProblemsViewSet
from profiles.viewsets.roster import RosterViewSet
from profiles.viewsets.staff import StaffViewSet
from profiles.viewsets.suggestions import SuggestionsViewSet
from profiles.viewsets.vocabulary import VocabularyGroup

hooks.register("construct_homepage_panels", add_search_server)
hooks.register("register_log_actions", register_actions)
hooks.register("register_log_actions", register_roster_actions)
hooks.register(
    "register_admin_viewset",
    lambda: [
        StaffViewSet(),
        RosterViewSet(),
        CertificatesViewSet(),
        QueuesViewSet(),
        SuggestionsViewSet(),
        ProblemsViewSet(),
        PhotoUsesViewSet(),
        technician_chooser,
    ],
)
hooks.register("register_admin_viewset", lambda: unclaimed_viewset)
register_snippet(VocabularyGroup)
