"""What every template knows of the site: name and look, navigation, footer, who is signed in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from plan.models import Plan
from portal.core.branding import theme_css, theme_name
from portal.core.models import Branding
from portal.front.waiting import needs_of


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

    @property
    def initial(self) -> str:
        """Return the letter of the drawn mark."""
        return self.site_name[:1].upper()


@dataclass(frozen=True)
class NavLink:
    """A link in navigation or footer."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class LinkGroup:
    """A headed group of links in the footer."""

    title: str
    links: tuple[NavLink, ...]


@dataclass(frozen=True)
class SignedInNav:
    """The way to one's own page, and how many things wait there."""

    label: str
    url: str
    waiting: int


def site_look(request: HttpRequest) -> SiteLook:
    """Return the look of the site that is asked for."""
    site = Site.find_for_request(request)
    published = Plan.objects.published()
    branding = Branding.seen_at(site, has_plan=Exists(published))
    css_name = theme_name(theme_css(branding.wall, branding.accent))
    logo = branding.logo.get_rendition("fill-88x88|format-webp") if branding.logo else None
    return SiteLook(
        site_name=branding.site_name,
        university_name=branding.university_name,
        strapline=branding.strapline,
        contact_email=branding.contact_email,
        logo_url=logo.url if logo else "",
        theme_css_url=reverse("theme_css", args=[css_name]) if css_name else "",
        has_plan=branding.has_plan if hasattr(branding, "has_plan") else published.exists(),
    )


def navigation(path: str, *, has_plan: bool) -> list[NavLink]:
    """Return the main navigation, the place one is in marked; to the plan where one is published."""
    links = [
        ("Find a technician", reverse("technicians")),
        ("Skills", reverse("skills")),
        ("Equipment", reverse("equipment_list")),
    ]
    if has_plan:
        links.append(("Our commitment", reverse("plan")))
    return [NavLink(label, url, path.startswith(url)) for label, url in links]


def footer(*, has_plan: bool) -> list[LinkGroup]:
    """Return the footer's groups."""
    commitment = LinkGroup(
        "Our commitment",
        (NavLink("Action plan", reverse("plan")), NavLink("Every action", f"{reverse('plan')}#list")),
    )
    return [
        LinkGroup(
            "People",
            (
                NavLink("Find a technician", reverse("technicians")),
                NavLink("Skills, A to Z", reverse("skills")),
                NavLink("Equipment", reverse("equipment_list")),
            ),
        ),
        LinkGroup(
            "For technicians",
            (NavLink("Claim your profile", reverse("claim")), NavLink("Your page", reverse("me"))),
        ),
        *([commitment] if has_plan else []),
    ]


def signed_in_nav(request: HttpRequest) -> SignedInNav | None:
    """Return the link to one's own page; None for visitors who are not signed in, whose pages can be cached."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    technician = getattr(user, "technician", None)
    name = technician.chosen_name if technician else user.first_name
    return SignedInNav(f"{name}’s page" if name else "Your page", reverse("me"), len(needs_of(request)))


def site(request: HttpRequest) -> dict[str, Any]:
    """Give every template the site. Lazy, so that fragments cost no queries."""
    look = SimpleLazyObject(lambda: site_look(request))
    return {
        "branding": look,
        "nav": SimpleLazyObject(lambda: navigation(request.path, has_plan=look.has_plan)),
        "footer": SimpleLazyObject(lambda: footer(has_plan=look.has_plan)),
        "small_print": [],
        "canonical_url": settings.BASE_URL + request.path,
        "signed_in_nav": SimpleLazyObject(lambda: signed_in_nav(request)),
    }
