"""The sections of the home page, in the order of a home page that nobody has composed yet."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.front.home import Filled, HomeReader, with_grounds

from .awards import AwardsBlock
from .commitment import PledgeBlock, ProgressBlock
from .events import EventsBlock
from .finding import BoardBlock, FindBlock
from .people import PeopleBlock
from .sections import SectionBlock, Stored, events, links, people, stories
from .stories import LeadStoryBlock, StoriesBlock
from .words import NextStepBlock, WordsBlock

Composed = list[tuple[SectionBlock, Stored]]


def home_blocks() -> list[tuple[str, SectionBlock]]:
    """Return the sections that editors choose from, by name."""
    return [
        ("lead_story", LeadStoryBlock()),
        ("find", FindBlock()),
        ("board", BoardBlock()),
        ("technicians", PeopleBlock()),
        ("events", EventsBlock()),
        ("awards", AwardsBlock()),
        ("progress", ProgressBlock()),
        ("stories", StoriesBlock()),
        ("pledge", PledgeBlock()),
        ("words", WordsBlock()),
        ("next_step", NextStepBlock()),
    ]


# What an editor has to write is not in it
_BUILT_IN = ("lead_story", "find", "board", "technicians", "events", "awards", "progress", "stories", "pledge")


def composed(sections: Any) -> Composed:
    """Return the sections of a page with what is stored of each; the built-in ones where nobody composed any."""
    blocks: Mapping[str, SectionBlock] = sections.stream_block.child_blocks
    stored = [(blocks[child["type"]], child["value"]) for child in sections.raw_data if child["type"] in blocks]
    return stored or [(blocks[name], {}) for name in _BUILT_IN]


def pages_of(sections: Composed) -> set[int]:
    """Return the keys of the pages that sections link to."""
    return {pk for _, stored in sections for pk in links(stored)}


def filled(sections: Composed, reader: HomeReader) -> list[Filled]:
    """Return the sections that have something to show, each on its ground.

    The lead story is filled first, wherever it stands, so that no other section tells it too.
    """
    reader.stories |= {pk for _, stored in sections for pk in stories(stored)}
    reader.people |= {pk for _, stored in sections for pk in people(stored)}
    reader.events |= {pk for _, stored in sections for pk in events(stored)}
    order = sorted(range(len(sections)), key=lambda place: sections[place][0].kind != LeadStoryBlock.kind)
    contents = {place: sections[place][0].fill(sections[place][1], reader) for place in order}
    return with_grounds(_there(sections, contents))


def _there(sections: Composed, contents: Mapping[int, dict[str, Any] | None]) -> Iterable[Filled]:
    for place, (block, _) in enumerate(sections):
        content = contents[place]
        if content is not None:
            yield Filled(block.kind, content)
