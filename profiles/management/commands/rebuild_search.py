"""`manage.py rebuild_search`: the directory's index made anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from elasticsearch import ApiError, TransportError

from profiles.engines.elasticsearch import NotWritten
from profiles.engines.guarded import LeftOut
from profiles.services.index import rebuild


class Command(BaseCommand):
    """Make the whole index anew."""

    help = (
        "Make the directory's search index anew, on the search server too where there is one. "
        "Visitors go on searching the old one until it is done."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many were read."""
        try:
            number = rebuild()
        except (LeftOut, NotWritten, ApiError, TransportError) as error:
            raise CommandError(
                f"The database's index is made anew. The search server goes on with its old one, which is kept up to "
                f"date: {type(error).__name__}: {error}"
            ) from error
        self.stdout.write(f"{number} technicians indexed")
