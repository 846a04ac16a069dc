"""One live nomination per nominator, nominee, category and round: what the unique key is made of."""

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Nomination, Nominee


def live_key(nomination: "Nomination", nominee: "Nominee") -> str | None:
    """Return the key of a live nomination of somebody; None where it has ended or has no category yet.

    A digest, so that it holds nobody's name or address and never outgrows its column.
    """
    if not nomination.is_live or nomination.category_id is None:
        return None
    parts = (nomination.round_id, nomination.category_id, _nominator(nomination), _nominee(nominee))
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


def _nominator(nomination: "Nomination") -> str:
    if nomination.nominator_id is not None:
        return f"account:{nomination.nominator_id}"
    return f"address:{nomination.nominator_email.lower()}" if nomination.nominator_email else _named(nomination)


def _named(nomination: "Nomination") -> str:
    return f"name:{_folded(nomination.nominator_name)}"


def _nominee(nominee: "Nominee") -> str:
    return f"technician:{nominee.technician_id}" if nominee.technician_id else f"name:{_folded(nominee.name)}"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
