"""What somebody may do from a technician's page: buttons that apps add for those who are signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Act:
    """One thing to do about a technician, whose page leads to where it is done.

    `label` is a verb with what it is done to ('Nominate for an award'). `url(slug)` gets the technician's part of
    their page's address. `shown(user, pk)` says whether this user, who is signed in and not the technician, gets the
    button for the technician of this primary key; it asks nothing of the database, and the screen behind it decides
    again.
    """

    key: str
    label: str
    url: Callable[[str], str]
    shown: Callable[[Any, int], bool]


@dataclass(frozen=True)
class ActLink:
    """A button as a page draws it."""

    label: str
    url: str


acts: Registry[Act] = Registry("acts")


def acts_for(user: Any, pk: int, slug: str) -> list[ActLink]:
    """Return the buttons that a user gets on the page of the technician of this primary key and slug."""
    return [ActLink(act.label, act.url(slug)) for act in acts if act.shown(user, pk)]
