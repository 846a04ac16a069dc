"""Screens of the admin: ours one by one, Wagtail's and Django's by rule."""

from collections.abc import Iterator

from django.urls import reverse

from tests.outputs.output import Address, Kind, Left, Output, admin_only, at, every_admin, only
from tests.outputs.viewers import Viewer

# Model (app_label, model_name) -> the key in World.things, and who keeps these words besides superusers
WORDS: dict[tuple[str, str], tuple[str, tuple[Viewer, ...]]] = {
    ("profiles", "skill"): ("skill", (Viewer.STEWARD, Viewer.EDITOR, Viewer.SITE_MANAGER)),
    ("profiles", "skillgroup"): ("skill_group", ()),
    ("profiles", "registrationtype"): ("registration_type", ()),
    ("profiles", "department"): ("department", ()),
    ("profiles", "campus"): ("campus", ()),
    ("profiles", "building"): ("building", ()),
    ("core", "theme"): ("theme", ()),
}
_STAFF = (Viewer.STEWARD, Viewer.SITE_MANAGER)
_SCREENS = {
    "list": "", "results": "results/", "add": "add/", "edit": "edit/<int:pk>/", "copy": "copy/<int:pk>/",
    "delete": "delete/<int:pk>/", "history": "history/<int:pk>/", "history results": "history-results/<int:pk>/",
    "usage": "usage/<int:pk>/",
}  # fmt: skip
_PARTS = {"results", "history results"}


def _words_screens() -> Iterator[Output]:
    """Yield the screens on which the shared words are kept; Wagtail draws them all in the same way."""
    for (app, model), (thing, keepers) in WORDS.items():
        for screen, path in _SCREENS.items():
            name = f"admin: {model}: {screen}"
            first = f"admin: skill: {screen}"
            yield Output(
                name,
                f"admin/snippets/{app}/{model}/{path}",
                Kind.ADMIN_PART if screen in _PARTS else Kind.ADMIN_PAGE,
                _word_address(f"/admin/snippets/{app}/{model}/{path}", thing),
                admin_only(*keepers),
                vocabulary=True,
                same_as=first if name != first else "",
            )


def _word_address(path: str, thing: str) -> Address:
    return lambda world: path.replace("<int:pk>", str(world.things.get(thing, 0)))


ADMIN: tuple[Output, ...] = (
    Output("admin: home", "admin/", Kind.ADMIN_PAGE, at("/admin/"), every_admin(), staff_list=True, vocabulary=True),
    Output(
        "admin: shared words",
        "admin/snippets/",
        Kind.ADMIN_PAGE,
        at("/admin/snippets/"),
        admin_only(),
    ),
    Output(
        "admin: unclaimed",
        "admin/unclaimed/",
        Kind.ADMIN_PAGE,
        lambda w: reverse("unclaimed:index"),
        admin_only(*_STAFF),
        staff_list=True,
        vocabulary=True,
    ),
    Output(
        "admin: unclaimed: invite",
        "admin/unclaimed/invite/",
        Kind.ACTION,
        lambda w: reverse("unclaimed:invite"),
        only(frozenset({*_STAFF, Viewer.SUPERUSER}), others=302, status=405),
    ),
    *_words_screens(),
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
    *(
        Left(f"admin/snippets/choose/{app}/{model}/", "Wagtail's choosers, of names that belong to no person.")
        for app, model in WORDS
    ),
    Left("django-admin/", "Django's admin holds what allauth and the task queue keep; superusers alone enter."),
)
