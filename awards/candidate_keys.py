"""Which nominations are of the same person or team: the same key in the same category."""

import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Nomination, Nominee

MOST_CHARACTERS = 200


def key_of(nomination: "Nomination") -> str:
    """Return a key that tells whom a nomination is for, in whatever order they stand. Load it with its nominees.

    Technicians are told by their row, others by their name as it is written, whatever its case and spaces. A team of
    whom nobody is named is told by its name.
    """
    people = sorted({_person(nominee) for nominee in nomination.nominees.all()})
    if not people:
        team = _folded(nomination.team_name)
        return _short(f"team:{team}" if team else f"nomination:{nomination.pk}")
    return _short("|".join(people))


def _person(nominee: "Nominee") -> str:
    if nominee.technician_id is not None:
        return f"t:{nominee.technician_id}"
    return f"n:{_folded(nominee.name)}" if nominee.name else f"row:{nominee.pk}"


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _short(key: str) -> str:
    """Return a key that fits its column; a long one as its digest."""
    return key if len(key) <= MOST_CHARACTERS else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
