"""What follows when a list of events is made."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from events.models import EventIndexPage
from portal.accounts.role_sync import grant_on_page


@receiver(post_save, sender=EventIndexPage)
def let_organisers_keep_it(sender: type[EventIndexPage], instance: EventIndexPage, **kwargs: Any) -> None:
    """Let event organisers write and publish beneath a new list, which none of them could make."""
    if kwargs.get("created") and not kwargs.get("raw"):
        grant_on_page(instance)
