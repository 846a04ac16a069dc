"""Outputs of the standard pages, one of each type, and what the contact form refuses."""

from tests.outputs.output import Kind, Output, at, everybody
from tests.outputs.refusal import Refusal
from tests.outputs.viewers import Viewer

_PATTERN = "^((?:[\\w\\-]+/)*)$"
_WRITE = "contact/write/"


def _page(name: str, address: str, same_as: str = "") -> Output:
    return Output(name, _PATTERN, Kind.PAGE, at(address), everybody(), same_as=same_as)


STANDARD_PAGES: tuple[Output, ...] = (
    _page("standard page", "/about/"),
    _page("standard page: chart of values", "/about/chart/"),
    _page("pledge", "/pledge/"),
    _page("pledge: display", "/pledge/?display"),
    _page("resources", "/resources/"),
    _page("resources: a search", "/resources/?for=managers&kind=guide&theme=being-seen&q=bottle"),
    _page("resources: nothing found", "/resources/?q=zzzqqqxxx"),
    _page("resource", "/resources/labels/"),
    _page("accessibility statement", "/accessibility/"),
    _page("privacy", "/privacy/"),
    _page("cookies", "/cookies/"),
    _page("contact", "/contact/"),
    Output("contact: write", _WRITE, Kind.PAGE, at(f"/{_WRITE}"), everybody()),
)
STANDARD_PAGE_TYPES = {
    "front.StandardPage": "standard page",
    "front.PledgePage": "pledge",
    "front.ResourcesPage": "resources",
    "front.ResourcePage": "resource",
    "front.AccessibilityPage": "accessibility statement",
    "front.PrivacyPage": "privacy",
    "front.CookiesPage": "cookies",
    "front.ContactPage": "contact",
}
MESSAGE_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        "contact: write",
        _WRITE,
        at(f"/{_WRITE}"),
        {"topic": "the moon", "message": "", "name": "Ada Reader", "email": "nobody"},
        {Viewer.VISITOR: 422, Viewer.COLLEAGUE: 422},
    ),
)
