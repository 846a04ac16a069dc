"""What other sites read of a page where somebody shares it."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone

from portal.core.pages import BasePage
from portal.core.picture_sizes import SHARE, SHARE_SIZE
from portal.core.pictures import picture_address

register = template.Library()


@register.inclusion_tag("components/share.html", takes_context=True)
def share_tags(context: Context) -> dict[str, Any]:
    """Say title, description and picture of the page that the context holds; nothing where it holds none.

    The picture only while the public may see it, and at an address with the site's own name, since others ask for it.
    """
    page = context.get("page")
    if not isinstance(page, BasePage):
        return {"title": ""}
    picture = page.picture
    if picture is not None and not picture.may_be_shown(timezone.localdate()):
        picture = None
    return {
        "title": page.seo_title or page.title,
        "words": page.search_description or page.summary,
        "url": context.get("canonical_url", ""),
        "site_name": context["branding"].site_name,
        "image": settings.BASE_URL + picture_address(picture, SHARE) if picture else "",
        "image_words": picture.alt_text if picture else "",
        "width": SHARE_SIZE[0],
        "height": SHARE_SIZE[1],
    }
