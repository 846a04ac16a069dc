"""The private address under which a calendar program reads somebody's bookings: made, made anew, and taken away."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from events.models import CalendarLink
from portal.core.secrets import new_secret


@transaction.atomic
def make_link(user: Any) -> CalendarLink:
    """Return a new address for somebody; the one that they had before is nobody's from now on."""
    values = {"secret": new_secret(), "made_at": timezone.now()}
    link, _ = CalendarLink.objects.update_or_create(user=user, defaults=values)
    return link


def revoke_link(user: Any) -> bool:
    """Take the address away, and say whether there was one."""
    return CalendarLink.objects.filter(user=user).delete()[0] > 0
