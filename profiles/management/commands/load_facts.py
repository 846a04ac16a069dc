"""`manage.py load_facts`: skills, registration types and themes for a new portal."""

from typing import Any

from django.core.management.base import BaseCommand

from profiles.reference_data import load_facts


class Command(BaseCommand):
    """Add the facts that are missing."""

    help = "Add the skills, registration types and themes that every portal starts with. Changes nothing that is there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what was added."""
        for kind, added in load_facts().items():
            self.stdout.write(f"{kind}: {added} added")
