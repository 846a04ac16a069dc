"""Telling from the statements that a database was sent which of them change something."""

import re
from collections.abc import Iterable, Mapping

# What stands between quotes is a value or a name, whatever words it is made of.
QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*\"""")
CHANGES = re.compile(r"\b(insert|update|delete|merge|into)\b", re.IGNORECASE)


def that_write(captured: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the statements, of those that Django captured, that do more than read.

    A question that begins with WITH reads as one that begins with SELECT does, unless one of its parts changes rows,
    as PostgreSQL allows.
    """
    return [query["sql"] for query in captured if not _only_reads(query["sql"])]


def _only_reads(statement: str) -> bool:
    """Tell whether a statement is a question and nothing else."""
    first = statement.lstrip("( \n").partition(" ")[0].upper()
    return first in {"SELECT", "WITH"} and not CHANGES.search(QUOTED.sub("", statement))
