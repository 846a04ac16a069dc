"""Every write of accounts: making one, roles, and the log of what somebody agreed to."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from portal.core.roles import Role

from .models import Consent, User


class AddressTakenError(ValueError):
    """There is an account with this address."""


def give_role(user: User, role: Role) -> None:
    """Put somebody into a role's group; what the role may do is said by `sync_roles`."""
    group, _ = Group.objects.get_or_create(name=role.label)
    user.groups.add(group)


def record_consent(user: User, use: str, given: bool, wording: str = "", by: User | None = None) -> Consent:
    """Add a line to the log: `user` agreed to a use of their data (`given`), or withdrew.

    `use` is a key such as 'profile:public'; `wording` the words they were shown; `by` who did it where that
    was somebody else. Nothing in the log is ever changed.
    """
    return Consent.objects.create(user=user, use=use, given=given, wording=wording, recorded_by=by or user)


@transaction.atomic
def open_account(email: str, *, password: str = "", given_name: str = "", family_name: str = "") -> User:
    """Make an account whose address is known to be its owner's, since a link sent there was used.

    Without a password its owner signs in by a code sent to the address. Others who had added this address to
    their accounts without ever confirming it lose it. Raises AddressTakenError where somebody has an account
    with the address.
    """
    email = email.strip().lower()
    if account_with(email) is not None:
        raise AddressTakenError(f"There is an account with {email}.")
    user = User.objects.create_user(email, password or None, first_name=given_name[:150], last_name=family_name[:150])
    EmailAddress.objects.filter(email__iexact=email, verified=False).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def account_with(email: str) -> User | None:
    """Return the account of an address: the one that confirmed it, or else the one that was made with it."""
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    if confirmed:
        return confirmed.user
    return User.objects.filter(email__iexact=email).first()


def confirmed_addresses(user: User) -> list[str]:
    """Return the addresses that somebody has shown to be theirs, in lower case."""
    rows = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return [email.lower() for email in rows]
