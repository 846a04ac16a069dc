"""The free text of a story: where a name can stand beside the rows of its people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from portal.core.models import PortalImage

from .names import Name

if TYPE_CHECKING:
    from .models import StoryPage, Subject

_FIELDS = {
    "title": "title",
    "draft_title": "title",
    "seo_title": "title tag",
    "summary": "summary",
    "search_description": "search description",
}


def name_of(subject: "Subject", *, with_quote: bool = False) -> Name:
    """Return the names under which somebody may stand in a story, and their quote where that is looked for too."""
    names = [subject.name]
    technician = subject.technician
    if technician is not None:
        names += [technician.display_name, technician.listed_name]
    return Name.of(*names, quote=subject.quote if with_quote else "")


def texts_of(version: "StoryPage") -> Iterator[tuple[str, str]]:
    """Yield each free text of a version with the part of the page it stands in: fields, body, addresses, pictures."""
    for field, part in _FIELDS.items():
        yield part, getattr(version, field) or ""
    yield "address", version.slug.replace("-", " ").title()
    yield from (("text", text) for text in _strings(version.body.get_prep_value()))
    for picture in _pictures(version):
        yield f"picture ‘{picture.pk}’ in the library", f"{picture.alt_text}\n{picture.credit}"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


def _pictures(version: "StoryPage") -> list[PortalImage]:
    from portal.core.publishing import pictures_of  # noqa: PLC0415 (publishing imports the models' ground)

    return pictures_of(version)
