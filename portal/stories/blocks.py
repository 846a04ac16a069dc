"""What a story is composed of: the blocks of every page, technicians, and the people it is about."""

from collections.abc import Sequence
from typing import Any

from django.forms import TypedChoiceField
from wagtail.blocks import Block, ChoiceBlock, FieldBlock, StructBlock

from portal.core.blocks import body_blocks
from profiles.blocks import TechniciansBlock


class PersonBlock(FieldBlock):
    """One of a story's people, by the number of their row; `people` are those who can be chosen, with their names."""

    def __init__(self, people: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        label = "Choose somebody" if people else "Nobody yet: save the draft, and add people under ‘People’"
        self.field = TypedChoiceField(choices=[("", label), *people], coerce=int, empty_value=None)
        super().__init__(**kwargs)

    class Meta:
        icon = "user"


class SubjectBlock(StructBlock):
    """Somebody whom the story is about: holds the key of their row and no word of theirs, so that no version keeps any.

    Draws nothing without their agreement, or where the row is another story's.
    """

    subject = PersonBlock(label="Person")
    shows = ChoiceBlock(
        choices=[("all", "Photo and quote"), ("quote", "Quote"), ("portrait", "Photo and name")], default="all"
    )

    def __init__(
        self, local_blocks: Sequence[tuple[str, Block]] = (), people: Sequence[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        chosen = [("subject", PersonBlock(people, label="Person"))] if people else []
        super().__init__([*local_blocks, *chosen], **kwargs)

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


def story_blocks(people: Sequence[tuple[int, str]] = ()) -> list[tuple[str, Block]]:
    """Return the blocks of a story, by name; `people` are those of one story, with the numbers of their rows."""
    return [*body_blocks(), ("technicians", TechniciansBlock()), ("subject", SubjectBlock(people=people))]
