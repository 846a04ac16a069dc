"""What the page of a scheme shows."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from .models import SchemePage


def scheme_context(page: "SchemePage", request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a scheme shows."""
    return {}
