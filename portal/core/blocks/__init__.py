"""What editors compose a page's text of; one family a file. Blocks that name technicians are in `profiles.blocks`."""

from wagtail.blocks import Block

from .accordion import AccordionBlock
from .call_to_action import CallToActionBlock
from .download import DownloadBlock
from .figures import FiguresBlock
from .gallery import GalleryBlock
from .image import PictureBlock
from .links import LinkBlock
from .quote import QuoteBlock
from .text import TextBlock
from .video import VideoBlock

__all__ = [
    "AccordionBlock",
    "CallToActionBlock",
    "DownloadBlock",
    "FiguresBlock",
    "GalleryBlock",
    "LinkBlock",
    "PictureBlock",
    "QuoteBlock",
    "TextBlock",
    "VideoBlock",
    "body_blocks",
]


def body_blocks() -> list[tuple[str, Block]]:
    """Return the blocks of every page's text, by name; apps add their own to the list."""
    return [
        ("text", TextBlock()),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("quote", QuoteBlock()),
        ("video", VideoBlock()),
        ("call_to_action", CallToActionBlock()),
        ("figures", FiguresBlock()),
        ("accordion", AccordionBlock()),
        ("download", DownloadBlock()),
    ]
