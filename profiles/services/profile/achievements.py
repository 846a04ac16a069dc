"""Achievements that another room adds to a profile because its owner asked for it there, and takes away again."""

from django.db import transaction

from profiles.enums import CLAIMED_STATES
from profiles.models import Achievement, Technician

from .keeping import keep
from .rows import MOST_ROWS


@transaction.atomic
def add_achievement(technician_pk: int, *, title: str, year: int, detail: str = "") -> Achievement | None:
    """Add a row to the achievements of a technician who asked for it, and return it; who sees it is as they set it.

    None where the profile is nobody's own (not claimed, or they left), or the section is full.
    """
    technician = Technician.objects.select_for_update(of=("self",)).filter(pk=technician_pk).first()
    if technician is None or technician.user_id is None or technician.state not in CLAIMED_STATES:
        return None
    if technician.achievements.count() >= MOST_ROWS:
        return None
    row = Achievement(technician=technician, title=title[:200], year=year, detail=detail[:300])
    row.full_clean()
    row.save()
    keep(technician)
    return row


@transaction.atomic
def take_achievement_away(pk: int) -> bool:
    """Delete a row that was added so, and say whether it was still there."""
    row = Achievement.objects.filter(pk=pk).first()
    if row is None:
        return False
    technician = Technician.objects.select_for_update(of=("self",)).get(pk=row.technician_id)
    gone: int = Achievement.objects.filter(pk=pk).delete()[0]
    keep(technician)
    return gone > 0
