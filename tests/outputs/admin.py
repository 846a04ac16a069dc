"""Screens of the admin: ours one by one, Wagtail's and Django's by rule."""

from tests.outputs.output import Kind, Left, Output, admin_only, at, every_admin
from tests.outputs.viewers import Viewer

ADMIN: tuple[Output, ...] = (
    Output("admin: home", "admin/", Kind.ADMIN_PAGE, at("/admin/"), every_admin(), staff_list=True, vocabulary=True),
    Output("admin: shared words", "admin/snippets/", Kind.ADMIN_PAGE, at("/admin/snippets/"), every_admin()),
    Output(
        "admin: settings /admin/settings/core/branding/",
        "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/",
        Kind.ADMIN_PAGE,
        lambda w: f"/admin/settings/core/branding/{w.things['site']}/",
        admin_only(Viewer.SITE_MANAGER),
    ),
)

_WAGTAILS = "Wagtail's own screens, which Wagtail tests; our models there are listed one by one."
_WAGTAIL_PREFIXES = (
    "pages", "workflows", "images", "documents", "reports", "api", "sites", "users", "groups", "redirects",
    "collections", "choose-page", "choose-external-link", "choose-email-link", "choose-phone-link",
    "choose-anchor-link", "password_reset", "tag-autocomplete", "editing-sessions", "embeds", "test404", "failwhale",
    "bulk", "account", "logout", "dismissibles", "block-preview", "sprite", "jsi18n", "^.*", "settings",
)  # fmt: skip

ADMIN_LEFT: tuple[Left, ...] = (
    *(Left(f"admin/{prefix}/", _WAGTAILS) for prefix in _WAGTAIL_PREFIXES),
    Left("django-admin/", "Django's admin holds what allauth and the task queue keep; superusers alone enter."),
)
