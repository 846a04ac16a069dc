"""The words of a column's heading, made comparable."""

import re
import unicodedata

_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_NOT_WORDS = re.compile(r"[\W_]+")


def header_word(text: str) -> str:
    """Return a heading's words bare of case, accents, punctuation, and remarks in brackets."""
    bare = unicodedata.normalize("NFKD", _BRACKETS.sub(" ", text) or text)
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    bare = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare) if not bare.isupper() else bare
    return " ".join(_NOT_WORDS.sub(" ", bare.casefold().replace("#", " number ")).split())
