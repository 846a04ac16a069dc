"""How far an import is, for the page that waits for it.

It is told from inside the transaction that writes, through a cache that others see at once (`caches` in the settings).
"""

from dataclasses import dataclass

from django.core.cache import caches

from profiles.roster.checking import Progress

KEPT = 3600  # seconds


@dataclass(frozen=True)
class Standing:
    """Done of all, in rows; `doing` says what."""

    doing: str = "Waiting to begin"
    done: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        """Return how much is done, from 0 to 100."""
        return 100 * self.done // self.of if self.of else 0


def _key(pk: int) -> str:
    return f"roster-progress-{pk}"


def tell_progress(pk: int, doing: str) -> Progress:
    """Return what a calculation calls with its count of rows done, and of all."""

    def tell(done: int, of: int) -> None:
        caches["progress"].set(_key(pk), (doing, done, of), KEPT)

    tell(0, 0)
    return tell


def progress_of(pk: int) -> Standing:
    """Return how far the import is."""
    return Standing(*caches["progress"].get(_key(pk), ()))
