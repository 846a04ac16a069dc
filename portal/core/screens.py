"""What our screens in the admin have in common: who may open them, and who sees them in the menu."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.menu import MenuItem

May = Callable[[Any], bool]


class ForThose:
    """Opens a screen to those of whom `may(user)` is true, before anything is read.

    Wagtail's admin turns everybody else away with words.
    """

    may: ClassVar[May]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse, or go on."""
        if not type(self).may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


def shown_to(may: May) -> type[MenuItem]:
    """Return a kind of menu entry that is shown to those of whom `may(user)` is true."""

    class EntryForThose(MenuItem):
        """Shown to some."""

        def is_shown(self, request: HttpRequest) -> bool:
            """Ask the permission."""
            return may(request.user)

    return EntryForThose
