"""What a page's body says in plain words, for searches."""

from collections.abc import Iterable
from typing import Any

# What is shown only while a picture may be: its words are not to be found when it is taken away
_PICTURES = frozenset({"picture", "gallery"})


def plain_words(*bodies: Iterable[Any]) -> list[str]:
    """Return the texts of all blocks of some stream fields, in order, without those of pictures."""
    return [
        str(text)
        for body in bodies
        for child in body
        if child.block_type not in _PICTURES
        for text in child.block.get_searchable_content(child.value)
    ]
