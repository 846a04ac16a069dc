"""What stands in a search box, as an address brings it."""


def one_line(text: str, longest: int) -> str:
    """Return the text as one line of at most so many characters, without what no database takes."""
    return " ".join(text.replace("\x00", " ").split())[:longest]
