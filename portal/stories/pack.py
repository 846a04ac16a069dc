"""The cleared pack of a published story, for a prospectus or the press: its text, its pictures, who made them.

Holds what the public sees today and no more: words of people who agreed, pictures that may be shown.
"""

import re
import zipfile
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.rich_text import get_text_for_indexing

from portal.core.models import PortalImage
from portal.core.publishing import pictures_of
from portal.core.word_documents import WordDocument, plain

from .subjects import SubjectView, subjects_of

_NO_NAME = "story"


def pack_name(story: Any) -> str:
    """Return what the file is called: letters, digits and hyphens of its address alone, whatever the title says."""
    plain = re.sub(r"[^a-z0-9-]+", "-", story.slug.lower()).strip("-")[:60]
    return f"{plain or _NO_NAME}-pack.zip"


def cleared_pack(story: Any) -> bytes:
    """Return the pack of a published story as a ZIP file."""
    people = subjects_of(story)
    today = timezone.localdate()
    in_text = [one for one in pictures_of(story) if one.may_be_shown(today)]
    of_people = [view.photo for view in people.values() if view.photo is not None]
    pictures = {picture.pk: picture for picture in (*in_text, *of_people)}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("story.docx", _document(story, people))
        credits = [_credit(pack, number, picture) for number, picture in enumerate(pictures.values(), 1)]
        pack.writestr("README.txt", _read_me(story, people, credits))
    return out.getvalue()


def _document(story: Any, people: dict[int, SubjectView]) -> bytes:
    document = WordDocument(story.title)
    if story.summary:
        document.line(story.summary, "Intense Quote")
    for block in story.body:
        if block.block_type == "subject":
            view = people.get(block.value.get("subject"))
            if view is not None and view.quote and block.value.get("shows") != "portrait":
                document.line(f"“{view.quote}” – {_named(view)}", "Quote")
        elif block.block_type == "text":
            _add_text(document, block.value.source)
        elif block.block_type != "technicians":
            for piece in block.block.get_searchable_content(block.value):
                document.line(str(piece))
    return document.content()


def _add_text(document: WordDocument, markup: str) -> None:
    """Add rich text: headings as headings, everything else as paragraphs."""
    for kind, inner in re.findall(r"<(h[2-4]|p|li|blockquote)\b[^>]*>(.*?)</\1>", markup, re.DOTALL):
        words = plain(" ".join(get_text_for_indexing(inner).split()))
        if not words:
            continue
        if kind.startswith("h"):
            document.heading(words, int(kind[1]) - 1)
        else:
            document.line(words, "List Bullet" if kind == "li" else None)


def _named(view: SubjectView) -> str:
    return f"{view.name}, {view.role}" if view.role else view.name


def _credit(pack: zipfile.ZipFile, number: int, picture: PortalImage) -> str:
    """Add a picture, under a name that says nothing but its place, and return its line of the credits."""
    suffix = re.sub(r"[^a-z0-9]", "", str(picture.file.name).rpartition(".")[2].lower())[:5] or "img"
    name = f"pictures/picture-{number}.{suffix}"
    try:
        with picture.file.open("rb") as file:
            pack.writestr(name, file.read())
    except OSError:
        return f"(A picture is missing: its file is gone.) {picture.alt_text}"
    until = f" May be used until {picture.consent_until:%d.%m.%Y}." if picture.consent_until else ""
    return f"{name}\n  Credit: {picture.credit or 'none given'}\n  Shows: {picture.alt_text or 'decoration'}{until}"


def _read_me(story: Any, people: dict[int, SubjectView], credits: list[str]) -> str:
    """Return what whoever prints the story has to know."""
    lines = [
        story.title,
        settings.BASE_URL + (story.get_url() or ""),
        f"Taken on {timezone.localdate():%d.%m.%Y}. Agreement can be taken back: look at the page before you print.",
        "",
        "People who agreed to be named and quoted as they are here:",
        *(f"- {_named(view)}" for view in people.values()),
        *([] if people else ["- nobody is named"]),
        "",
        "Pictures:",
        *(credits or ["none"]),
        "",
    ]
    return plain("\r\n".join(lines))
