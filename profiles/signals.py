"""What follows on the framework's own events."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from profiles.models import Technician
from profiles.services.index import forget


@receiver(pre_delete, sender=Technician, dispatch_uid="profiles_forget_in_search")
def forget_in_search(sender: type[Technician], instance: Technician, **kwargs: Any) -> None:
    """Take the words of somebody who is deleted out of the index in the same transaction, whoever deletes them."""
    forget([instance.pk])
