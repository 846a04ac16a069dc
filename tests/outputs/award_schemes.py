"""Addresses of awards: schemes."""

from collections.abc import Mapping

from tests.outputs.output import Kind, Output, at, everybody
from tests.outputs.refusal import Refusal

_PATTERN = "^((?:[\\w\\-]+/)*)$"

AWARD_SCHEMES: tuple[Output, ...] = (
    Output("awards", _PATTERN, Kind.PAGE, at("/awards/"), everybody()),
    Output("scheme", _PATTERN, Kind.PAGE, lambda w: f"/awards/{w.things['scheme_slug']}/", everybody()),
)

AWARD_PAGE_TYPES = {"awards.AwardIndexPage": "awards", "awards.SchemePage": "scheme"}

AWARD_SCHEMES_REFUSALS: tuple[Refusal, ...] = ()

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_SCHEMES: Mapping[str, str] = {}
