"""What follows on the framework's own events."""

from typing import Any

from django.conf import settings
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from profiles.models import Technician
from profiles.services.index import forget
from profiles.services.leaving import release_profile
from profiles.services.reuse import take_requests_back_of


@receiver(pre_delete, sender=Technician, dispatch_uid="profiles_forget_in_search")
def forget_in_search(sender: type[Technician], instance: Technician, **kwargs: Any) -> None:
    """Take the words of somebody who is deleted out of the index in the same transaction, whoever deletes them."""
    forget([instance.pk])


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL, dispatch_uid="profiles_release_with_account")
def release_with_account(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Let a profile go back to the staff list before the account that owns it is deleted, whoever deletes it."""
    technician = Technician.objects.filter(user=instance).first()
    if technician is not None:
        release_profile(technician)


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL, dispatch_uid="profiles_take_back_with_account")
def take_back_with_account(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Take back what an editor asked and nobody answered yet: nobody is left to be told."""
    take_requests_back_of(instance)
