"""Finding somebody: the sentence to complete, and the board of skills."""

from typing import Any

from wagtail.blocks import CharBlock

from portal.front.home import HomeReader

from .sections import SectionBlock, Stored


class FindBlock(SectionBlock):
    """A sentence to complete, which leads to the directory."""

    kind = "find"
    sentence = CharBlock(required=False, max_length=60, help_text="Empty: ‘I need someone who knows about’")
    example = CharBlock(required=False, max_length=40, help_text="Empty: ‘vacuum leaks’")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any]:
        """Return the sentence and the campuses."""
        return {
            "sentence": stored.get("sentence") or "I need someone who knows about",
            "example": stored.get("example") or "vacuum leaks",
            "campuses": reader.campuses,
        }

    class Meta:
        icon = "search"
        label = "Find somebody"
        description = "A sentence to complete, which leads to the directory"


class BoardBlock(SectionBlock):
    """The shadow board: each kind of work that somebody shows."""

    kind = "board"
    title = CharBlock(required=False, max_length=80, help_text="Empty: ‘Or take something off the board’")
    text = CharBlock(required=False, max_length=200, help_text="Empty: how many technicians there are to meet.")

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return the tools; None where nobody shows a skill."""
        tools, people = reader.board
        if not tools:
            return None
        title = stored.get("title") or "Or take something off the board"
        return {"title": title, "text": stored.get("text") or "", "tools": tools, "people": people}

    class Meta:
        icon = "grip"
        label = "Board of skills"
        description = "Each kind of work that somebody shows, with how many do it"
