"""Addresses of awards: nominating."""

from collections.abc import Mapping

from tests.outputs.output import Output
from tests.outputs.refusal import Refusal

AWARD_NOMINATING: tuple[Output, ...] = ()

AWARD_NOMINATING_REFUSALS: tuple[Refusal, ...] = ()

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_NOMINATING: Mapping[str, str] = {}
