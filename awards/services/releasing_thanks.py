"""Thanks that somebody who is nominated, and agreed, gives as evidence."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.enums import NominationState, RoundState
from awards.models import Nomination, Nominee, ReleasedThanks, Thanks
from awards.rounds import state_of

from .keeping import lock
from .refusals import NominatingError

_BEFORE_JUDGING = (RoundState.OPEN, RoundState.CLOSED)


def may_release(nomination: Nomination, nominee: Nominee) -> bool:
    """Say whether thanks can be given now: they agreed, it stands, and judging has not opened."""
    stands = nomination.state == NominationState.SENT and nominee.has_agreed
    return stands and state_of(nomination.round, timezone.now()) in _BEFORE_JUDGING


@transaction.atomic
def release_thanks(nominee_pk: int, chosen: Collection[int], *, by: Any) -> int:
    """Give these of one's thanks as evidence, and no others that were given before; return how many are given.

    `chosen`: their primary keys; those of others are left out. Raises NominatingError where it cannot be done now,
    and Nominee.DoesNotExist for anybody else's.
    """
    nominee = Nominee.objects.select_related("nomination").get(pk=nominee_pk, technician__user=by)
    nomination = lock(nominee.nomination_id)
    nominee = nomination.nominees.get(pk=nominee_pk)
    if not may_release(nomination, nominee):
        raise NominatingError("Thanks can be given once you agreed to be nominated, and until judging opens.")
    own = Thanks.objects.for_owner(by)
    nomination.released_thanks.filter(thanks__in=own).exclude(thanks__in=chosen).delete()
    there = set(nomination.released_thanks.values_list("thanks", flat=True))
    given = own.filter(pk__in=chosen)
    ReleasedThanks.objects.bulk_create(
        ReleasedThanks(nomination=nomination, thanks=one) for one in given if one.pk not in there
    )
    nomination.released_thanks.filter(thanks__in=given).update(is_by_nominee=True)
    return given.count()


def choose_evidence(nomination: Nomination, chosen: Collection[int]) -> None:
    """Have these of the thanks that its people released in a nomination, which is held; what they gave there stays."""
    nomination.released_thanks.filter(is_by_nominee=False).exclude(thanks__in=chosen).delete()
    there = set(nomination.released_thanks.values_list("thanks", flat=True))
    ReleasedThanks.objects.bulk_create(
        ReleasedThanks(nomination=nomination, thanks=one, is_by_nominee=False)
        for one in Thanks.objects.offered_in(nomination).filter(pk__in=chosen)
        if one.pk not in there
    )


def leave_out_evidence_of_others(nomination: Nomination) -> None:
    """Take out what thanks somebody who is not in the nomination any more. It is held."""
    people = nomination.nominees.exclude(technician=None).values("technician")
    nomination.released_thanks.exclude(thanks__technician__in=people).delete()


def take_released_back(nomination: Nomination, nominee: Nominee) -> None:
    """Take out what somebody gave who is not to be nominated any more. The nomination is held."""
    nomination.released_thanks.filter(thanks__technician=nominee.technician_id).delete()
