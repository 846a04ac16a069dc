"""What the site's search finds of stories: those that the public sees, by title, summary and text.

They are looked through one by one, in one statement, so that accents and hyphens make no difference on either
database: a university has some hundreds of stories, not tens of thousands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.registries import Card, Searchable, searchables
from profiles.questions import Found, Question, found_among
from profiles.words import Term, all_in, best_excerpt

from .models import StoryPage


@dataclass(frozen=True)
class _Told:
    """A story as it is looked through."""

    story: StoryPage

    def rank(self, terms: Sequence[Term]) -> int | None:
        """Return 0 where the title has every word, 1 where they stand elsewhere, None where they do not."""
        if all_in(terms, self.story.title):
            return 0
        return 1 if all_in(terms, f"{self.story.title}\n{self.story.summary}\n{self.story.body_text}") else None

    def card(self, terms: Sequence[Term]) -> Card:
        """Return its card, with the part of it in which most of the words stand."""
        said = best_excerpt((self.story.summary, self.story.body_text), terms) or self.story.summary
        return Card(self.story.title, self.story.get_url() or "", said)


def find_stories(question: Question, limit: int) -> list[Found]:
    """Return stories that have every word, those with all of them in the title first, then the latest.

    Everybody finds the same. Nothing of those a story is about is looked through: what is said of them is said on its
    page alone.
    """
    stories = StoryPage.objects.showing().latest_first() if question.readings else ()
    return found_among(map(_Told, stories), question, limit)


def register_searchables() -> None:
    """Offer them to the site's search."""
    searchables.register(Searchable("stories", "Stories", find_stories))
