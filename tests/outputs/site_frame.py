"""Outputs of the frame of every page: the screens on which editors set it."""

from tests.outputs.output import Kind, Output, admin_only
from tests.outputs.viewers import Viewer

_PATTERN = "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/"

SITE_FRAME: tuple[Output, ...] = (
    Output(
        "admin: settings /admin/settings/front/navigation/", _PATTERN, Kind.ADMIN_PAGE,
        lambda w: f"/admin/settings/front/navigation/{w.things['site']}/", admin_only(Viewer.SITE_MANAGER),
    ),
    Output(
        "admin: settings /admin/settings/front/announcement/", _PATTERN, Kind.ADMIN_PAGE,
        lambda w: f"/admin/settings/front/announcement/{w.things['site']}/",
        admin_only(Viewer.EDITOR, Viewer.SITE_MANAGER),
    ),
)  # fmt: skip
