"""Registrations that are to be renewed: said so in time, and their owners reminded by mail twice at the most."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.core.mail import queue_mail
from portal.core.models import OutboxMail
from profiles.enums import RegistrationStage
from profiles.models import Registration, Technician
from profiles.registration_stages import RENEWAL_NOTICE, stage_called_for_renewal

# Days before the date, the nearest first; a mail that is overtaken by the next is not sent
REMINDERS = (14, RENEWAL_NOTICE.days)


def call_for_renewals() -> str:
    """Mark what is to be renewed soon and remind its owners; return a line for the log.

    Nothing lapses here: after the date, one's own page asks.
    """
    called = reminded = 0
    due = Registration.objects.of_people_here().due_by(timezone.localdate() + RENEWAL_NOTICE)
    for pk, technician_pk in list(due.values_list("pk", "technician")):
        with transaction.atomic():
            # The owner may be saving: as they do, the technician first
            technician = Technician.objects.select_for_update().get(pk=technician_pk)
            row = Registration.objects.of_people_here().due_by(timezone.localdate() + RENEWAL_NOTICE).filter(pk=pk)
            for registration in row:
                called += _call(registration)
                reminded += _remind(registration, technician)
    return f"{called} called for renewal, {reminded} reminded"


def _call(row: Registration) -> bool:
    """Mark a row as due. What others see stays 'Held', so nothing is indexed anew."""
    if row.stage != RegistrationStage.HELD:
        return False
    row.stage = stage_called_for_renewal(row.stage)
    row.save(update_fields=["stage"])
    return True


def _remind(row: Registration, owner: Technician) -> bool:
    """Write the mail that is due now, unless its date is past; say whether it is a new one."""
    if row.renewal_due_on is None:
        return False
    left = row.renewal_due_on - timezone.localdate()
    due = next((days for days in REMINDERS if timedelta(0) <= left <= timedelta(days=days)), None)
    if due is None:
        return False
    key = f"renewal:{row.pk}:{row.renewal_due_on}:{due}"
    if OutboxMail.objects.filter(key=key).exists():
        return False
    queue_mail(
        key=key,
        to=owner.email,
        subject=f"Renew your {row.type.post_nominals} by {row.renewal_due_on:%-d %B %Y}",
        template="profiles/email/renewal.txt",
        context={
            "name": owner.called,
            "registration": row.type.name,
            "due": row.renewal_due_on,
            "renewal": row.type.renewal,
            "path": reverse("me_registration_step", args=[row.pk, "renew"]),
        },
    )
    return True
