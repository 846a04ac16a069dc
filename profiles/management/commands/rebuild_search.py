"""`manage.py rebuild_search`: the directory's index made anew."""

from typing import Any

from django.core.management.base import BaseCommand

from profiles.services.index import rebuild


class Command(BaseCommand):
    """Make the whole index anew."""

    help = "Make the directory's search index anew. Visitors go on searching the old one until it is done."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many were read."""
        self.stdout.write(f"{rebuild()} technicians indexed")
