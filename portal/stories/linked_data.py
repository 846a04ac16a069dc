"""A story as search engines read it: schema.org Article."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.core.linked_data import json_ld
from portal.core.models import PortalImage
from portal.core.picture_sizes import SHAPES, file_name
from portal.core.pictures import picture_address

SHARED = file_name("wide", max(SHAPES["wide"].widths), "webp")


def story_json_ld(story: Any, picture: PortalImage | None) -> SafeString:
    """Return the JSON of a published story: what its page says, and nothing of those it is about."""
    may_be_shown = picture is not None and picture.may_be_shown(timezone.localdate())
    changed = story.last_published_at or story.first_published_at
    return json_ld(
        {
            "@type": "Article",
            "headline": story.title,
            "description": story.summary,
            "url": settings.BASE_URL + (story.get_url() or ""),
            "datePublished": timezone.localtime(story.first_published_at).isoformat(),
            "dateModified": timezone.localtime(changed).isoformat(),
            "image": settings.BASE_URL + picture_address(picture, SHARED) if picture and may_be_shown else "",
            "articleSection": story.get_kind_display(),
            "keywords": [theme.name for theme in story.themes.all()],
            "inLanguage": "en-GB",
        }
    )
