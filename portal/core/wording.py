"""What a page's text must have so that everybody can find their way in it: headings in order, links that say where to.

WCAG 2.2, 1.3.1, 2.4.4 and 2.4.6. Wagtail's own checker shows more of the kind beside the editor, in the preview.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

# What says nothing of where a link leads, whatever stands around it
SAYS_NOTHING = frozenset(
    {"click here", "click", "here", "this", "this link", "link", "more", "read more", "learn more", "find out more",
     "see here", "this page", "details"}
)  # fmt: skip
_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)


class _Reader(HTMLParser):
    """Collects headings with their level, and the words of links."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[str] = []
        self._open: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" or re.fullmatch(r"h[2-6]", tag):
            self._open[tag] = []

    def handle_data(self, data: str) -> None:
        for words in self._open.values():
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        words = " ".join("".join(self._open.pop(tag)).split())
        if tag == "a":
            self.links.append(words)
        else:
            self.headings.append((int(tag[1]), words))


def wording_faults(page: Any) -> list[str]:
    """Return what is wrong with the headings and links of a version of a page, each in a sentence, each once."""
    found: list[str] = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField | RichTextField):
            value = getattr(page, field.name)
            texts = _texts(value.stream_block, value) if isinstance(field, StreamField) else [str(value or "")]
            found += _faults(texts)
    return list(dict.fromkeys(found))


def undescribed_picture(page: Any) -> str:
    """Return a warning where the page's own picture has no alternative text, and nothing where it has.

    No fault that keeps the page off the site: a picture that only decorates has none. Those in the text say which they
    are in their blocks.
    """
    picture = page.picture
    if picture is None or picture.alt_text.strip():
        return ""
    return (
        f"The picture ‘{picture.title}’ has no alternative text, so people who cannot see it are told nothing of it. "
        "Say in the picture library what it shows, unless it is only decoration."
    )


def _faults(texts: Iterable[str]) -> Iterator[str]:
    level = 1  # the title of the page
    for html in texts:
        reader = _Reader()
        reader.feed(html)
        for depth, words in reader.headings:
            if not words:
                yield "There is an empty heading in the text. Write it, or take it out."
            elif depth > level + 1:
                yield f"The heading ‘{words}’ is of level {depth}, below level {level}. Make it level {level + 1}."
            level = depth
        for words in reader.links:
            if not words:
                yield "There is a link without words in the text. Say where it leads."
            elif words.lower().rstrip(".…!→> ") in SAYS_NOTHING:
                yield f"The link ‘{words}’ does not say where it leads. Name what is there, in the words of the link."
            elif _ADDRESS.match(words):
                yield f"The link ‘{words}’ is an address. Say in words what is there."


def _texts(block: Any, value: Any) -> Iterator[str]:
    """Yield the HTML of each rich text below a block, and of each link that a block of its own makes."""
    if isinstance(block, ImageBlock):  # its value is the picture, not its parts
        return
    if isinstance(block, RichTextBlock):
        yield value.source if value else ""
    elif isinstance(block, StreamBlock):
        for child in value or []:
            yield from _texts(child.block, child.value)
    elif isinstance(block, ListBlock):
        for child in value or []:
            yield from _texts(block.child_block, child)
    elif isinstance(block, StructBlock) and value:
        for name, child in block.child_blocks.items():
            if name == "label" and "address" in block.child_blocks:
                yield f"<a>{value.get(name) or ''}</a>"
            else:
                yield from _texts(child, value.get(name))
