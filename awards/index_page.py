"""What the list of awards shows."""

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

if TYPE_CHECKING:
    from .models import AwardIndexPage


def index_context(page: "AwardIndexPage", asked: QueryDict) -> dict[str, Any]:
    """Return what the template of the list shows."""
    return {}
