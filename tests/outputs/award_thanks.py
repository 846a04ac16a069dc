"""Addresses of awards: thanks."""

from collections.abc import Mapping

from tests.outputs.output import Output
from tests.outputs.refusal import Refusal

AWARD_THANKS: tuple[Output, ...] = ()

AWARD_THANKS_REFUSALS: tuple[Refusal, ...] = ()

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_THANKS: Mapping[str, str] = {}
