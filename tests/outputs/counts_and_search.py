"""The search of the whole site, and the counts of what is read: their outputs."""

from profiles.enums import Section
from tests.outputs.output import Kind, Output, at, everybody

ON_LINE = frozenset({"preferred_name", "family_name", "job_title", "slug"})

SEARCH: tuple[Output, ...] = (
    Output("search", "search/", Kind.PAGE, at("/search/"), everybody()),
    Output(
        "search: found by a skill’s other name", "search/", Kind.PAGE, at("/search/?q=canalias"), everybody(),
        shows=ON_LINE, needs=Section.SKILLS, vocabulary=True,
    ),
    Output(
        "search: technicians alone", "search/", Kind.PAGE, at("/search/?q=canalias&type=technicians"), everybody(),
        shows=ON_LINE, needs=Section.SKILLS, vocabulary=True,
    ),
    Output(
        "search: nothing found", "search/", Kind.PAGE, at("/search/?q=zzzqqqxxx&type=pages"), everybody(),
        vocabulary=True,
    ),
)  # fmt: skip

COUNTS_AND_SEARCH: tuple[Output, ...] = (*SEARCH,)
