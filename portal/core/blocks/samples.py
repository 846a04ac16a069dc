"""What blocks show in their previews: words of ours, and a picture and a file that the library has."""

from typing import Any

from django.utils import timezone
from wagtail.rich_text import RichText

PARAGRAPH = (
    "<h2>What the magnet asks for</h2><p>Every Tuesday somebody climbs a ladder and tops up the helium. "
    "<b>Nobody sees it</b>, and nothing on the third floor would be measured without it.</p>"
    "<ul><li>Liquid helium, 60 litres</li><li>One ladder, one pair of thick gloves</li></ul>"
)
ANSWER = "<p>Ask at the stores before ten. What is on the shelf is yours the same day.</p>"


def words(html: str) -> RichText:
    """Return text as a rich text block holds it."""
    return RichText(html)


def some_picture() -> Any:
    """Return the picture of the library that was put there last and may be shown; None where there is none."""
    from portal.core.models import PortalImage  # noqa: PLC0415 (blocks are read before models)

    picture = PortalImage.objects.that_may_be_shown(timezone.localdate()).order_by("-pk").first()
    if picture is not None:
        picture.contextual_alt_text = picture.alt_text
    return picture


def some_document() -> Any:
    """Return the document of the library that was put there last; None where there is none."""
    from portal.core.models import PortalDocument  # noqa: PLC0415 (blocks are read before models)

    return PortalDocument.objects.order_by("-pk").first()


def picture_value() -> dict[str, Any]:
    """Return a picture with its caption."""
    return {"picture": some_picture(), "caption": "What it looks like on a Tuesday."}
