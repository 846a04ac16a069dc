"""Addresses of awards: honours."""

from collections.abc import Mapping

from tests.outputs.output import Output
from tests.outputs.refusal import Refusal

AWARD_HONOURS: tuple[Output, ...] = ()

AWARD_HONOURS_REFUSALS: tuple[Refusal, ...] = ()

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_HONOURS: Mapping[str, str] = {}
