"""What is said of one post that is not done."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.outputs.output import Address, Kind, Statuses


@dataclass(frozen=True)
class Refusal:
    """A POST to the address of a route (`pattern`), with the status for each viewer who sends it.

    `kind` FRAGMENT: sent by htmx from one's own profile, where the answer takes the place of the section `at_section`.
    """

    name: str
    pattern: str
    address: Address
    sent: Mapping[str, str]
    statuses: Statuses
    kind: Kind = Kind.PAGE
    at_section: str = ""
