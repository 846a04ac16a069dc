"""Which pages are counted when they are read, and the token by which a page says that it is one of ours.

A page hands out a signed token for itself alone: it is the same for everybody and needs no session, so that the page
can be cached, and nobody can fill the table with addresses of their own making.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from events.models import EventIndexPage, EventPage
from portal.accounts.permissions import may_open_admin
from portal.front.enums import PageKind
from portal.front.models import HomePage
from portal.stories.models import StoryIndexPage, StoryPage

PAGE = "page:"  # how the key of a page begins that editors keep
ALL_PROFILES = "/technicians/*/"
LONGEST_KEY = 250
# Addresses of the apps that are counted, by their names. Others are not: some hold a secret, some are one's own.
KINDS_OF_ROUTES = {
    "technicians": PageKind.FINDING,
    "skills": PageKind.FINDING,
    "equipment_list": PageKind.FINDING,
    "search": PageKind.FINDING,
    "technician": PageKind.PROFILE,
    "skill": PageKind.SKILL,
    "equipment": PageKind.EQUIPMENT,
    "plan": PageKind.PLAN,
    "plan_older": PageKind.PLAN,
    "action": PageKind.PLAN,
}
# Programs that say what they are. One that passes for a person's browser and runs scripts is counted as one.
BOTS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|archive|preview|externalhit|embedly|monitor|uptime|pingdom|statuscake|"
    r"lighthouse|pagespeed|validator|scan|scrap|fetch|feed|curl|wget|python|java/|okhttp|axios|go-http|libwww|"
    r"httpclient|perl|ruby|php/|postman|insomnia",
    re.IGNORECASE,
)
_signer = Signer(salt="portal.front.counting")


@dataclass(frozen=True)
class CountedPage:
    """A page as it is counted."""

    kind: PageKind
    key: str

    @property
    def token(self) -> str:
        """Return what the page hands out: what it is, signed."""
        return _signer.sign(f"{self.kind}|{self.key}")


def from_token(token: str) -> CountedPage | None:
    """Return the page that a token was made for; None where it is none of ours."""
    try:
        kind, _, key = _signer.unsign(token).partition("|")
    except BadSignature:
        return None
    return CountedPage(PageKind(kind), key)


def counted_page(request: HttpRequest) -> CountedPage | None:
    """Return as what this page is counted; None where it is not, or not for this reader."""
    match = request.resolver_match
    if match is None or request.method != "GET" or getattr(request, "is_preview", False):
        return None
    if match.url_name == "wagtail_serve":
        page = _wagtail_page(request)
    else:
        page = _page_of_route(match.url_name or "", request.path)
    return page if page and not _is_own(request) else None


def _wagtail_page(request: HttpRequest) -> CountedPage | None:
    page: Any = Page.find_for_request(request, request.path)
    if page is None:
        return None
    kind = PageKind.PAGE
    if isinstance(page, StoryPage | StoryIndexPage):
        kind = PageKind.STORY
    elif isinstance(page, EventPage | EventIndexPage):
        kind = PageKind.EVENT
    elif isinstance(page, HomePage):
        kind = PageKind.HOME
    return CountedPage(kind, f"{PAGE}{page.pk}")


def _page_of_route(name: str, path: str) -> CountedPage | None:
    kind = KINDS_OF_ROUTES.get(name)
    if kind is None or len(path) > LONGEST_KEY:
        return None
    return CountedPage(kind, ALL_PROFILES if kind == PageKind.PROFILE else path)


def _is_own(request: HttpRequest) -> bool:
    """Say whether the reader keeps the site, or looks at their own profile: neither is a reader to be counted."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    technician = getattr(user, "technician", None)
    slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    return may_open_admin(user) or (technician is not None and technician.slug == slug)


def is_bot(user_agent: str) -> bool:
    """Say whether a browser says of itself that it is none, or says nothing."""
    return not user_agent.strip() or bool(BOTS.search(user_agent))


def does_not_want_it(request: HttpRequest) -> bool:
    """Say whether the browser tells that its reader does not want to be counted."""
    return request.headers.get("DNT") == "1" or request.headers.get("Sec-GPC") == "1"


def seen_token(request: HttpRequest) -> dict[str, Any]:
    """Give every template the token of its page, empty where it is not counted; lazy: fragments cost nothing."""

    def token() -> str:
        page = counted_page(request)
        return page.token if page else ""

    return {"seen_token": SimpleLazyObject(token)}
