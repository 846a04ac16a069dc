"""The list of all outputs, and the rules for what is not asked for one by one.

To list a new address: add an `Output` to `public.py`, `accounts.py`, `own.py` or `admin.py` with its pattern as the
failing test prints it. To list a page type: add it to PAGE_TYPES with an output that shows a page of that type.
"""

from tests.outputs.accounts import ACCOUNTS
from tests.outputs.admin import ADMIN, ADMIN_LEFT
from tests.outputs.award_schemes import AWARD_PAGE_TYPES
from tests.outputs.awards import AWARDS
from tests.outputs.bookings import BOOKINGS
from tests.outputs.commitment import COMMITMENT
from tests.outputs.counts_and_search import COUNTS_AND_SEARCH
from tests.outputs.events import EVENT_PAGE_TYPES, EVENTS
from tests.outputs.library import LIBRARY
from tests.outputs.output import Left, Output
from tests.outputs.own import OWN
from tests.outputs.public import PUBLIC
from tests.outputs.speaking import SPEAKING
from tests.outputs.standard_pages import STANDARD_PAGE_TYPES, STANDARD_PAGES
from tests.outputs.stories import STORIES
from tests.outputs.story_subjects import STORY_SUBJECTS
from tests.outputs.viewers import Viewer

OUTPUTS: tuple[Output, ...] = (
    *PUBLIC,
    *COMMITMENT,
    *COUNTS_AND_SEARCH,
    *STORIES,
    *SPEAKING,
    *STORY_SUBJECTS,
    *EVENTS,
    *BOOKINGS,
    *AWARDS,
    *STANDARD_PAGES,
    *LIBRARY,
    *ACCOUNTS,
    *OWN,
    *ADMIN,
)

# Page type by its label -> the output that shows a page of the type
PAGE_TYPES = {
    "front.HomePage": "home",
    "stories.StoryIndexPage": "stories",
    "stories.StoryPage": "story",
    **EVENT_PAGE_TYPES,
    **AWARD_PAGE_TYPES,
    **STANDARD_PAGE_TYPES,
}

LEFT: tuple[Left, ...] = (
    *ADMIN_LEFT,
    Left("_util/", "Wagtail's pages for private pages, of which the portal makes no use."),
    Left("documents/", "Wagtail's files; those that people upload about themselves are not kept there."),
)


def output(name: str) -> Output:
    """Return an output by its name."""
    return next(entry for entry in OUTPUTS if entry.name == name)


def who_differs() -> list[Viewer]:
    """Return the viewers, but one alone of those who get the same at every address: a role without work of its own."""
    first: dict[tuple[int, ...], Viewer] = {}
    for viewer in Viewer:
        first.setdefault(tuple(entry.statuses[viewer] for entry in OUTPUTS), viewer)
    return list(first.values())
