"""What a story is composed of: the blocks of every page, technicians, and the people it is about."""

from typing import Any

from wagtail.blocks import Block, ChoiceBlock, IntegerBlock, StructBlock

from portal.core.blocks import body_blocks
from profiles.blocks import TechniciansBlock


class SubjectBlock(StructBlock):
    """Somebody whom the story is about: holds the key of their row and no word of theirs, so that no version keeps any.

    Draws nothing without their agreement, or where the row is another story's.
    """

    subject = IntegerBlock(help_text="The person, by the number of their row.")
    shows = ChoiceBlock(
        choices=[("all", "Photo and quote"), ("quote", "Quote"), ("portrait", "Photo and name")], default="all"
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add `person`, as they agreed to be shown, from the page's `subjects`; None draws nothing.

        `is_preview`: an editor looks at a draft, and is told that somebody stands here.
        """
        context = super().get_context(value, parent_context=parent_context)
        around = parent_context or {}
        person = around.get("subjects", {}).get(value.get("subject"))
        is_preview = getattr(around.get("request"), "is_preview", False)
        return {**context, "person": person, "shows": value.get("shows"), "is_preview": is_preview}

    class Meta:
        icon = "user"
        template = "blocks/subject.html"
        description = "Somebody whom the story is about, as they agreed"


def story_blocks() -> list[tuple[str, Block]]:
    """Return the blocks of a story, by name."""
    return [*body_blocks(), ("technicians", TechniciansBlock()), ("subject", SubjectBlock())]
