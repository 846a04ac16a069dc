"""In what order those stand who fit a text: by how well the engine says they fit, and by how fresh their profile is.

Engines hand their best `WINDOW` over to `in_order`; who fits less well follows in the engine's own order. So a fresh
profile gains on others that fit about as well, and never comes up from far below. docs/search.md explains it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = 240  # ten pages
# That count of a score, from its first that is not 0: SQLite's scores of a word that most people use are millionths
DIGITS = 6
LEAST = 0.9  # what a profile's score keeps, however old it is
HALF_LIFE = 12  # months after which half of what freshness adds is gone
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Candidate:
    """Somebody who fits, and how well: the engine's own score, the more the better."""

    technician_pk: int
    score: float
    sort_name: str
    updated: datetime


def freshness(updated: datetime, now: datetime) -> float:
    """Return by what a score is multiplied: 1.0 in the first month after the last change, later down to `LEAST`.

    In whole months, so that those who fit equally well stand by name, unless one is fresher by what people notice.
    """
    months: int = max(0, (now - updated) // MONTH)
    return LEAST + (1 - LEAST) * 0.5 ** (months / HALF_LIFE)


def in_order(candidates: Iterable[Candidate], now: datetime) -> list[int]:
    """Return the primary keys, the best first: by score and freshness, then by name as it is read, then by key."""

    def place(candidate: Candidate) -> tuple[float, str, int]:
        score = candidate.score * freshness(candidate.updated, now)
        return -float(f"{score:.{DIGITS}g}"), candidate.sort_name, candidate.technician_pk

    return [candidate.technician_pk for candidate in sorted(candidates, key=place)]
