"""What our screens in the admin have in common: who may open them, the way back, who sees them in the menu."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

May = Callable[[Any], bool]
Crumb = tuple[str, str]  # address and label
Row = TypeVar("Row", bound=Model)


class ForThose:
    """Opens a screen to those of whom `may(user)` is true, before anything is read.

    Wagtail's admin turns everybody else away with words.
    """

    may: ClassVar[May]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse, or go on."""
        if not self.is_open_to(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def is_open_to(self, user: Any) -> bool:
        """Say whether somebody gets this screen; what is asked for is in `self.kwargs`, unread."""
        return type(self).may(user)


class WayBack(WagtailAdminTemplateMixin):
    """The way back, on top of a screen, to the list from which a room's screens are reached."""

    home: ClassVar[Crumb | None] = None  # the name of that list's address, and its label; None: this is the list
    _show_breadcrumbs = True

    def way(self) -> list[Crumb]:
        """Return what lies between the list and this screen."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead home, to the list, and to what lies between."""
        start = [(reverse(self.home[0]), self.home[1])] if self.home else []
        steps = [{"url": url, "label": label} for url, label in [*start, *self.way()]]
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*WagtailAdminTemplateMixin.breadcrumbs_items, *steps, here]


class Screen(ForThose, WayBack, TemplateView):
    """A screen of a room: open to some, with the way back.

    Its templates extend `core/admin/screen.html`, or `core/admin/form_screen.html` where it is one form.
    """

    stylesheet: ClassVar[str] = ""  # the room's own, among the static files
    rows_a_page: ClassVar[int] = 50
    http_method_names = ["get", "head", "post"]
    request: HttpRequest

    def about(self) -> str:
        """Return what the browser's tab names behind the screen's title; nothing where the title says enough."""
        return ""

    def page_of(self, rows: "QuerySet[Row, Any] | Sequence[Row]", count: int | None = None) -> Page[Row]:
        """Return the page of these rows that the address asks for, or the nearest that there is.

        Where it is known already how many rows there are, `count` says so, and it is not asked again.
        """
        pages = Paginator(rows, self.rows_a_page)
        if count is not None:
            pages.count = count
        return pages.get_page(self.request.GET.get("page"))

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """Return the page, with what its template needs besides `get_context_data`."""
        return self.render_to_response(self.get_context_data(**context), status=status)


def shown_to(may: May) -> type[MenuItem]:
    """Return a kind of menu entry that is shown to those of whom `may(user)` is true."""

    class EntryForThose(MenuItem):
        """Shown to some."""

        def is_shown(self, request: HttpRequest) -> bool:
            """Ask the permission."""
            return may(request.user)

    return EntryForThose
