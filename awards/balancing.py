"""Who judges whom, as evenly as it can be: pure calculation, the same for the same input.

Each candidate is given so many judges, none in conflict. It begins with those whom fewest may judge, and then moves
single candidates from judges with many to judges with few, over others where need be, until no such move is left.
With that no other distribution is more even (Harvey, Ladner, Lovász and Tamir, 'Semi-matchings for bipartite graphs
and load balancing', 2003: a distribution is as even as possible when no such path exists).
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]  # judge, candidate


@dataclass(frozen=True)
class Plan:
    """What is to be added: pairs of judge and candidate. `load`: how many each judge has then.

    `short`: how many judges a candidate still lacks, because all others are in conflict.
    """

    pairs: tuple[Pair, ...]
    load: Mapping[int, int]
    short: Mapping[int, int]


def balance(
    judges: Sequence[int], candidates: Sequence[int], each: int, *, held: Iterable[Pair], barred: Iterable[Pair]
) -> Plan:
    """Return who is to be given whom, so that each candidate has `each` judges.

    `held`: pairs that are there already and stay; `barred`: pairs that may not be, for a conflict, or because the
    judge declined. A pair may stand in both.
    """
    kept, closed = set(held), set(barred) | set(held)
    load = {judge: sum(pair[0] == judge for pair in kept) for judge in judges}
    has = {candidate: sum(pair[1] == candidate for pair in kept) for candidate in candidates}
    free = {candidate: [j for j in judges if (j, candidate) not in closed] for candidate in candidates}
    new: set[Pair] = set()
    short: dict[int, int] = {}
    for candidate in sorted(candidates, key=lambda one: (len(free[one]), one)):
        wanted = max(each - has[candidate], 0)
        chosen = sorted(free[candidate], key=lambda judge: (load[judge], judge))[:wanted]
        for judge in chosen:
            new.add((judge, candidate))
            load[judge] += 1
        if len(chosen) < wanted:
            short[candidate] = wanted - len(chosen)
    while path := _path(new, free, load):
        for giver, taker, candidate in path:
            new.remove((giver, candidate))
            new.add((taker, candidate))
        load[path[0][0]] -= 1
        load[path[-1][1]] += 1
    return Plan(tuple(sorted(new)), load, short)


def _path(new: set[Pair], free: Mapping[int, list[int]], load: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Return moves (from, to, candidate) by which somebody with two more than another gives one away; or nothing."""
    for start in sorted(load, key=lambda judge: (-load[judge], judge)):
        if found := _path_from(start, new, free, load):
            return found
    return []


def _path_from(
    start: int, new: set[Pair], free: Mapping[int, list[int]], load: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    came: dict[int, tuple[int, int]] = {}  # judge -> from whom, with which candidate
    queue = deque([start])
    while queue:
        giver = queue.popleft()
        for candidate in sorted(pair[1] for pair in new if pair[0] == giver):
            for taker in free[candidate]:
                if taker == start or taker in came or (taker, candidate) in new:
                    continue
                came[taker] = (giver, candidate)
                if load[taker] <= load[start] - 2:
                    return _back(start, taker, came)
                queue.append(taker)
    return []


def _back(start: int, end: int, came: Mapping[int, tuple[int, int]]) -> list[tuple[int, int, int]]:
    moves = []
    while end != start:
        giver, candidate = came[end]
        moves.append((giver, end, candidate))
        end = giver
    return moves[::-1]
