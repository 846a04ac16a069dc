"""Claiming a profile: by the link sent to its owner's mailbox, by staff number, or by SSO identifier. Never by name."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from portal.accounts.models import User
from portal.accounts.services import (
    AddressTakenError,
    account_with,
    confirmed_addresses,
    give_role,
    open_account,
    record_consent,
)
from portal.core.roles import Role
from profiles.enums import ProfileState
from profiles.models import Invitation, Technician
from profiles.services.index import reindex_on_commit
from profiles.services.invitations import fingerprint

WORDING = (
    "I claim this profile as mine. It is a draft: nothing of it is shown to anybody until I say so, section by section."
)
NO_MATCH = (
    "We could not match this staff number with your account. Check the number, and that your account has the "
    "work address that is on the staff list."
)


class ClaimError(Exception):
    """A claim that is refused, with words for the person who made it."""


class Link(Enum):
    """Where an invitation link stands for the person who opened it."""

    UNKNOWN = "unknown"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"
    LEFT = "left"
    CLAIMED = "claimed"
    MINE = "mine"
    HAS_PROFILE = "has_profile"
    OTHER_ACCOUNT = "other_account"
    SIGN_IN = "sign_in"
    CLAIM = "claim"
    NEW_ACCOUNT = "new_account"


# What the link may be used for; everything else is a dead end with an explanation
OPEN = (Link.CLAIM, Link.NEW_ACCOUNT)


@dataclass(frozen=True)
class LinkView:
    """What the page of a link is drawn from. The technician is given only where the link proves the mailbox."""

    state: Link
    technician: Technician | None = None
    email: str = ""


def look_at_link(token: str, user: Any) -> LinkView:
    """Say where a link stands for this user, changing nothing: mail scanners open every link."""
    invitation = Invitation.objects.select_related("technician").filter(token=fingerprint(token)).first()
    return _stand(invitation, user)


def _stand(invitation: Invitation | None, user: Any) -> LinkView:
    if invitation is None:
        return LinkView(Link.UNKNOWN)
    technician = invitation.technician
    if user.is_authenticated and technician.user_id == user.pk and technician.state != ProfileState.LEFT:
        return LinkView(Link.MINE)
    closed = _why_closed(invitation)
    if closed:
        return LinkView(closed)
    return _stand_for(user, technician, invitation.email.lower())


def _why_closed(invitation: Invitation) -> Link | None:
    """Return why nobody can use a link any more."""
    technician = invitation.technician
    reasons = (
        (technician.state == ProfileState.LEFT, Link.LEFT),
        (bool(invitation.used_at), Link.USED),
        (technician.state != ProfileState.INVITED or technician.user_id is not None, Link.CLAIMED),
        (bool(invitation.revoked_at), Link.REVOKED),
        # the staff list has another address now, so this mailbox may no longer be theirs
        (invitation.email.lower() != technician.email.lower(), Link.REVOKED),
        (not invitation.is_open, Link.EXPIRED),
    )
    return next((state for holds, state in reasons if holds), None)


def _stand_for(user: Any, technician: Technician, email: str) -> LinkView:
    """Return what an open link offers: to claim, to sign in first, or to make an account."""
    account = account_with(email)
    if not user.is_authenticated:
        state = Link.SIGN_IN if account else Link.NEW_ACCOUNT
    elif email not in confirmed_addresses(user):
        state = Link.OTHER_ACCOUNT
    elif Technician.objects.filter(user=user).exists():
        state = Link.HAS_PROFILE
    else:
        state = Link.CLAIM
    return LinkView(state, technician, email)


def _lock(**lookup: Any) -> Technician | None:
    """Return a technician, whom nobody else can change until the transaction ends."""
    return Technician.objects.select_for_update().filter(**lookup).first()


def _claim(technician: Technician, user: User, how: str) -> None:
    """Give an unclaimed profile to a user. Call inside a transaction, with the technician's row locked."""
    if technician.state != ProfileState.INVITED or technician.user_id is not None:
        raise ClaimError("This profile has been claimed already.")
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))  # one claim at a time
    if Technician.objects.filter(user=user).exists():
        raise ClaimError("Your account has a profile already.")
    now = timezone.now()
    technician.user, technician.state, technician.claimed_at = user, ProfileState.DRAFT, now
    technician.save(update_fields=["user", "state", "claimed_at"])
    Invitation.objects.filter(technician=technician, used_at=None, revoked_at=None).update(revoked_at=now)
    if not (user.first_name or user.last_name):
        user.first_name = technician.chosen_name[:150]
        user.last_name = technician.family_name[:150]
        user.save(update_fields=["first_name", "last_name"])
    give_role(user, Role.TECHNICIAN)
    record_consent(user, "profile:claim", True, WORDING)
    log(instance=technician, action="profiles.claim", user=user, data={"how": how})
    reindex_on_commit([technician.pk])


@transaction.atomic
def claim_by_link(token: str, user: Any, password: str = "") -> User:
    """Claim by the link that was sent to the work address, and return the account that owns the profile now.

    `user` is who is signed in (or nobody); where the address has no account one is made, with this password or, where
    it is empty, with none. The caller has checked the password. Raises ClaimError where the link does not serve.
    """
    # The technician first, as everywhere else, so that no two transactions wait for each other.
    owner = Technician.objects.filter(invitations__token=fingerprint(token)).values_list("pk", flat=True).first()
    technician = _lock(pk=owner) if owner else None
    invitation = Invitation.objects.filter(token=fingerprint(token)).select_related("technician").first()
    view = _stand(invitation, user)
    if technician is None or invitation is None or view.state not in OPEN:
        raise ClaimError("This link cannot be used.")
    if view.state == Link.NEW_ACCOUNT:
        user = _new_account(technician, view.email, password)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=timezone.now())
    _claim(technician, user, how="link")
    return user


def _new_account(technician: Technician, email: str, password: str) -> User:
    try:
        return open_account(
            email,
            password=password,
            given_name=technician.chosen_name,
            family_name=technician.family_name,
        )
    except AddressTakenError as error:
        raise ClaimError("There is an account with this address. Sign in, then open the link again.") from error


@transaction.atomic
def claim_by_staff_number(user: User, staff_number: str) -> Technician:
    """Claim by staff number, where the user has confirmed the work address of that person.

    Raises ClaimError with the same words whether the number is unknown, the address another or the profile taken:
    nobody learns from it whose number is whose.
    """
    number, addresses = staff_number.strip(), confirmed_addresses(user)
    unclaimed = Technician.objects.select_for_update().filter(state=ProfileState.INVITED, user=None)
    # People type 'w00012' for 'W00012'; two numbers that differ in nothing else are told apart by the address.
    fitting = unclaimed.filter(staff_number__iexact=number) if number else unclaimed.none()
    technician = next((person for person in fitting if person.email.lower() in addresses), None)
    if technician is None:
        raise ClaimError(NO_MATCH)
    _claim(technician, user, how="staff number")
    return technician


@transaction.atomic
def claim_by_sso(user: User, sso_id: str) -> Technician:
    """Claim by the identifier that the university's own sign-in vouches for; for the code that speaks with it.

    Raises ClaimError where nobody unclaimed has the identifier, ValidationError where it is empty.
    """
    if not sso_id.strip():
        raise ValidationError("There is no SSO identifier.")
    technician = _lock(sso_id=sso_id.strip(), state=ProfileState.INVITED, user=None)
    if technician is None:
        raise ClaimError("No unclaimed profile has this identifier.")
    _claim(technician, user, how="sso")
    return technician
