"""The form of a story in the admin: its blocks offer this story's own people."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlock

from .blocks import story_blocks


class StoryForm(WagtailAdminPageForm):
    """Lets the block of a person choose among the rows of the story that is edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            people = [(person.pk, str(person)) for person in self.instance.people]
            blocks = StreamBlock(story_blocks(people), required=False)
            self.fields["body"] = self.instance._meta.get_field("body").formfield(block=blocks)
