"""Who may not judge whom, told from what the portal knows: pure calculation.

Nobody judges whom they nominate, second, manage or are managed by, whom they share a team with, or themselves.
"""

from dataclasses import dataclass

from .enums import Conflict


@dataclass(frozen=True)
class Person:
    """What tells one person from another here: account, addresses, staff-list row, manager's row, team.

    `manager`: the staff-list row of their line manager. `unit`: the innermost team or department they are in; None for
    a faculty, in which people need not know each other.
    """

    user: int | None = None
    emails: frozenset[str] = frozenset()
    technician: int | None = None
    manager: int | None = None
    unit: int | None = None

    def is_same(self, other: "Person") -> bool:
        """Say whether both are one."""
        return (
            (self.user is not None and self.user == other.user)
            or (self.technician is not None and self.technician == other.technician)
            or bool(self.emails & other.emails)
        )


@dataclass(frozen=True)
class Involved:
    """All who have to do with a candidate."""

    nominators: tuple[Person, ...] = ()
    nominees: tuple[Person, ...] = ()
    seconders: tuple[Person, ...] = ()


def conflict_of(judge: Person, involved: Involved) -> Conflict | None:
    """Return why somebody may not judge a candidate, the weightiest reason first; None where nothing is known."""
    if any(judge.is_same(person) for person in involved.nominees):
        return Conflict.NOMINEE
    if any(judge.is_same(person) for person in involved.nominators):
        return Conflict.NOMINATOR
    if any(judge.is_same(person) for person in involved.seconders):
        return Conflict.SECONDER
    if any(_manages(judge, person) or _manages(person, judge) for person in involved.nominees):
        return Conflict.MANAGER
    if judge.unit is not None and any(judge.unit == person.unit for person in involved.nominees):
        return Conflict.SAME_TEAM
    return None


def _manages(one: Person, other: Person) -> bool:
    return one.technician is not None and other.manager == one.technician
