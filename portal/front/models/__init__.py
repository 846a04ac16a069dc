"""Pages of the public site, and what stands on all of them."""

from .accessibility import AccessibilityPage
from .contact import ContactPage
from .frame import Announcement, Navigation
from .home import HomePage
from .notices import CookiesPage, PrivacyPage
from .page_texts import PageText
from .pledge import PledgePage
from .promoted import PromotedResult
from .reads import PageReads
from .resources import ResourcePage, ResourcesPage
from .standard import StandardPage

__all__ = [
    "AccessibilityPage",
    "Announcement",
    "ContactPage",
    "CookiesPage",
    "HomePage",
    "Navigation",
    "PageReads",
    "PageText",
    "PledgePage",
    "PrivacyPage",
    "PromotedResult",
    "ResourcePage",
    "ResourcesPage",
    "StandardPage",
]
