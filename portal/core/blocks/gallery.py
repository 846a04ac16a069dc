"""Several pictures beside one another."""

from wagtail.blocks import CharBlock, ListBlock, StructBlock

from .image import PictureBlock


class GalleryBlock(StructBlock):
    """Two to twelve pictures in a grid."""

    title = CharBlock(required=False, max_length=120)
    pictures = ListBlock(PictureBlock(), min_num=2, max_num=12)

    class Meta:
        icon = "grip"
        template = "blocks/gallery.html"
        description = "Two to twelve pictures in a grid"
