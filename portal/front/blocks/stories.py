"""Stories: the one that leads, and more of them."""

from typing import Any

from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, PageChooserBlock, TextBlock

from portal.front.home import HomeReader

from .sections import SectionBlock, Stored, items


class LeadStoryBlock(SectionBlock):
    """One story, large, on the wall; the latest, where none is chosen or the public no longer sees the chosen one."""

    kind = "lead_story"
    story = PageChooserBlock(page_type="stories.StoryPage", required=False, help_text="Empty: the latest.")
    title = CharBlock(required=False, max_length=80, help_text="Empty: the story's own title.")
    text = TextBlock(required=False, max_length=300, help_text="Empty: the story's own summary.")
    button = CharBlock(required=False, max_length=40, help_text="Empty: ‘Read the story’")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the story; None where there is none. An editor's words stand by the story they were written for."""
        chosen = reader.chosen_story(stored.get("story"))
        card = chosen or next(iter(reader.latest_stories()), None)
        if card is None:
            return None
        reader.told.add(card.url)
        own = stored if chosen or not stored.get("story") else {}
        return {
            "card": card,
            "title": own.get("title") or card.title,
            "text": own.get("text") or card.summary,
            "button": own.get("button") or "Read the story",
        }

    class Meta:
        icon = "pick"
        label = "Lead story"
        description = "One story, large, with its picture; the latest unless you choose"


class StoriesBlock(SectionBlock):
    """Some stories that are not told above."""

    kind = "stories"
    title = CharBlock(required=False, max_length=80, help_text="Empty: ‘More of what they did’")
    stories = ListBlock(
        PageChooserBlock(page_type="stories.StoryPage"), required=False, default=[], help_text="None: the latest."
    )
    number = IntegerBlock(min_value=2, max_value=6, default=3, label="How many")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the chosen stories that the public sees, or the latest; None where no other is left."""
        chosen = [card for pk in items(stored.get("stories")) if (card := reader.chosen_story(pk))]
        cards = [card for card in chosen or reader.latest_stories() if card.url not in reader.told]
        cards = cards[: stored.get("number") or 3]
        if not cards:
            return None
        reader.told.update(card.url for card in cards)
        return {
            "title": stored.get("title") or "More of what they did",
            "cards": cards,
            "url": reader.pages.url("stories"),
        }

    class Meta:
        icon = "doc-full"
        label = "More stories"
        description = "Two to six stories that are not told above"
