"""What `/readyz` says of the search server."""

from dataclasses import dataclass

from health_check.base import HealthCheck
from health_check.exceptions import ServiceWarning

from profiles.engines import breaker


@dataclass
class SearchServerCheck(HealthCheck):
    """Says whether the search server answers. The portal is ready without it."""

    def run(self) -> None:
        """Raise where it failed of late, as the cache knows; it is not asked, so that this takes no time."""
        if breaker.trouble():
            raise ServiceWarning("The database answers.")
