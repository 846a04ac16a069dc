"""'Check my certificate': its owner asks, a steward looks and says so, and what was seen is forgotten when it changes.

This is the one exception to 'only me': a steward is told what the owner asked to be checked, and nothing else.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from portal.core.mail import queue_mail
from profiles.enums import HELD_STAGES, CheckState
from profiles.models import CertificateCheck, Technician
from profiles.services.index import reindex_on_commit
from profiles.services.profile.keeping import lock_own
from profiles.services.profile.registrations import take_back_checks


class CheckDecidedError(Exception):
    """Somebody else decided meanwhile, or the owner took it back; `check` says how it stands."""

    def __init__(self, check: CertificateCheck) -> None:
        super().__init__(f"This check is no longer open: {check.get_state_display().lower()}.")
        self.check = check


class OwnCertificateError(Exception):
    """Nobody decides on their own certificate."""


@transaction.atomic
def ask_for_check(technician_pk: int, user: Any, registration_pk: int, how: str) -> CertificateCheck:
    """Ask the stewards to look at the certificate of one of the user's own registrations.

    Asking twice gives the request that is open already, with its words as they were. Raises ProfileGoneError,
    Registration.DoesNotExist, and ValidationError where there is nothing to be seen.
    """
    technician = lock_own(technician_pk, user)
    row = technician.registrations.get(pk=registration_pk)
    if row.stage not in HELD_STAGES:
        raise ValidationError("Only the certificate of what you hold can be checked.")
    if row.certificate_seen_on:
        raise ValidationError("This certificate was seen already.")
    waiting = row.checks.filter(state=CheckState.ASKED).first()
    if waiting:
        return waiting
    # An answer to an earlier request is answered by this one
    row.checks.filter(state=CheckState.NOT_SEEN).update(state=CheckState.WITHDRAWN)
    return CertificateCheck.objects.create(registration=row, how=how)


@transaction.atomic
def withdraw_check(technician_pk: int, user: Any, registration_pk: int) -> bool:
    """Take an open request back, or put an answer aside; say whether there was one."""
    technician = lock_own(technician_pk, user)
    return take_back_checks(technician.registrations.get(pk=registration_pk)) > 0


@transaction.atomic
def record_seen(check_pk: int, steward: Any) -> CertificateCheck:
    """Record that a steward saw the certificate, today.

    Raises CheckDecidedError, OwnCertificateError, CertificateCheck.DoesNotExist.
    """
    check = _locked(check_pk, steward)
    row = check.registration
    row.certificate_seen_on = timezone.localdate()
    row.save(update_fields=["certificate_seen_on"])
    _decide(check, steward, CheckState.SEEN, "")
    reindex_on_commit([row.technician_id])
    return check


@transaction.atomic
def record_not_seen(check_pk: int, steward: Any, words: str) -> CertificateCheck:
    """Tell the owner why the certificate could not be seen. Raises as `record_seen`."""
    check = _locked(check_pk, steward)
    _decide(check, steward, CheckState.NOT_SEEN, words)
    return check


def _locked(check_pk: int, steward: Any) -> CertificateCheck:
    """Return an open check, its owner's row locked as for a save by the owner."""
    technician_pk = CertificateCheck.objects.values_list("registration__technician", flat=True).get(pk=check_pk)
    technician = Technician.objects.select_for_update().get(pk=technician_pk)
    # Read only now: another steward, or the owner, may have been first while we waited
    check = CertificateCheck.objects.select_related("registration__type", "decided_by").get(pk=check_pk)
    if technician.user_id == steward.pk:
        raise OwnCertificateError
    if check.state != CheckState.ASKED:
        raise CheckDecidedError(check)
    check.registration.technician = technician
    return check


def _decide(check: CertificateCheck, steward: Any, state: CheckState, words: str) -> None:
    check.state, check.answer = state, words
    check.decided_by, check.decided_at = steward, timezone.now()
    check.save()
    row, owner = check.registration, check.registration.technician
    queue_mail(
        key=f"certificate:{check.pk}:{state}",
        to=owner.email,
        subject=f"Your {row.type.post_nominals} certificate: {check.get_state_display().lower()}",
        template="profiles/email/certificate.txt",
        context={
            "name": owner.called,
            "registration": row.type.name,
            "seen": state == CheckState.SEEN,
            "words": words,
            "path": reverse("me_certificate", args=[row.pk]),
        },
    )
    log(instance=owner, action=f"profiles.certificate_{state}", user=steward)
