"""One picture."""

from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(StructBlock):
    """A picture with what it shows in words, its credit (kept with the picture) and a caption."""

    picture = ImageBlock()
    caption = CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        template = "blocks/picture.html"
        description = "A picture with a caption and its credit"
