"""Drawing pictures of the editors' library: in both formats, cropped around the focal point, with their credit."""

from typing import Any

from django import template
from django.utils import timezone
from wagtail.images.shortcuts import get_rendition_or_not_found

from portal.core.models import PortalImage

register = template.Library()

# What a place on a page asks for: (width, height), both for a screen with one dot a pixel and for one with two.
SHAPES = {
    "wide": ((800, 450), (1600, 900)),
    "card": ((400, 300), (800, 600)),
    "square": ((240, 240), (480, 480)),
}


@register.inclusion_tag("components/library_picture.html")
def library_picture(
    picture: PortalImage | None, shape: str, caption: str = "", decorative: bool = False, first: bool = False
) -> dict[str, Any]:
    """Draw a picture in one of SHAPES; nothing where there is none, or where the public may not see it.

    `decorative`: what it shows stands beside it, so that it is not read out. `first`: it is seen as the page opens,
    and is fetched at once.
    """
    if picture is None or not picture.may_be_shown(timezone.localdate()):
        return {"picture": None}
    sizes = SHAPES[shape]
    specs = {
        f"{kind}_{name}": f"fill-{width}x{height}|format-{kind}"
        for kind in ("avif", "webp")
        for name, (width, height) in zip(("small", "large"), sizes, strict=True)
    }
    words = getattr(picture, "contextual_alt_text", None) or picture.alt_text
    is_decorative = decorative or getattr(picture, "decorative", False)
    return {
        "picture": picture,
        **{name: get_rendition_or_not_found(picture, spec) for name, spec in specs.items()},
        "width": sizes[0][0],
        "height": sizes[0][1],
        "alt": "" if is_decorative else words,
        "caption": caption,
        "credit": picture.credit,
        "first": first,
    }
