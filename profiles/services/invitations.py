"""Inviting technicians to claim their profile, by a link sent to the address on the staff list."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from portal.core.mail import queue_mail
from portal.core.models import Branding
from portal.core.times import midnight
from profiles.enums import ProfileState
from profiles.models import Invitation, Technician
from profiles.models.technicians import INVITATION_DAYS

AT_ONCE = 100  # technicians a transaction
ASKED_A_DAY = 3  # links that somebody may ask for themselves in a day


@dataclass(frozen=True)
class Invited:
    """What came of inviting: how many were written to, and how many not since they had been today or need none."""

    sent: int
    skipped: int


def fingerprint(token: str) -> str:
    """Return what is kept of a link's secret part: whoever reads the database cannot open anybody's profile."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(technicians: Iterable[Technician], by: Any) -> Invited:
    """Write to technicians who have not claimed their profile, each at most once a day, and say how many.

    A new link takes the place of the former one, which stops working. `by` is the user who does it.
    """
    pks = [technician.pk for technician in technicians]
    sent = 0
    for some in _in_batches(pks):
        sent += _invite_some(some, by)
    return Invited(sent=sent, skipped=len(pks) - sent)


def _in_batches(pks: Sequence[int]) -> Iterable[Sequence[int]]:
    return (pks[start : start + AT_ONCE] for start in range(0, len(pks), AT_ONCE))


@transaction.atomic
def _invite_some(pks: Sequence[int], by: Any) -> int:
    """Invite those of a batch who may be; only the unclaimed, and nobody to whom a link was sent today."""
    people = Technician.objects.unclaimed().filter(pk__in=pks).order_by("pk")
    list(people.select_for_update().values_list("pk", flat=True))
    # Asked only now that the rows are locked: somebody may have invited them while we waited.
    today = Invitation.objects.filter(technician=OuterRef("pk"), sent_at__gte=midnight(timezone.localdate()))
    due = list(people.filter(~Exists(today)))
    contact = _contact()
    for technician in due:
        key = f"invitation:{technician.pk}:{timezone.localdate()}"
        _send(technician, key=key, contact=contact, by=by)
    return len(due)


def _contact() -> str:
    """Return whom to ask: the technician office's address, or nothing."""
    branding = Branding.objects.exclude(contact_email="").order_by("-site__is_default_site").first()
    return branding.contact_email if branding else ""


def _send(technician: Technician, *, key: str, contact: str, by: Any = None) -> None:
    """Revoke the former link, make a new one and write the mail. Call with the technician's row locked."""
    now = timezone.now()
    Invitation.objects.filter(technician=technician, used_at=None, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        technician=technician, token=fingerprint(token), email=technician.email, sent_at=now
    )
    queue_mail(
        key=key,
        to=technician.email,
        subject=f"Your page on {settings.WAGTAIL_SITE_NAME} is waiting for you",
        template="profiles/email/invitation.txt",
        context={
            "name": technician.called,
            "link": f"{settings.BASE_URL}{reverse('claim_link', args=[token])}",
            "days": INVITATION_DAYS,
            "until": timezone.localtime(invitation.expires_at).date(),
            "asked": by is None,
            "contact": contact,
        },
        secret=True,
    )
    log(instance=technician, action="profiles.invite", user=by)


@task()
def invite_in_background(pks: list[int], by_pk: int) -> str:
    """Invite many, for a page that must not wait for it; return a line for the log."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 (the model is chosen by a setting)

    by = get_user_model().objects.filter(pk=by_pk).first()
    result = invite(Technician.objects.filter(pk__in=pks), by)
    return f"{result.sent} invited, {result.skipped} not"


@task()
def send_link_again(email: str) -> None:
    """Send a fresh link to an address, if it is on the staff list and its profile is not claimed; else nothing.

    Always done in the background, so that the page that asks takes the same time for every address.
    """
    with transaction.atomic():
        technician = (
            Technician.objects.select_for_update()
            .filter(email__iexact=email.strip(), state=ProfileState.INVITED)
            .first()
        )
        if technician is None:
            return
        number = Invitation.objects.filter(technician=technician, sent_at__gte=midnight(timezone.localdate())).count()
        if number < ASKED_A_DAY:
            key = f"invitation:{technician.pk}:{timezone.localdate()}:asked:{number}"
            _send(technician, key=key, contact=_contact())


def forget_old_links() -> str:
    """Delete links that stopped working over a year ago; return a line for the log."""
    long_ago = timezone.now() - timedelta(days=365 + INVITATION_DAYS)
    gone, _ = Invitation.objects.filter(sent_at__lt=long_ago).delete()
    return f"{gone} old links deleted"
