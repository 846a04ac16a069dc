"""What follows when the list of awards is made."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from awards.models import AwardIndexPage
from portal.accounts.role_sync import grant_on_page


@receiver(post_save, sender=AwardIndexPage)
def let_organisers_keep_it(sender: type[AwardIndexPage], instance: AwardIndexPage, **kwargs: Any) -> None:
    """Let award organisers write and publish beneath a new list, which none of them could make."""
    if kwargs.get("created") and not kwargs.get("raw"):
        grant_on_page(instance)
