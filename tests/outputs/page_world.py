"""The standard pages of the world that is crawled: one of each type, all of them public."""

from datetime import date
from typing import Any

from portal.front.models import Announcement, ContactPage, HomePage, Navigation
from portal.front.services.page_writing import write_page

_DAY = date(2026, 1, 5)
_TEXT = {"text": "<p>Read on a Monday.</p><h2>More</h2><p>And on a Tuesday.</p>"}
_VALUE = {"name": "Safe", "meaning": "All go home.", "seen": ["We stop work."], "unseen": ["Shrugging."]}
_FAILURE = {
    "what": "A film has no captions.",
    "criterion": "1.2.2 Captions (prerecorded)",
    "why": "It is old.",
    "instead": "Ask for its words.",
    "mended_by": _DAY,
}
_CHART = {"type": "front.StandardPage", "slug": "chart", "title": "The chart", "publish": True, "side_list": "siblings"}
_RESOURCE = {
    "type": "front.ResourcePage", "slug": "labels", "title": "How to label a bottle", "publish": True,
    "summary": "So that somebody else knows.", "body": [_TEXT], "themes": ["Being seen"], "reviewed_on": _DAY,
}  # fmt: skip
PAGES: tuple[dict[str, Any], ...] = (
    {
        "type": "front.StandardPage", "slug": "about", "title": "About", "publish": True, "body": [_TEXT],
        "reviewed_on": _DAY,
        "children": [
            {**_CHART, "body": [{"values_chart": {"title": "Values", "values": [_VALUE]}}]},
            {"type": "front.StandardPage", "slug": "more", "title": "More of it", "publish": True, "body": [_TEXT]},
        ],
    },
    {
        "type": "front.PledgePage", "slug": "pledge", "title": "The pledge", "publish": True, "body": [_TEXT],
        "signed_on": date(2019, 6, 12), "statement": "We signed it.", "contact_name": "The technician office",
        "contact_role": "Anybody there", "contact_email": "plan@commitment.example",
        "marks": [{"mark": {"name": "Employer Champion", "year": 2022, "meaning": "We pay the fees."}}],
    },
    {
        "type": "front.ResourcesPage", "slug": "resources", "title": "Resources", "publish": True,
        "children": [_RESOURCE],
    },
    {
        "type": "front.AccessibilityPage", "slug": "accessibility", "title": "Accessibility statement", "publish": True,
        "how_accessible": "<p>Well.</p>", "compliance": "partial", "failures": [{"failure": _FAILURE}],
        "burden": "<p>Old maps.</p>", "out_of_scope": "<p>Older maps.</p>", "improving": "<p>Films get captions.</p>",
        "email": "access@commitment.example", "phone": "01632 960000", "prepared_on": _DAY, "reviewed_on": _DAY,
        "tested_on": _DAY, "tested_by": "us", "how_tested": "<p>By keyboard.</p>",
    },
    {
        "type": "front.PrivacyPage", "slug": "privacy", "title": "Privacy", "publish": True, "body": [_TEXT],
        "basis": "<p>A public task.</p>", "officer_role": "The records office",
        "officer_email": "records@commitment.example", "log_kept_for": "a week", "reviewed_on": _DAY,
    },
    {"type": "front.CookiesPage", "slug": "cookies", "title": "Cookies", "publish": True},
    {
        "type": "front.ContactPage", "slug": "contact", "title": "Contact", "publish": True, "phone": "01632 960001",
        "place": "The yellow door.",
        "topics": [
            {"topic": {"label": "Hiring a kiln", "reader": "whoever fires it", "email": "kiln@commitment.example"}},
            {"topic": {"label": "A fault on this site", "reader": "its keepers", "email": "site@commitment.example"}},
        ],
    },
)  # fmt: skip


def add_standard_pages() -> None:
    """Add a page of each type, all of them public, and the settings of the frame with nothing set.

    Whoever opens these first makes their rows, which would count as written by a post that is refused.
    """
    home = HomePage.objects.get()
    for words in PAGES:
        write_page(home, words)
    for setting in (Navigation, Announcement):
        setting.for_site(home.get_site())


def topic_key(number: int = 0) -> str:
    """Return what the form calls a topic of the contact page."""
    return str(ContactPage.objects.get().topics[number].id)
