"""What every template knows of the site: name and look, navigation, footer, who is signed in."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from plan.models import Plan
from portal.core.branding import theme_css, theme_name
from portal.core.models import Branding
from portal.core.picture_sizes import MARK
from portal.core.pictures import picture_address
from portal.front.frame import (
    FrameSettings,
    LinkGroup,
    NavLink,
    Notice,
    Pages,
    asked_of_look,
    footer,
    known_pages,
    navigation,
    notice,
    read_pages,
    read_settings,
    small_print,
)
from portal.front.waiting import count_of_needs


@dataclass(frozen=True)
class SiteLook:
    """Name and look as templates use them."""

    site_name: str
    university_name: str
    strapline: str
    contact_email: str
    logo_url: str
    theme_css_url: str
    has_plan: bool
    frame: FrameSettings

    @property
    def initial(self) -> str:
        """Return the letter of the drawn mark."""
        return self.site_name[:1].upper()


@dataclass(frozen=True)
class SignedInNav:
    """The way to one's own page, and how many things wait there."""

    label: str
    url: str
    waiting: int


def site_look(request: HttpRequest) -> SiteLook:
    """Return the look of the site that is asked for."""
    branding = _branding(request)
    css_name = theme_name(theme_css(branding.wall, branding.accent))
    logo = branding.logo if branding.logo and branding.logo.may_be_shown(timezone.localdate()) else None
    return SiteLook(
        site_name=branding.site_name,
        university_name=branding.university_name,
        strapline=branding.strapline,
        contact_email=branding.contact_email,
        logo_url=picture_address(logo, MARK) if logo else "",
        theme_css_url=reverse("theme_css", args=[css_name]) if css_name else "",
        has_plan=getattr(branding, "has_plan", False),
        frame=read_settings(branding),
    )


def _branding(request: Any) -> Branding:
    """Return the name and look with what every page wants to know, and let Wagtail know the site by the same query.

    Where there is one site alone it is the default one, and Wagtail finds no other, whatever it is called by.
    """
    default = _default_look().first()
    if default and default.is_alone and not hasattr(request, "_wagtail_site"):
        request._wagtail_site = default.site
    site = Site.find_for_request(request)
    if site is None or not site.is_default_site:
        branding = Branding.seen_at(site, has_plan=_has_plan(), **asked_of_look())
    else:
        branding = default or Branding(site=site)
    if site and not branding.pk:  # nobody saved a look yet: what came with it is asked of the site
        asked = {"has_plan": _has_plan(), **known_pages("root_page")}
        for name, found in Site.objects.filter(pk=site.pk).annotate(**asked).values(*asked)[0].items():
            setattr(branding, name, found)
    return branding


@cache
def _default_look() -> "QuerySet[Branding, Any]":
    """Return the query of the default site's look, made once: making it anew for each page costs as much as running it.

    Nothing in it depends on when or by whom it is asked.
    """
    looks = Branding.objects.select_related("logo", "site__root_page").filter(site__is_default_site=True)
    alone = ~Exists(Site.objects.filter(is_default_site=False))
    return looks.annotate(is_alone=alone, has_plan=_has_plan(), **asked_of_look())


def _has_plan() -> Exists:
    return Exists(Plan.objects.published())


@dataclass(frozen=True)
class Frame:
    """What stands around a page."""

    nav: list[NavLink]
    footer: list[LinkGroup]
    small_print: list[NavLink]
    announcement: Notice | None
    search_url: str
    pages: Pages


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of the page that is asked for, read once a request.

    The page may say first which further pages it links to (`wanted_pages` of the request), so that all come at once.
    """
    asked: Any = request
    if not hasattr(asked, "frame"):
        look = look_of(request)
        wanted = look.frame.pages | getattr(asked, "wanted_pages", set())
        pages = read_pages(Site.find_for_request(request), wanted, look.frame.known)
        asked.frame = Frame(
            navigation(request.path, look.frame, pages, has_plan=look.has_plan),
            footer(look.frame, pages, has_plan=look.has_plan),
            small_print(pages),
            notice(look.frame, pages),
            reverse("search"),
            pages,
        )
    found: Frame = asked.frame
    return found


def look_of(request: HttpRequest) -> SiteLook:
    """Return the look of the site that is asked for, read once a request."""
    asked: Any = request
    if not hasattr(asked, "look"):
        asked.look = site_look(request)
    found: SiteLook = asked.look
    return found


def signed_in_nav(request: HttpRequest) -> SignedInNav | None:
    """Return the link to one's own page; None for visitors who are not signed in, whose pages can be cached."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    technician = getattr(user, "technician", None)
    name = technician.chosen_name if technician else user.first_name
    return SignedInNav(f"{name}’s page" if name else "Your page", reverse("me"), count_of_needs(request))


def site(request: HttpRequest) -> dict[str, Any]:
    """Give every template the site. Lazy, so that fragments cost no queries."""
    return {
        "branding": SimpleLazyObject(lambda: look_of(request)),
        "frame": SimpleLazyObject(lambda: frame_of(request)),
        "canonical_url": settings.BASE_URL + request.path,
        "signed_in_nav": SimpleLazyObject(lambda: signed_in_nav(request)),
    }
