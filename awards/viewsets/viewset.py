"""The addresses of rounds under /admin/award-rounds/. Other parts have viewsets of their own with the same prefix."""

from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.viewsets.base import ViewSet

from awards.permissions import may_organise_awards
from portal.core.screens import shown_to

from .round_parts import FORMS, MOVES, AddPartView, ChangePartView, DoWithPartView
from .rounds import CancelRoundView, ChangeRoundView, MakeRoundView, RoundsView, RoundView


class RoundsViewSet(ViewSet):
    """The screens of rounds."""

    name = "award_rounds"
    url_prefix = "award-rounds"
    icon = "pick"
    menu_label = "Awards"
    menu_name = "awards"
    menu_order = 236
    menu_item_class = shown_to(may_organise_awards)
    menu_url = reverse_lazy("award_rounds:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", RoundsView.as_view(), name="index"),
            path("schemes/<int:scheme>/add/", MakeRoundView.as_view(), name="make"),
            path("<int:round>/", RoundView.as_view(), name="round"),
            path("<int:round>/copy/", MakeRoundView.as_view(), name="copy"),
            path("<int:round>/change/", ChangeRoundView.as_view(), name="change"),
            path("<int:round>/cancel/", CancelRoundView.as_view(), name="cancel"),
            *(pattern for parts, (_, what) in FORMS.items() for pattern in self._of_parts(parts, what)),
        ]

    def _of_parts(self, parts: str, what: str) -> list[URLPattern]:
        kind = {"parts": parts}
        return [
            path(f"<int:round>/{parts}/add/", AddPartView.as_view(), kind, name=f"add_{what}"),
            path(f"{parts}/<int:pk>/", ChangePartView.as_view(), kind, name=f"change_{what}"),
            *(
                path(f"{parts}/<int:pk>/{do}/", DoWithPartView.as_view(), kind | {"do": do}, name=f"{what}_{do}")
                for do in MOVES
            ),
        ]
