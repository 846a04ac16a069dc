"""What feeds have in common: whole addresses, text that XML can carry, and an answer that caches may keep."""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
KEPT_FOR = 300  # seconds


def xml_text(text: str) -> str:
    """Return text without the characters that XML cannot carry."""
    return _NOT_IN_XML.sub("", text)


def absolute(path: str) -> str:
    """Return the whole address of a path of this site."""
    return urljoin(settings.BASE_URL, path)


def feed_response(feed: Atom1Feed | Rss201rev2Feed) -> HttpResponse:
    """Return a feed as an answer that is the same for everybody."""
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
