"""What is on."""

from typing import Any

from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, PageChooserBlock

from portal.front.frame import EVENTS, TRAINING
from portal.front.home import HomeReader

from .sections import SectionBlock, Stored, items


class EventsBlock(SectionBlock):
    """The next events and trainings, each by its next date."""

    kind = "events"
    title = CharBlock(required=False, max_length=80, help_text="Empty: ‘Next on the calendar’")
    events = ListBlock(
        PageChooserBlock(page_type="events.EventPage"),
        required=False,
        default=[],
        help_text="None: the next ones. One that is over makes room for them by itself.",
    )
    number = IntegerBlock(min_value=1, max_value=8, default=4, label="How many")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the chosen events that are still to come, or the next ones; None where nothing is coming."""
        chosen = [int(pk) for pk in items(stored.get("events")) if pk]
        cards = reader.next_events(chosen, stored.get("number") or 4)
        if not cards:
            return None
        return {
            "title": stored.get("title") or "Next on the calendar",
            "cards": cards,
            "events": reader.pages.url(EVENTS),
            "training": reader.pages.url(TRAINING),
        }

    class Meta:
        icon = "date"
        label = "Next events"
        description = "The next events and trainings with their dates; those you choose come instead"
