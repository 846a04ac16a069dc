"""Which rows of awards are about somebody: by their account, their profile, or an address that they confirmed."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from .models import (
    ExternalEntry,
    HonouredPerson,
    Judge,
    Nomination,
    Nominee,
    SchemeAlert,
    Seconder,
    Thanks,
)


def _addresses(user: Any) -> QuerySet[Any]:
    return EmailAddress.objects.filter(user=user, verified=True).values(lower=Lower("email"))


def _person(user: Any) -> Q:
    return Q(technician__user=user) | Q(technician=None, email__in=_addresses(user))


def nominations_by(user: Any) -> QuerySet[Nomination]:
    """Return nominations that somebody made."""
    mine = Q(nominator=user) | Q(nominator=None, nominator_email__in=_addresses(user))
    return Nomination.objects.filter(mine)


def nominated_as(user: Any) -> QuerySet[Nominee]:
    """Return the rows that say that somebody is nominated."""
    return Nominee.objects.filter(_person(user))


def seconded_by(user: Any) -> QuerySet[Seconder]:
    """Return invitations to add words, and what came of them."""
    return Seconder.objects.filter(Q(user=user) | Q(user=None, email__in=_addresses(user)))


def honoured_as(user: Any) -> QuerySet[HonouredPerson]:
    """Return the rows that say that somebody was honoured."""
    return HonouredPerson.objects.filter(_person(user))


def seats_of(user: Any) -> QuerySet[Judge]:
    """Return seats on panels."""
    return Judge.objects.filter(user=user)


def entries_of(user: Any) -> QuerySet[ExternalEntry]:
    """Return entries for awards of other bodies."""
    return ExternalEntry.objects.filter(technician__user=user)


def alerts_of(user: Any) -> QuerySet[SchemeAlert]:
    """Return what somebody wants to be told of."""
    return SchemeAlert.objects.filter(Q(user=user) | Q(email__in=_addresses(user)))


def thanks_to(user: Any) -> QuerySet[Thanks]:
    """Return thanks that somebody got."""
    return Thanks.objects.for_owner(user)


def thanks_from(user: Any) -> QuerySet[Thanks]:
    """Return thanks that somebody sent."""
    return Thanks.objects.sent_by(user)
