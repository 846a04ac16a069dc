"""An editor's own words on the home page, and one thing to do next."""

from typing import Any

from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.rich_text import RichText

from portal.core.blocks import LinkBlock
from portal.core.blocks.text import FEATURES
from portal.front.home import HomeReader

from .sections import SectionBlock, Stored


class WordsBlock(SectionBlock):
    """A heading and some paragraphs."""

    kind = "words"
    title = CharBlock(max_length=80)
    text = RichTextBlock(features=[each for each in FEATURES if each != "h2"])

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the words."""
        if not stored.get("title"):
            return None
        return {"title": stored["title"], "text": RichText(stored.get("text") or "")}

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "A heading and some paragraphs"
        preview_value = {
            "title": "Open benches",
            "text": "<p>Once a term the workshops leave their doors open. Bring something broken.</p>",
        }


class NextStepBlock(SectionBlock):
    """A sentence or two and one button, on a ticket."""

    kind = "next_step"
    title = CharBlock(max_length=80)
    text = TextBlock(required=False, max_length=300)
    link = LinkBlock()

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the words and the button; None where the button leads nowhere."""
        link = stored.get("link") or {}
        url = reader.pages.of_link(link)
        if not url or not stored.get("title"):
            return None
        return {"title": stored["title"], "text": stored.get("text") or "", "label": link.get("label"), "url": url}

    class Meta:
        icon = "arrow-right"
        label = "Call to action"
        description = "A sentence or two and one button, on a ticket"
        preview_value = {
            "title": "Do you know a story?",
            "text": "Tell us who did what, and we ask them whether they want it told.",
            "link": {"label": "Suggest a story", "page": None, "address": "/stories/suggest/"},
        }
