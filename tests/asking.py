"""Asking one kind of thing what it has for some words, as the site's search does."""

from collections.abc import Callable, Sequence

from portal.core.registries import Card
from profiles.enums import Audience
from profiles.questions import Found, Question, ask


def found_by(
    find: Callable[[Question, int], Sequence[Found]], text: str, limit: int = 10, audience: Audience = Audience.PUBLIC
) -> tuple[int, list[Card]]:
    """Return how many fit and the first of them, in the first way to take the words by which anything is found."""
    answers = find(ask(text, audience, limit), limit)
    total, cards = next((found for found in answers if found[0]), (0, ()))
    return total, list(cards)


def titles(find: Callable[[Question, int], Sequence[Found]], text: str, limit: int = 10) -> list[str]:
    """Return the titles of the first that fit."""
    return [card.title for card in found_by(find, text, limit)[1]]
