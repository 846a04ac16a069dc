"""Answers are sent smaller to those who can unpack them, where that is worth it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Pictures, PDF, Word and ZIP are packed already: packing them again costs time and hides their length.
PACKED_WELL = (
    "text/",
    "application/json",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "image/svg",
)


class CompressText(GZipMiddleware):
    """Pack text and what is like it; Django adds bytes of chance to each answer, against BREACH."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, packed or as it is."""
        if not response.get("Content-Type", "").startswith(PACKED_WELL):
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed
