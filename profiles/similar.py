"""'Did you mean': skills whose name or other name is near to what somebody typed."""

from difflib import SequenceMatcher

from profiles.models import Skill
from profiles.words import fold

NEAR = 0.72  # share of letters in common from which a name is offered
MOST = 4


def similar_skills(text: str) -> list[Skill]:
    """Return approved skills called something like the text, the nearest first, by names, aliases and their words."""
    wanted = fold(text)[:80]
    near: list[tuple[float, str, Skill]] = []
    for skill in Skill.objects.approved().prefetch_related("aliases"):
        names = [skill.name, *(alias.name for alias in skill.aliases.all())]
        candidates = {fold(name) for name in names} | {
            word for name in names for word in fold(name).split() if len(word) > 3
        }
        score = max(_likeness(wanted, candidate) for candidate in candidates)
        if score >= NEAR:
            near.append((-score, skill.name, skill))
    return [skill for _, _, skill in sorted(near, key=lambda found: found[:2])[:MOST]]


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1; quick refusals first, since most are not."""
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0
    return matcher.ratio()
