"""What a story is composed of: the blocks of every page, technicians, and the people it is about."""

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

    class Meta:
        icon = "user"
        template = "blocks/subject.html"
        description = "Somebody whom the story is about, as they agreed"


def story_blocks() -> list[tuple[str, Block]]:
    """Return the blocks of a story, by name."""
    return [*body_blocks(), ("technicians", TechniciansBlock()), ("subject", SubjectBlock())]
