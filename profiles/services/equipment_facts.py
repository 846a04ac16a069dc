"""The facts on a page of equipment, kept by those who run or look after it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from profiles.models import Equipment

FACTS = ("purpose", "how_to_ask", "booking_url", "campus", "building", "room")


class FactsChangedError(Exception):
    """Somebody else changed the facts since they were read; nothing was written."""


def facts_seen(thing: Equipment) -> str:
    """Return a mark of when the facts were last changed, to be sent back with a save."""
    return thing.updated_at.isoformat()


@transaction.atomic
def save_facts(pk: int, *, values: Mapping[str, Any], seen: str, user: Any) -> Equipment:
    """Write the facts, and into the log who changed which. Raises FactsChangedError, and ValidationError by field."""
    thing: Equipment = Equipment.objects.select_for_update().get(pk=pk)
    if facts_seen(thing) != seen:
        raise FactsChangedError
    changed = [name for name in FACTS if getattr(thing, name) != values[name]]
    for name in changed:
        setattr(thing, name, values[name])
    if changed:
        thing.updated_at = timezone.now()
        thing.full_clean(exclude=["suggested_by", "decided_by"])
        thing.save()
        log(instance=thing, action="profiles.equipment.facts", user=user, data={"fields": changed})
    return thing
