"""`manage.py load_demo`: the sample university, once; what was changed since is kept."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.demo.loading import PASSWORD, load_sample_university, sample_accounts


class Command(BaseCommand):
    """Load the sample university and print its accounts."""

    stealth_options = ("drawings",)  # portraits and pictures that the caller is having drawn already
    help = "Load the sample university unless it is there already, and print its accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then list who can sign in."""
        if load_sample_university(options.get("drawings")):
            self.stdout.write("The University of Wexcombe is loaded: 80 technicians, none of them real.")
        else:
            self.stdout.write("The University of Wexcombe is as you left it.")
        self.stdout.write(f"\nSign in as one of these; the password is {PASSWORD} for all:")
        for role, email in sample_accounts():
            self.stdout.write(f"  {role:<24}{email}")
