"""How the search server stands, for those who answer for the portal."""

from dataclasses import dataclass
from datetime import datetime

from profiles.engines import breaker
from profiles.engines.guarded import GuardedEngine
from profiles.models import SearchWaiting
from profiles.search import get_engine


@dataclass(frozen=True)
class Standing:
    """What keeps a search server from answering: how it failed and since when, what waits for it, is it in step?"""

    reason: str
    since: datetime | None
    waiting: int
    is_trusted: bool

    @property
    def is_well(self) -> bool:
        """Say whether it answers."""
        return self.is_trusted and self.since is None


def standing() -> Standing | None:
    """Return how the server stands as far as is known, without asking it; None where none is used."""
    engine = get_engine()
    if not isinstance(engine, GuardedEngine):
        return None
    found = breaker.trouble()
    return Standing(
        reason=found.reason if found else "",
        since=found.since if found else None,
        waiting=SearchWaiting.objects.count(),
        is_trusted=engine.is_trusted(),
    )
