"""What stands on the first screen of the Wagtail admin besides Wagtail's own."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from portal.front.waiting import needs_of, soonest_first


class WaitingPanel(Component):
    """What needs whoever is signed in, as on their own page: organisers and stewards begin their day in the admin."""

    name = "waiting"
    template_name = "front/admin/waiting.html"
    order = 50  # over Wagtail's own

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what waits, the soonest first; each app is asked once a request."""
        return {"needs": soonest_first(needs_of(parent_context["request"]))}
