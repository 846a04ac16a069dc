"""`manage.py load_awards`: pages of other bodies' awards that are missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from awards.services.external_awards import NoListError, load_external_awards


class Command(BaseCommand):
    """Make the pages of other bodies' awards that are missing; editors' words stay as they are."""

    help = "Make the pages of other bodies' awards that are missing. What editors typed is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, then say what was made."""
        try:
            made = load_external_awards()
        except NoListError as problem:
            raise CommandError(str(problem)) from problem
        for page in made:
            self.stdout.write(f"  {page.title} ({page.awarding_body})")
        self.stdout.write(f"{len(made)} pages made." if made else "All of them are there.")
