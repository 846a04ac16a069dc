"""A registry: what apps offer under a key, in the order offered."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything that knows its own key."""

    @property
    def key(self) -> str:
        """The name under which it is registered."""
        ...


Entry = TypeVar("Entry", bound=Keyed)


class AlreadyRegisteredError(ValueError):
    """A key was offered twice: one of the two would silently be lost."""


class Registry(Generic[Entry]):
    """Entries by key; filled in each app's `ready()`, read afterwards."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, Entry] = {}

    def register(self, entry: Entry) -> Entry:
        """Add an entry and return it.

        Raises AlreadyRegisteredError where the key is taken.
        """
        if entry.key in self._entries:
            raise AlreadyRegisteredError(f"{self.name} already has an entry '{entry.key}'.")
        self._entries[entry.key] = entry
        return entry

    def get(self, key: str) -> Entry | None:
        """Return the entry of a key, or None where it is gone or was never there."""
        return self._entries.get(key)

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self._entries.values()))

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __len__(self) -> int:
        return len(self._entries)
