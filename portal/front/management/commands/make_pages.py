"""`manage.py make_pages`: the standard pages that are missing, with a text to begin with."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.front.services.standard_pages import make_pages


class Command(BaseCommand):
    """Make the standard pages that are missing, and say which are drafts that wait for the university."""

    help = "Make the standard pages that are missing (pledge, stories, accessibility, privacy, contact ...)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, then say what was made."""
        made = make_pages()
        for page in made:
            state = "published" if page.live else "a draft: fill it in and publish it"
            self.stdout.write(f"  /{page.slug}/  {page.title}: {state}")
        self.stdout.write(f"{len(made)} pages made." if made else "All standard pages are there.")
