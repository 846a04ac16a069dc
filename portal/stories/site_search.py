"""What the site's search finds of stories: those that the public sees, by title, summary and text.

They are looked through one by one, in one statement, so that accents and hyphens make no difference on either
database: a university has some hundreds of stories, not tens of thousands.
"""

from collections.abc import Sequence

from portal.core.registries import Card, Searchable, searchables
from profiles.words import Term, all_in, excerpt, terms_of

from .models import StoryPage


def find_stories(text: str, audience: str, limit: int) -> tuple[int, Sequence[Card]]:
    """Return stories that have every word, those with all of them in the title first, then the latest.

    Everybody finds the same. Nothing of those a story is about is looked through: what is said of them is said on its
    page alone.
    """
    terms = terms_of(text)
    if not terms:
        return 0, ()
    ranked = [
        (rank, story)
        for story in StoryPage.objects.showing().latest_first()
        if (rank := _rank(story, terms)) is not None
    ]
    ranked.sort(key=lambda found: found[0])  # which leaves those of a rank in their order
    return len(ranked), [_card(story, terms) for _, story in ranked[:limit]]


def _rank(story: StoryPage, terms: Sequence[Term]) -> int | None:
    if all_in(terms, story.title):
        return 0
    return 1 if all_in(terms, f"{story.title}\n{story.summary}\n{story.body_text}") else None


def _card(story: StoryPage, terms: Sequence[Term]) -> Card:
    parts = (story.summary, story.body_text)
    best = max(parts, key=lambda part: sum(term.matches(part) for term in terms))
    said = excerpt(best, terms) if best and any(term.matches(best) for term in terms) else story.summary
    return Card(story.title, story.get_url() or "", said)


def register_searchables() -> None:
    """Offer them to the site's search."""
    searchables.register(Searchable("stories", "Stories", find_stories))
