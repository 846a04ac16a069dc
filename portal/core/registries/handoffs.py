"""'Make this into ...': one app offers, another receives; no receiver, no button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Handoff:
    """A receiver of material: `receive(user, material)` makes a draft and returns its address."""

    key: str
    label: str
    receive: Callable[[Any, Mapping[str, Any]], str]


handoffs: Registry[Handoff] = Registry("handoffs")
