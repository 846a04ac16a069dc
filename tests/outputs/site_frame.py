"""Outputs of the frame of every page: the screens on which editors set it, and what these refuse."""

from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.outputs.output import Kind, Output, admin_only
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

Link = dict[str, str]
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


def _refused(name: str, setting: str, sent: dict[str, str], *viewers: Viewer) -> Refusal:
    return Refusal(
        f"admin: settings: {name}", _PATTERN, lambda w: f"/admin/settings/front/{setting}/{w.things['site']}/", sent,
        dict.fromkeys(viewers, 200), Kind.ADMIN_PAGE,
    )  # fmt: skip


def navigation_sent(links: list[Link], groups: list[tuple[str, list[Link]]]) -> dict[str, str]:
    """Return what the form of navigation and footer sends: links, and groups of links with their headings."""
    footer = [
        ("group", {"title": title, "links": streamfield([("item", link) for link in ls])}) for title, ls in groups
    ]
    sent: dict[str, str] = nested_form_data(
        {"links": streamfield([("link", link) for link in links]), "footer": streamfield(footer)}
    )
    return sent


def _navigation(name: str, links: list[Link], *groups: tuple[str, list[Link]]) -> Refusal:
    return _refused(name, "navigation", navigation_sent(links, list(groups)), Viewer.SITE_MANAGER)


def _announcement(name: str, **sent: str) -> Refusal:
    typed = {"text": "The stores are closed", "kind": "news", "link_label": "", "link_page": "", "link_address": ""}
    return _refused(f"announcement: {name}", "announcement", typed | sent, Viewer.EDITOR, Viewer.SITE_MANAGER)


_GOOD = {"label": "Who", "page": "", "address": "/technicians/"}
_NOWHERE = {**_GOOD, "address": ""}
_NO_ADDRESS = {**_GOOD, "address": "javascript:alert(1)"}

SITE_FRAME_REFUSALS: tuple[Refusal, ...] = (
    _navigation("navigation: a link that leads nowhere", [_NOWHERE]),
    _navigation("navigation: what is no address", [_NO_ADDRESS]),
    _navigation("navigation: nine links", [_GOOD] * 9),
    _navigation("footer: a group without a heading", [], ("", [_GOOD])),
    _navigation("footer: a group without links", [], ("More", [])),
    _navigation("footer: a link without words", [], ("More", [_GOOD, {**_GOOD, "label": ""}])),
    _navigation("footer: five groups", [], *((f"Group {n}", [_GOOD]) for n in range(5))),
    _announcement("no kind of it", kind="martians"),
    _announcement("at length", text="x" * 201),
    _announcement("what is no address", link_label="Press", link_address="javascript:alert(1)"),
    _announcement("a place without words", link_address="/technicians/"),
    _announcement("a page that is not there", link_label="Press", link_page="999999"),
    _announcement("it ends before it begins", shown_from="2026-07-02 10:00", shown_until="2026-07-01 10:00"),
)
