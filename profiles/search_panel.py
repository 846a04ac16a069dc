"""What site managers read on the admin's home page while the search server does not answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from profiles.permissions import may_see_search_server
from profiles.search_standing import Standing, standing


class SearchServerPanel(Component):
    """Says that the database answers searches, why, and what waits."""

    name = "search_server"
    template_name = "profiles/admin/search_server.html"
    order = 50  # over what waits for editors

    def __init__(self, found: Standing) -> None:
        self.found = found

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what is known."""
        return {"standing": self.found}


def add_search_server(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel for site managers, where there is something to say."""
    found = standing() if may_see_search_server(request.user) else None
    if found and not found.is_well:
        panels.append(SearchServerPanel(found))
