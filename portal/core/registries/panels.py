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


@dataclass(frozen=True)
class FilledPanel:
    """A panel as a page draws it: with at least one card."""

    title: str
    cards: tuple[Card, ...]


panels: Registry[Panel] = Registry("panels")


def filled_panels(page: str, pk: int, audience: str) -> list[FilledPanel]:
    """Return the panels of one kind of page that hold anything for this subject and audience."""
    found = ((panel.title, tuple(panel.cards(pk, audience))) for panel in panels if panel.page == page)
    return [FilledPanel(title, cards) for title, cards in found if cards]
