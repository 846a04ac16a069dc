"""The commitment: the pledge, and how the plan is going."""

from typing import Any

from wagtail.blocks import BooleanBlock, CharBlock, TextBlock

from portal.front.frame import PLEDGE
from portal.front.home import HomeReader

from .sections import SectionBlock, Stored

PLEDGE_TEXT = (
    "We signed the Technician Commitment: to make our technicians visible, to recognise what they do, to build careers "
    "worth staying for, and to keep their craft alive."
)


class PledgeBlock(SectionBlock):
    """What the university signed, with the way to the pledge."""

    kind = "pledge"
    title = CharBlock(required=False, max_length=80, help_text="Empty: ‘We put our name to it’")
    text = TextBlock(required=False, max_length=400, help_text="Empty: what the Technician Commitment asks for.")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the words and the way there; None where there is no page of the pledge."""
        url = reader.pages.url(PLEDGE)
        if not url:
            return None
        return {
            "title": stored.get("title") or "We put our name to it",
            "text": stored.get("text") or PLEDGE_TEXT,
            "url": url,
        }

    class Meta:
        icon = "pick"
        label = "The pledge"
        description = "What the university signed, with the way to the pledge"


class ProgressBlock(SectionBlock):
    """How the plan is going now, in a few figures and by theme."""

    kind = "progress"
    title = CharBlock(required=False, max_length=80, help_text="Empty: how many promises were made.")
    text = TextBlock(required=False, max_length=300)
    by_theme = BooleanBlock(required=False, default=True, label="Show progress by theme")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the figures; None where no plan is published, or it has no actions."""
        if reader.headlines is None:
            return None
        return {
            "title": stored.get("title") or "",
            "text": stored.get("text") or "",
            "plan": reader.headlines,
            "by_theme": stored.get("by_theme", True),
        }

    class Meta:
        icon = "tasks"
        label = "Plan progress now"
        description = "How many actions are done or behind, and progress by theme, as the plan says today"
