"""Numbers that are too small to be told, since who is meant could be guessed: under five, by subtraction too."""

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

FEWEST = 5
FEW = "fewer than five, or too few to tell apart"  # what is said in place of such a number
Place = TypeVar("Place", bound=Hashable)


def is_small(count: int, whole: int | None = None) -> bool:
    """Say whether a number is too small to be told: itself, or what it leaves of the whole it is counted in."""
    return count < FEWEST or (whole is not None and 0 < whole - count < FEWEST)


def told_parts(parts: Mapping[str, int], whole: int) -> tuple[tuple[str, int], ...]:
    """Return those parts of a whole that may be told, the largest first.

    Beside what is small itself, the smallest of the others is left out while what they leave of the whole is few.
    """
    told = sorted(((name, count) for name, count in parts.items() if not is_small(count)), key=_largest_first)
    untold = any(count for count in parts.values() if is_small(count))
    while told and untold and whole - sum(count for _, count in told) < FEWEST:
        told.pop()
    return tuple(told)


def _largest_first(part: tuple[str, int]) -> tuple[int, str]:
    return -part[1], part[0]


def within_each(counts: Mapping[Place | None, int], parents: Mapping[Place, Place | None]) -> dict[Place | None, int]:
    """Return the counts of places with all beneath them; None stands for the whole, and for what is in no place."""
    totals: dict[Place | None, int] = dict.fromkeys((None, *parents), 0)
    for place, count in counts.items():
        totals[None] += count
        for at in _upwards(place, parents):
            totals[at] += count
    return totals


def _upwards(place: Place | None, parents: Mapping[Place, Place | None]) -> Iterator[Place]:
    """Yield a place and those above it."""
    at = place
    while at is not None:
        yield at
        at = parents[at]


def hidden_places(
    counts: Mapping[Place | None, int],
    parents: Mapping[Place, Place | None],
    wholes: Mapping[Place | None, int] | None = None,
) -> frozenset[Place | None]:
    """Return the places of a tree (None: the whole) whose number, with all beneath them, is not to be told.

    Beside what is small itself, the smallest of its neighbours is hidden wherever the numbers that are told, taken
    from the one above them, would give a small one away. All beneath a hidden place is hidden. `wholes` are what is
    counted in (everybody on the staff list, of those who are registered); a number that leaves few of it is small too.
    That nobody is left may be worked out: it tells of no single person. What two periods give away of each other is
    not seen here: readings are taken at dates set beforehand.
    """
    totals = within_each(counts, parents)
    of = within_each(wholes, parents) if wholes is not None else {}
    small = {place for place, total in totals.items() if is_small(total, of.get(place))}
    if None in small:
        return frozenset(totals)
    hidden: set[Place | None] = set()
    told: list[Place | None] = [None]
    while told:
        above = told.pop()
        beneath: list[Place] = [place for place, parent in parents.items() if parent == above]
        own = totals[above] - sum(totals[place] for place in beneath)
        kept = _neighbours_told(beneath, own, totals, small)
        told += kept
        hidden |= {place for place in beneath if place not in kept}
    return frozenset(place for place in parents if any(at in hidden for at in _upwards(place, parents)))


def _neighbours_told(
    beneath: list[Place], own: int, totals: Mapping[Place | None, int], small: set[Place | None]
) -> list[Place]:
    """Return which of the places beneath one may be told; `own`: what belongs to none of them, and is never told."""
    kept = sorted((place for place in beneath if place not in small), key=lambda place: (totals[place], str(place)))
    untold = [totals[place] for place in beneath if place in small and totals[place]]
    if own:
        untold.append(own)
    while untold and kept and _gives_away(untold, own):
        untold.append(totals[kept.pop(0)])
    return kept


def _gives_away(untold: list[int], own: int) -> bool:
    """Say whether the sum of what is not told, which anybody can work out, tells a number that is to be hidden.

    One by itself is told by it (unless it is what belongs to no place, and is large), several where they are few.
    """
    return sum(untold) < FEWEST or (len(untold) == 1 and untold[0] != own)
