"""Sections that apps add to a technician's, a skill's or an action's page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from .registry import Registry


@dataclass(frozen=True)
class Card:
    """One thing in a panel: a title that leads somewhere, and a line about it."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Panel:
    """A section for a page: id and audience in, cards out.

    `cards(pk, audience)` gets the primary key of the page's subject and the viewer's audience value
    ('public', 'colleagues', 'only_me'), and must return only what that audience may see.
    """

    key: str
    title: str
    page: Literal["technician", "skill", "equipment", "action"]
    cards: Callable[[int, str], Iterable[Card]]


panels: Registry[Panel] = Registry("panels")
