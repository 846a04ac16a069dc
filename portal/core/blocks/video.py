"""A video: a still that leads to it. Nothing is asked of another host before somebody presses play."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.blocks import BooleanBlock, CharBlock, RichTextBlock, StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from .samples import some_picture, words


class VideoValue(StructValue):
    """A video as templates use it."""

    @property
    def host(self) -> str:
        """Return where it opens, by name."""
        return urlsplit(str(self.get("address") or "")).hostname or ""

    @property
    def shows_still(self) -> bool:
        """Say whether there is a still that may be shown; otherwise a board is drawn in its place."""
        still = self.get("still")
        return still is not None and still.may_be_shown(timezone.localdate())


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

    def get_preview_value(self) -> Any:
        """Show a still that the library has, or the board that is drawn where there is none."""
        return self.normalize(
            {
                "title": "How a seal is blown",
                "still": some_picture(),
                "address": "https://videos.example.org/seal",
                "length": "4 minutes",
                "has_captions": True,
                "transcript": words("<p>A tube is turned in the flame until it sags.</p>"),
            }
        )

    class Meta:
        value_class = VideoValue
        icon = "media"
        template = "blocks/video.html"
        description = "A still with a link to a video, with captions or a transcript"
