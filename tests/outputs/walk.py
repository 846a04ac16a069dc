"""All addresses that the URL configuration answers, found by walking it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One pattern, joined from the root; `name` has its namespaces before it."""

    pattern: str
    name: str
    callback: Any


def walk(resolver: URLResolver | None = None) -> Iterator[Route]:
    """Yield every pattern below the resolver (the whole site's, where none is given)."""
    yield from _walk(resolver or get_resolver(), "", ())


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = entry.name or ""
            yield Route(pattern, ":".join([*spaces, name]) if name else "", entry.callback)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, pattern, inner)
