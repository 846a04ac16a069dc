"""One picture."""

from typing import Any

from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from .samples import picture_value


class PictureBlock(StructBlock):
    """A picture with what it shows in words, its credit (kept with the picture) and a caption."""

    picture = ImageBlock()
    caption = CharBlock(required=False, max_length=250)

    def get_preview_value(self) -> Any:
        """Show a picture that the library has."""
        return self.normalize(picture_value())

    class Meta:
        icon = "image"
        template = "blocks/picture.html"
        description = "A picture with a caption and its credit"
