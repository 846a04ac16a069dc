"""The words of a story without markup, for the search and for how long it takes to read."""

from wagtail.blocks import StreamValue

# Blocks that hold no words of the story: only keys of rows, which say what somebody agreed to
_WORDLESS = frozenset({"subject", "technicians"})


def text_of(body: StreamValue) -> str:
    """Return the words of a story's body, a line a piece."""
    pieces = (
        piece
        for part in body
        if part.block_type not in _WORDLESS
        for piece in part.block.get_searchable_content(part.value)
    )
    return "\n".join(" ".join(piece.split()) for piece in pieces if piece.strip())
