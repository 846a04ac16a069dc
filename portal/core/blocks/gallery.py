"""Several pictures beside one another."""

from typing import Any

from wagtail.blocks import CharBlock, ListBlock, StructBlock

from .image import PictureBlock
from .samples import picture_value


class GalleryBlock(StructBlock):
    """Two to twelve pictures in a grid."""

    title = CharBlock(required=False, max_length=120)
    pictures = ListBlock(PictureBlock(), min_num=2, max_num=12)

    def get_preview_value(self) -> Any:
        """Show a picture that the library has, three times."""
        return self.normalize({"title": "In the workshop", "pictures": [picture_value()] * 3})

    class Meta:
        icon = "grip"
        template = "blocks/gallery.html"
        description = "Two to twelve pictures in a grid"
