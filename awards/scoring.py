"""What scores come to: a weighted mean, how far judges are apart, whose score stands out, ranks with ties.

Fractions are kept whole until they are shown, so that two candidates tie when they have the same mean, and only then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

# A score stands out when it is so far from the middle one; scores go from 1 to 5
FAR = Fraction(3, 2)
# Of two that differ, neither is the one that stands out
FEWEST_FOR_OUTLIERS = 3


@dataclass(frozen=True)
class Tally:
    """What the scores of one candidate come to. `outliers`: places, in the order given, of those that stand out."""

    count: int
    mean: Fraction | None = None
    lowest: Fraction | None = None
    highest: Fraction | None = None
    outliers: tuple[int, ...] = ()

    @property
    def spread(self) -> Fraction | None:
        """Return how far the highest is from the lowest; None where fewer than two judges scored."""
        if self.count < 2 or self.lowest is None or self.highest is None:
            return None
        return self.highest - self.lowest


def weighted_mean(scores: Mapping[int, int], weights: Mapping[int, int]) -> Fraction | None:
    """Return what one judge's scores come to, by the weight of each criterion (its key).

    None where a criterion has no score, or there is no criterion: what is not whole counts nothing.
    """
    total = sum(weights.values())
    if not total or not weights.keys() <= scores.keys():
        return None
    return Fraction(sum(scores[key] * weight for key, weight in weights.items()), total)


def tally(totals: Sequence[Fraction]) -> Tally:
    """Return what the judges of one candidate come to together; each counts the same."""
    if not totals:
        return Tally(0)
    middle = _median(totals)
    far = tuple(place for place, total in enumerate(totals) if abs(total - middle) >= FAR)
    return Tally(
        count=len(totals),
        mean=sum(totals, Fraction()) / len(totals),
        lowest=min(totals),
        highest=max(totals),
        outliers=far if len(totals) >= FEWEST_FOR_OUTLIERS else (),
    )


def _median(totals: Sequence[Fraction]) -> Fraction:
    ordered, half = sorted(totals), len(totals) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def ranks(means: Mapping[int, Fraction | None]) -> dict[int, int]:
    """Return the place of each candidate (its key) that has a mean: 1, 2, 2, 4; who ties shares a place."""
    known = [mean for mean in means.values() if mean is not None]
    return {key: 1 + sum(other > mean for other in known) for key, mean in means.items() if mean is not None}


def tied(places: Mapping[int, int]) -> frozenset[int]:
    """Return the candidates that share a place with another."""
    held = list(places.values())
    return frozenset(key for key, place in places.items() if held.count(place) > 1)


def shown(value: Fraction | None) -> str:
    """Return a number to two places, '4.25'; a dash where there is none."""
    return "–" if value is None else f"{float(value):.2f}"
