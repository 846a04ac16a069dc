"""What the contact form offers: topics whose mails somebody reads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Site

from portal.core.models import Branding

if TYPE_CHECKING:
    from .models import ContactPage

ANYTHING = "anything"


@dataclass(frozen=True)
class Topic:
    """A topic, who reads it, and where it goes. `key` is what form and address call it."""

    key: str
    label: str
    reader: str
    email: str


def topics_of(page: "ContactPage", request: HttpRequest) -> list[Topic]:
    """Return the topics that have an address, their own or the office's; one for anything where editors named none."""
    office = _office_address(request)
    if not page.topics:
        return [Topic(ANYTHING, "Anything", "the technician office", office)] if office else []
    topics = [
        Topic(block.id or "", block.value["label"], block.value["reader"], block.value["email"] or office)
        for block in page.topics
    ]
    return [topic for topic in topics if topic.email and topic.key]


def _office_address(request: HttpRequest) -> str:
    return Branding.seen_at(Site.find_for_request(request)).contact_email
