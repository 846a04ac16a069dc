"""The addresses of a round's nominations under /admin/award-rounds/."""

from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from .nominations import (
    ChangeNominationView,
    EnterView,
    FileView,
    NominationsView,
    NominationView,
    ReasonView,
    ReleaseView,
)

REASONED = ("set-aside", "count-again", "override")


class NominationsViewSet(ViewSet):
    """The screens of a round's nominations; the way to them is the round."""

    name = "award_nominations"
    url_prefix = "award-rounds"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        every, one = "<int:round>/nominations/", "<int:round>/nominations/<int:pk>/"
        return [
            path(every, NominationsView.as_view(), name="list"),
            path(f"{every}enter/", EnterView.as_view(), name="enter"),
            path(one, NominationView.as_view(), name="one"),
            path(f"{one}change/", ChangeNominationView.as_view(), name="change"),
            *(path(f"{one}{do}/", ReasonView.as_view(), {"do": do}, name=do) for do in REASONED),
            path(f"{one}files/<int:file>/", FileView.as_view(), name="file"),
            *(
                path(f"{one}files/<int:file>/{do}/", ReleaseView.as_view(), {"do": do}, name=f"{do}_file")
                for do in ("release", "hold")
            ),
        ]
