"""Who may be nominated in a round: each rule, and what it says in plain words. Pure: nothing is read or written here.

The words tell a colleague that a rule says no, and not what the staff list says: when somebody began, and whether they
are leaving, is shown to nobody but stewards.
"""

from dataclasses import dataclass, field
from datetime import date

from portal.core.times import long_day

from .enums import Rule


@dataclass(frozen=True)
class Rules:
    """What a round asks. `departments`: keys and names; none means any. `not_won_years` 0: no such rule."""

    announced_on: date
    year: int
    allows_self: bool = False
    employed_since: date | None = None
    departments: tuple[tuple[int, str], ...] = ()
    not_won_years: int = 0


@dataclass(frozen=True)
class Person:
    """What is known of somebody who is nominated. `is_listed`: they were chosen from the directory.

    `departments`: the keys of their own and of those above it. `won_years`: when they won this scheme.
    """

    is_listed: bool
    is_nominator: bool = False
    has_left: bool = False
    started_on: date | None = None
    ends_on: date | None = None
    departments: frozenset[int] = frozenset()
    won_years: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Objection:
    """A rule that says no, or (`is_unsure`) that nobody could check here: then an organiser looks."""

    rule: Rule
    words: str
    is_unsure: bool = False


def objections(person: Person, rules: Rules) -> list[Objection]:
    """Return what the rules of a round say against nominating somebody; nothing where they may be nominated."""
    found = (_employment(person, rules), _department(person, rules), _won(person, rules), _self(person, rules))
    return [objection for objection in found if objection is not None]


def _employment(person: Person, rules: Rules) -> Objection | None:
    asked = f"still employed here on {long_day(rules.announced_on)}, when it is announced"
    if rules.employed_since is not None:
        asked = f"employed here since {long_day(rules.employed_since)}, and {asked}"
    if not person.is_listed:
        words = f"Nominees must be {asked}. We cannot check that of a name that was typed: an organiser looks."
        return Objection(Rule.EMPLOYMENT, words, is_unsure=True)
    is_late = rules.employed_since is not None and (person.started_on or date.min) > rules.employed_since
    is_gone = person.has_left or (person.ends_on is not None and person.ends_on < rules.announced_on)
    if is_late or is_gone:
        return Objection(Rule.EMPLOYMENT, f"Nominees must be {asked}. The staff list does not say so of them.")
    if rules.employed_since is not None and person.started_on is None:
        words = f"Nominees must be {asked}. The staff list does not say when they began: an organiser looks."
        return Objection(Rule.EMPLOYMENT, words, is_unsure=True)
    return None


def _department(person: Person, rules: Rules) -> Objection | None:
    if not rules.departments:
        return None
    names = " or ".join(name for _, name in rules.departments)
    if not person.is_listed:
        words = f"Nominees must belong to {names}. We cannot check that of a name that was typed: an organiser looks."
        return Objection(Rule.DEPARTMENT, words, is_unsure=True)
    if person.departments.isdisjoint(key for key, _ in rules.departments):
        return Objection(Rule.DEPARTMENT, f"Nominees must belong to {names}. The staff list has them elsewhere.")
    return None


def _won(person: Person, rules: Rules) -> Objection | None:
    if not rules.not_won_years:
        return None
    won = max((year for year in person.won_years if year >= rules.year - rules.not_won_years), default=None)
    if won is None:
        return None
    years = "year" if rules.not_won_years == 1 else f"{rules.not_won_years} years"
    return Objection(Rule.WON, f"They won this in {won}. Who won within the last {years} cannot be nominated.")


def _self(person: Person, rules: Rules) -> Objection | None:
    if not person.is_nominator or rules.allows_self:
        return None
    return Objection(Rule.SELF, "Nobody nominates themselves in this round. Ask a colleague to nominate you.")
