"""Screens of the admin: ours one by one, Wagtail's and Django's by rule."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from tests.outputs.event_admin import EVENT_SCREENS
from tests.outputs.output import Address, Kind, Left, Output, Statuses, admin_only, at, every_admin, everybody, only
from tests.outputs.plan_admin import PLAN_SCREENS
from tests.outputs.site_frame import SITE_FRAME
from tests.outputs.viewers import PHOTO_EDITORS, PLAN_KEEPERS, Viewer

# Model (app_label, model_name) -> the key in World.things, and who keeps these words besides superusers
WORDS: dict[tuple[str, str], tuple[str, tuple[Viewer, ...]]] = {
    ("profiles", "skill"): ("skill", (Viewer.STEWARD, Viewer.EDITOR, Viewer.SITE_MANAGER)),
    ("profiles", "equipment"): ("equipment", (Viewer.STEWARD, Viewer.EDITOR, Viewer.SITE_MANAGER)),
    ("profiles", "skillgroup"): ("skill_group", ()),
    ("profiles", "registrationtype"): ("registration_type", ()),
    ("profiles", "department"): ("department", ()),
    ("profiles", "campus"): ("campus", ()),
    ("profiles", "building"): ("building", ()),
    ("core", "theme"): ("theme", ()),
    ("front", "promotedresult"): ("promoted_result", (Viewer.EDITOR, Viewer.SITE_MANAGER)),
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
                staff_list=True,
                same_as=first if name != first else "",
            )


def _word_address(path: str, thing: str) -> Address:
    return lambda world: path.replace("<int:pk>", str(world.things.get(thing, 0)))


def _roster(screen: str, state: str, kind: Kind, *, statuses: Statuses | None = None) -> Output:
    """Return a screen about an import of the staff list that stands in this state."""
    return Output(
        f"admin: staff list: {state}: {screen or 'import'}",
        f"admin/staff-list/<int:pk>/{screen}",
        kind,
        lambda w: f"/admin/staff-list/{w.things[f'roster_{state}']}/{screen}",
        statuses or admin_only(*_STAFF),
        staff_list=True,
        vocabulary=True,
    )


def _list(name: str, path: str, kind: Kind = Kind.ADMIN_PAGE) -> Output:
    return Output(name, path, kind, at(f"/{path}"), admin_only(*_STAFF), staff_list=True, vocabulary=True)


def _suggestion(kind: str, thing: str, same_as: str = "") -> Output:
    """Return the screen on which a skill or equipment is decided on or merged."""
    return Output(
        f"admin: suggestions: {thing}",
        "admin/suggestions/<slug:kind>/<int:pk>/",
        Kind.ADMIN_PAGE,
        lambda w: f"/admin/suggestions/{kind}/{w.things[thing]}/",
        admin_only(*_EDITORS),
        staff_list=True,
        vocabulary=True,
        same_as=same_as,
    )


_EDITORS = (Viewer.STEWARD, Viewer.EDITOR, Viewer.SITE_MANAGER)
SUGGESTIONS: tuple[Output, ...] = (
    *(
        Output(
            f"admin: suggestions{query}", "admin/suggestions/", Kind.ADMIN_PAGE, at(f"/admin/suggestions/{query}"),
            admin_only(*_EDITORS), staff_list=True, vocabulary=True,
        )
        for query in ("", "?state=refused")
    ),
    _suggestion("skill", "suggested_skill"),
    _suggestion("equipment", "suggested_equipment"),
    _suggestion("equipment", "equipment", "admin: suggestions: suggested_equipment"),
)  # fmt: skip
_USERS = admin_only(Viewer.SITE_MANAGER)
_STAFF_ACTION = only(frozenset({*_STAFF, Viewer.SUPERUSER}), others=302, status=405)
STAFF_LIST: tuple[Output, ...] = (
    _list("admin: technicians", "admin/technicians/"),
    _list("admin: technicians: results", "admin/technicians/results/", Kind.ADMIN_PART),
    _list("admin: staff list", "admin/staff-list/"),
    _list("admin: problems", "admin/problems/"),
    Output(
        "admin: problems: one",
        "admin/problems/<int:pk>/",
        Kind.ADMIN_PAGE,
        lambda w: f"/admin/problems/{w.things['report']}/",
        admin_only(*_STAFF),
        staff_list=True,
        vocabulary=True,
    ),
    _list("admin: staff list: results", "admin/staff-list/results/", Kind.ADMIN_PART),
    _list("admin: staff list: new", "admin/staff-list/new/"),
    _roster("columns/", "uploaded", Kind.ADMIN_PAGE),
    _roster("", "uploaded", Kind.REDIRECT, statuses=everybody(302)),
    _roster("", "preview", Kind.ADMIN_PAGE),
    _roster("", "applied", Kind.ADMIN_PAGE),
    _roster("undo/", "applied", Kind.ADMIN_PAGE),
    _roster("progress.json", "applied", Kind.DATA),
    *(
        _roster(action, "preview", Kind.ACTION, statuses=_STAFF_ACTION)
        for action in ("check/", "apply/", "stop/", "cancel/")
    ),
)

_ASKERS = admin_only(Viewer.EDITOR, Viewer.SITE_MANAGER)
_USES = "admin/photo-uses/"
PHOTO_USES: tuple[Output, ...] = (
    *(
        Output(
            f"admin: photos of technicians: {part}", _USES, Kind.ADMIN_PAGE, at(f"/{_USES}?show={part}"), _ASKERS,
            photo_uses=True, same_as="" if part == "asked" else "admin: photos of technicians: asked",
        )
        for part in ("asked", "agreed", "soon", "refused", "ended")
    ),
    Output("admin: photos of technicians: find", f"{_USES}find/", Kind.ADMIN_PAGE, at(f"/{_USES}find/"), _ASKERS),
    Output(
        "admin: photos of technicians: ask", f"{_USES}ask/<int:pk>/", Kind.ADMIN_PAGE,
        lambda w: f"/{_USES}ask/{w.technician}/", _ASKERS,
    ),
    Output(
        "admin: photos of technicians: take back", f"{_USES}<int:pk>/take-back/", Kind.ACTION,
        lambda w: f"/{_USES}{w.things['asked_use']}/take-back/",
        only(PHOTO_EDITORS, others=302, status=405),
    ),
)  # fmt: skip

_IMPORTERS = (Viewer.PLAN_OWNER, Viewer.SITE_MANAGER)
_IMPORTS = "admin/plan-imports/"


def _plan_import(screen: str, state: str, kind: Kind = Kind.ADMIN_PAGE, *, same_as: str = "", **more: Any) -> Output:
    """Return a screen about an import of a plan that stands in this state."""
    pattern = re.sub(r"(actions|rows)/\d/", r"\1/<int:place>/", screen.partition("?")[0])
    statuses = more.get("statuses") or admin_only(*_IMPORTERS)
    return Output(
        f"admin: plan imports: {state}: {screen or 'import'}",
        f"{_IMPORTS}<int:pk>/{pattern}",
        kind,
        lambda w: f"/{_IMPORTS}{w.things[f'import_{state}']}/{screen}",
        statuses,
        plans=True,
        same_as=same_as,
    )


PLAN_IMPORTS: tuple[Output, ...] = (
    Output("admin: plan imports", _IMPORTS, Kind.ADMIN_PAGE, at(f"/{_IMPORTS}"), admin_only(*_IMPORTERS), plans=True),
    Output(
        "admin: plan imports: results", f"{_IMPORTS}results/", Kind.ADMIN_PART, at(f"/{_IMPORTS}results/"),
        admin_only(*_IMPORTERS), plans=True,
    ),
    Output(
        "admin: plan imports: new", f"{_IMPORTS}new/", Kind.ADMIN_PAGE, at(f"/{_IMPORTS}new/"),
        admin_only(*_IMPORTERS), plans=True,
    ),
    _plan_import("", "uploaded", Kind.REDIRECT, statuses=everybody(302)),
    _plan_import("reading/", "uploaded"),
    _plan_import("reading/", "preview", same_as="admin: plan imports: uploaded: reading/"),
    _plan_import("", "preview"),
    _plan_import("?show=doubtful", "preview", same_as="admin: plan imports: preview: import"),
    _plan_import("actions/3/", "preview"),
    _plan_import("rows/2/", "preview"),
    _plan_import("outside/", "preview"),
    _plan_import("apply/", "preview"),
    _plan_import("file/", "preview", Kind.FILE),
    _plan_import("", "applied"),
    _plan_import("undo/", "applied"),
    _plan_import("cancel/", "preview", Kind.ACTION, statuses=only(PLAN_KEEPERS, others=302, status=405)),
)  # fmt: skip

ADMIN: tuple[Output, ...] = (
    *STAFF_LIST,
    *PLAN_IMPORTS,
    *EVENT_SCREENS,
    *PLAN_SCREENS,
    *PHOTO_USES,
    *SUGGESTIONS,
    Output("admin: users: new", "admin/users/new/", Kind.ADMIN_PAGE, at("/admin/users/new/"), _USERS),
    Output(
        "admin: users: edit",
        "admin/users/edit/<int:pk>/",
        Kind.ADMIN_PAGE,
        lambda w: f"/admin/users/edit/{w.users[Viewer.COLLEAGUE]}/",
        _USERS,
    ),
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
        _STAFF_ACTION,
    ),
    Output("admin: queues", "admin/queues/", Kind.ADMIN_PAGE, at("/admin/queues/"), admin_only(*_STAFF)),
    Output(
        "admin: technicians: as CSV",
        "admin/technicians/",
        Kind.FILE,
        at("/admin/technicians/?export=csv"),
        admin_only(*_STAFF),
        staff_list=True,
        vocabulary=True,
    ),
    Output(
        "admin: certificates",
        "admin/certificates/",
        Kind.ADMIN_PAGE,
        at("/admin/certificates/"),
        admin_only(*_STAFF),
        staff_list=True,
        certificates=True,
    ),
    Output(
        "admin: certificates: one",
        "admin/certificates/<int:pk>/",
        Kind.ADMIN_PAGE,
        lambda w: f"/admin/certificates/{w.things['check']}/",
        admin_only(*_STAFF),
        staff_list=True,
        certificates=True,
    ),
    *_words_screens(),
    Output(
        "admin: settings /admin/settings/core/branding/",
        "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/",
        Kind.ADMIN_PAGE,
        lambda w: f"/admin/settings/core/branding/{w.things['site']}/",
        admin_only(Viewer.SITE_MANAGER),
    ),
    *SITE_FRAME,
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
