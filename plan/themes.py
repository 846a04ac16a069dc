"""Actions by theme: an action with two counts in each, one without any under 'No theme'."""

from collections.abc import Iterable
from dataclasses import dataclass

from plan.progress import Tally, tally
from plan.standing import Standing

NO_THEME = "none"  # what the address calls it


@dataclass(frozen=True)
class ThemeGroup:
    """A theme with its actions; `key` is what the address calls it."""

    key: str
    name: str
    standings: tuple[Standing, ...]

    @property
    def tally(self) -> Tally:
        """Return how its actions are going."""
        return tally(standing.status for standing in self.standings)

    @property
    def blocks(self) -> list[str]:
        """Return a status for each action, in the order in which they are shown."""
        return [status.value for status, count in self.tally.counts for _ in range(count)]


def by_theme(standings: Iterable[Standing]) -> list[ThemeGroup]:
    """Return the themes that actions have, in the themes' own order; those without one come last."""
    found: dict[str, tuple[tuple[int, str], str, list[Standing]]] = {}
    bare = []
    for standing in standings:
        themes = list(standing.action.themes.all())
        for theme in themes:
            found.setdefault(theme.slug, ((theme.order, theme.name), theme.name, []))[2].append(standing)
        if not themes:
            bare.append(standing)
    groups = [
        ThemeGroup(slug, name, tuple(own)) for slug, (_, name, own) in sorted(found.items(), key=lambda one: one[1][0])
    ]
    return [*groups, ThemeGroup(NO_THEME, "No theme", tuple(bare))] if bare else groups
