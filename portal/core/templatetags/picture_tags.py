"""Drawing a page's body and its pictures: in both formats, cropped around the focal point, with their credit."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from portal.core.models import PortalImage
from portal.core.picture_sizes import FORMATS, SHAPES, file_name
from portal.core.pictures import picture_address

register = template.Library()


@register.inclusion_tag("components/library_picture.html")
def library_picture(
    picture: PortalImage | None, shape: str, caption: str = "", decorative: bool = False, first: bool = False
) -> dict[str, Any]:
    """Draw a picture in one of SHAPES; nothing where there is none, or where the public may not see it.

    `decorative`: what it shows stands beside it, so that it is not read out. `first`: it is seen as the page opens,
    and is fetched at once. Costs no query.
    """
    if picture is None or not picture.may_be_shown(timezone.localdate()):
        return {"picture": None}
    place = SHAPES[shape]
    sets = {
        kind: ", ".join(f"{picture_address(picture, file_name(shape, w, kind))} {w}w" for w in place.widths)
        for kind in FORMATS
    }
    words = getattr(picture, "contextual_alt_text", None) or picture.alt_text
    is_decorative = decorative or getattr(picture, "decorative", False)
    return {
        "picture": picture,
        "shape": shape,
        "avif": sets["avif"],
        "webp": sets["webp"],
        "address": picture_address(picture, file_name(shape, place.width, "webp")),
        "sizes": place.sizes,
        "width": place.width,
        "height": place.height,
        "alt": "" if is_decorative else words,
        "caption": caption,
        "credit": picture.credit,
        "first": first,
    }


@register.simple_tag(takes_context=True)
def draw_block(context: Context, block: Any) -> str:
    """Draw one block of a body for whoever asks, who may be missing (a preview, a mail): then for the public.

    What is included with `only` does not know the request by name; the context knows it all the same.
    """
    drawn: str = block.render(context={**context.flatten(), "request": getattr(context, "request", None)})
    return drawn
