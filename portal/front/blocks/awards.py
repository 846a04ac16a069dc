"""What can be won, and who won."""

from typing import Any

from wagtail.blocks import BooleanBlock, CharBlock, IntegerBlock

from portal.front.frame import AWARDS
from portal.front.home import MOST_DEADLINES, HomeReader

from .sections import SectionBlock, Stored


class AwardsBlock(SectionBlock):
    """Awards that can be entered now or next, ours and other bodies', and the latest wins."""

    kind = "awards"
    title = CharBlock(required=False, max_length=80, help_text="Empty: ‘Put somebody forward’")
    number = IntegerBlock(min_value=1, max_value=MOST_DEADLINES, default=4, label="How many")
    wins = BooleanBlock(required=False, default=True, label="Show who won last")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the next deadlines and the latest wins; None where there is neither, or no list of awards."""
        url = reader.pages.url(AWARDS)
        if not url:
            return None
        dates = reader.award_deadlines[: stored.get("number") or 4]
        wins = reader.award_wins if stored.get("wins", True) else []
        if not dates and not wins:
            return None
        title = stored.get("title") or ("Put somebody forward" if dates else "Who won last")
        return {"title": title, "dates": dates, "wins": wins, "url": url}

    class Meta:
        icon = "pick"
        label = "Awards"
        description = "What can be entered now or next, and who won last"
