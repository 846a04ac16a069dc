"""Whether profiles are still true: their owners are asked once a year, twice at most, and answer with one click."""

from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.core.mail import queue_mail
from profiles.models import Technician
from profiles.querysets import MOST_STALE_MAILS
from profiles.services.profile import ProfileGoneError

ASK_AGAIN_AFTER = timedelta(weeks=4)
LINK_WORKS = timedelta(days=180)
_SALT = "profiles.still_correct"


def sign(technician_pk: int, user_pk: int) -> str:
    """Return the secret part of the link in a mail: it can say 'still correct' of this profile and nothing else."""
    return signing.dumps([technician_pk, user_pk], salt=_SALT)


def is_signed(token: str) -> bool:
    """Say whether a link is one of ours and still works."""
    return _read(token) is not None


def _read(token: str) -> tuple[int, int] | None:
    try:
        technician_pk, user_pk = signing.loads(token, salt=_SALT, max_age=LINK_WORKS)
    except signing.BadSignature:
        return None
    return technician_pk, user_pk


@transaction.atomic
def confirm(technician_pk: int, user: Any) -> None:
    """Write that the owner says their profile is still correct. Raises ProfileGoneError where it is not theirs."""
    technician = Technician.objects.select_for_update().filter(pk=technician_pk, user=user).on_staff_list().first()
    if technician is None:
        raise ProfileGoneError
    _confirm(technician)


@transaction.atomic
def confirm_by_link(token: str) -> bool:
    """Do what the button behind a mail's link says; False where the link is none of ours or is too old.

    True says no more than that the button was pressed: where the profile is hidden or its owner has left, there is
    nothing to confirm, and whoever has the link is not told.
    """
    named = _read(token)
    if named is None:
        return False
    technician = Technician.objects.live().select_for_update().filter(pk=named[0], user_id=named[1]).first()
    if technician:
        _confirm(technician)
    return True


def _confirm(technician: Technician) -> None:
    technician.confirmed_at = timezone.now()
    technician.stale_mails, technician.stale_mailed_at = 0, None
    technician.save(update_fields=["confirmed_at", "stale_mails", "stale_mailed_at"])


def ask_whether_still_correct(now: datetime | None = None) -> str:
    """Write to those whose profile is a year old, and once more four weeks later; return a line for the log."""
    moment = now or timezone.now()
    due = Technician.objects.stale(moment).filter(stale_mails__lt=MOST_STALE_MAILS).values_list("pk", flat=True)
    sent = sum(_ask(pk, moment) for pk in list(due))
    return f"{sent} asked whether their profile is still correct"


@transaction.atomic
def _ask(pk: int, now: datetime) -> bool:
    """Write to one person if it is time, asked anew under the lock; say whether a mail went."""
    technician = Technician.objects.stale(now).select_for_update(of=("self",)).filter(pk=pk).first()
    if technician is None or technician.stale_mails >= MOST_STALE_MAILS:
        return False
    if technician.stale_mailed_at and now - technician.stale_mailed_at < ASK_AGAIN_AFTER:
        return False
    technician.stale_mails += 1
    technician.stale_mailed_at = now
    technician.save(update_fields=["stale_mails", "stale_mailed_at"])
    queue_mail(
        key=f"still-correct:{pk}:{technician.last_kept.isoformat()}:{technician.stale_mails}",
        to=technician.email,
        subject="Is your profile still correct?",
        template="profiles/email/still_correct.txt",
        context={
            "name": technician.called,
            "kept": timezone.localtime(technician.last_kept).date(),
            "again": technician.stale_mails > 1,
            "page": technician.get_absolute_url(),
            "link": reverse("still_correct_link", args=[sign(pk, technician.user_id or 0)]),
            "change": reverse("me_profile"),
        },
        secret=True,
    )
    return True
