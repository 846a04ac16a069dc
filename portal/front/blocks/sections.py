"""What all sections of the home page have in common."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.blocks import StructBlock

from portal.front.frame import KNOWN, PageLink, Pages
from portal.front.home import HomeReader
from profiles.enums import Audience

# What an editor stored of a section, as in the database: keys of pages and people, no objects
Stored = Mapping[str, Any]


class SectionBlock(StructBlock):
    """A section that fills itself from live data; what an editor sets in it comes first."""

    kind = ""  # names its template

    def fill(self, stored: Stored, reader: HomeReader) -> dict[str, Any] | None:
        """Return what the section shows, or None where there is nothing: it is left out then, and leaves no hole."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Fill the section for its preview in the editor, as the public would see it."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        stored = self.get_prep_value(value)
        pages = Pages(by_slug={slug: PageLink(slug, f"/{slug}/") for slug in KNOWN})
        reader = HomeReader(Audience.PUBLIC, pages, stories(stored), people(stored), events(stored))
        return {**context, "kind": self.kind, "section": self.fill(stored, reader), "number": 1}

    class Meta:
        template = "front/sections/preview.html"
        preview_template = "front/section_preview.html"
        preview_value: Mapping[str, Any] = {}


def stories(stored: Stored) -> set[int]:
    """Return the keys of the stories that an editor chose in a section."""
    return {int(pk) for pk in (stored.get("story"), *items(stored.get("stories"))) if pk}


def people(stored: Stored) -> set[int]:
    """Return the keys of the technicians that an editor chose in a section."""
    return {int(pk) for pk in items(stored.get("technicians")) if pk}


def events(stored: Stored) -> set[int]:
    """Return the keys of the events that an editor chose in a section."""
    return {int(pk) for pk in items(stored.get("events")) if pk}


def links(stored: Stored) -> set[int]:
    """Return the keys of the pages that a section links to."""
    link = stored.get("link") or {}
    return {int(link["page"])} if link.get("page") else set()


def items(stored: Iterable[Any] | None) -> list[Any]:
    """Return the values of a stored list, which holds them bare or each with an id."""
    return [one["value"] if isinstance(one, Mapping) and "value" in one else one for one in stored or []]
