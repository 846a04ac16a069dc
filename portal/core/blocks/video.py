"""A video: a still that leads to it. Nothing is asked of another host before somebody presses play."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import BooleanBlock, CharBlock, RichTextBlock, StructBlock, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock


class VideoBlock(StructBlock):
    """A still with a link to the video; it has captions, or its words stand below."""

    title = CharBlock(max_length=120)
    still = ImageBlock(required=False)
    address = URLBlock(help_text="Where the video is. It opens there when somebody presses play.")
    length = CharBlock(required=False, max_length=40, help_text="For example ‘4 minutes’.")
    has_captions = BooleanBlock(required=False, label="The video has captions that were checked by a person")
    transcript = RichTextBlock(
        required=False, features=["bold", "italic", "ol", "ul"], help_text="What is said and shown, in words."
    )

    def clean(self, value: Any) -> Any:
        """Refuse a video that somebody who cannot hear it would be shut out of (WCAG 2.2, 1.2.2)."""
        cleaned = super().clean(value)
        if not cleaned["has_captions"] and not cleaned["transcript"].source.strip():
            problem = ValidationError("Confirm that the video has captions, or write down what is said in it.")
            raise StructBlockValidationError(block_errors={"transcript": problem})
        return cleaned

    class Meta:
        icon = "media"
        template = "blocks/video.html"
        description = "A still with a link to a video, with captions or a transcript"
