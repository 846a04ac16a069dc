"""`manage.py sync_roles`: make the groups what the apps' GRANTS say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.role_sync import UnknownGrantError, sync_roles


class Command(BaseCommand):
    """Make a group for each role; may be run as often as one likes."""

    help = "Make a group for each role, with exactly the permissions that the apps grant it. Members stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry it out and say what changed."""
        try:
            changes = sync_roles()
        except UnknownGrantError as error:
            raise CommandError(str(error)) from error
        if not options["verbosity"]:
            return
        for change in changes:
            for name in change.added:
                self.stdout.write(f"{change.role.label}: + {name}")
            for name in change.removed:
                self.stdout.write(f"{change.role.label}: - {name}")
        touched = sum(1 for change in changes if change.added or change.removed)
        self.stdout.write(f"{len(changes)} roles, {touched} changed.")
