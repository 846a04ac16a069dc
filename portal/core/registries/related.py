"""Cards that apps offer for a theme, a skill or a department."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from .panels import Card
from .registry import Registry


@dataclass(frozen=True)
class Related:
    """Public cards about one subject: `cards(subject, pk, limit)`."""

    key: str
    title: str
    cards: Callable[[Literal["theme", "skill", "department"], int, int], Iterable[Card]]


related: Registry[Related] = Registry("related")
