"""The form of a story in the admin: its blocks offer this story's own people, and it knows when it is too old."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlock

from .blocks import story_blocks
from .meanwhile import FIELD, TOO_OLD, is_too_old


class StoryForm(WagtailAdminPageForm):
    """Lets the block of a person choose among the rows of the story that is edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            people = [(person.pk, str(person)) for person in self.instance.people]
            blocks = StreamBlock(story_blocks(people), required=False)
            self.fields["body"] = self.instance._meta.get_field("body").formfield(block=blocks)

    def clean(self) -> dict[str, Any]:
        """Refuse what was typed into a form from before somebody withdrew, which holds their name still."""
        cleaned: dict[str, Any] = super().clean()
        seen = self.data.get(FIELD, "0")
        self.instance.__dict__[FIELD] = seen  # for the moment between this and the saving
        if is_too_old(self.instance.pk, seen):
            self.add_error(None, TOO_OLD)
        return cleaned
