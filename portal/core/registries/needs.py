"""What waits for a person, shown at /me/."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Need:
    """One thing that needs a person: what, why, the one button, and by when (None: no date)."""

    title: str
    detail: str
    url: str
    button: str
    due: date | None = None


def _always(user: Any) -> bool:
    return True


@dataclass(frozen=True)
class NeedSource:
    """An app's answer to 'what needs this user?'.

    `might(user)` says whether anything of this source can need somebody like them (a judge, a technician), so that
    nobody else's pages wait for its query. It asks for no more than what is loaded with the user: permissions, and
    their own profile.
    """

    key: str
    find: Callable[[Any], Iterable[Need]]
    might: Callable[[Any], bool] = field(default=_always, kw_only=True)


needs_me: Registry[NeedSource] = Registry("needs_me")


def needs_for(user: Any) -> Iterator[Need]:
    """Yield what needs a user, in the order of the registry."""
    for source in needs_me:
        if source.might(user):
            yield from source.find(user)
