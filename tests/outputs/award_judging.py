"""Addresses of awards: judging."""

from collections.abc import Mapping

from tests.outputs.output import Output
from tests.outputs.refusal import Refusal

AWARD_JUDGING: tuple[Output, ...] = ()

AWARD_JUDGING_REFUSALS: tuple[Refusal, ...] = ()

# Buttons of which nothing sent could be wrong, with the reason
NONE_NEEDED_OF_AWARD_JUDGING: Mapping[str, str] = {}
