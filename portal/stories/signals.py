"""What follows on the framework's own events: a technician or a picture goes, a picture is changed."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from portal.core.models import PortalImage
from profiles.models import Technician

from .enums import Agreement
from .models import Subject
from .services.asking import ask_again
from .services.keeping import lock
from .services.people import void
from .services.withdrawing import withdraw_all_of
from .subjects import fingerprint, has_agreed


@receiver(pre_delete, sender=Technician, dispatch_uid="stories_withdraw_with_technician")
def withdraw_with_technician(sender: type[Technician], instance: Technician, **kwargs: Any) -> None:
    """Take somebody out of all stories before their row is deleted, whoever deletes it."""
    withdraw_all_of(instance.pk, unlink=True)


@receiver(post_save, sender=PortalImage, dispatch_uid="stories_ask_again_for_picture")
def ask_again_for_picture(sender: type[PortalImage], instance: PortalImage, created: bool, **kwargs: Any) -> None:
    """Ask those anew whose photo is another now, or described in other words, than when they agreed."""
    if created:
        return
    with transaction.atomic():
        agreed = Subject.objects.agreed().filter(photo=instance.pk)
        for pk in list(agreed.values_list("pk", flat=True)):
            subject = lock(pk)
            if subject.agreement == Agreement.AGREED and not has_agreed(subject):
                void(subject)
                ask_again(subject, subject.asked_by)


@receiver(pre_delete, sender=PortalImage, dispatch_uid="stories_go_on_without_picture")
def go_on_without_picture(sender: type[PortalImage], instance: PortalImage, **kwargs: Any) -> None:
    """Let an agreement stand where its photo is deleted: less is shown than was agreed to."""
    for subject in Subject.objects.agreed().filter(photo=instance.pk).select_related("photo"):
        fits = has_agreed(subject)
        subject.photo = None
        subject.agreed_to = fingerprint(subject) if fits else subject.agreed_to
        subject.save(update_fields=["photo", "agreed_to"])
