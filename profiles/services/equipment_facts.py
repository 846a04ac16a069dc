"""The facts and the photo on a page of equipment, kept by those who run or look after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from portal.core.picture_files import CleanPicture
from profiles.models import Equipment, EquipmentPhoto
from profiles.services.photos import hold_equipment_photo, remove_equipment_photo

FACTS = ("purpose", "how_to_ask", "booking_url", "campus", "building", "room")


class FactsChangedError(Exception):
    """Somebody else changed the facts since they were read; nothing was written."""


@dataclass(frozen=True)
class PhotoChange:
    """What becomes of the photo: another in its place, none any more, or as it is; and what it shows in words."""

    alt_text: str = ""
    picture: CleanPicture | None = None
    remove: bool = False


def facts_seen(thing: Equipment) -> str:
    """Return a mark of when the facts or the photo were last changed, to be sent back with a save."""
    return thing.updated_at.isoformat()


@transaction.atomic
def save_facts(pk: int, *, values: Mapping[str, Any], seen: str, user: Any, photo: PhotoChange) -> Equipment:
    """Write the facts and the photo, and into the log who changed which.

    Raises FactsChangedError, and ValidationError by field.
    """
    thing: Equipment = Equipment.objects.select_for_update().get(pk=pk)
    if facts_seen(thing) != seen:
        raise FactsChangedError
    changed = [name for name in FACTS if getattr(thing, name) != values[name]]
    for name in changed:
        setattr(thing, name, values[name])
    if _change_photo(thing, photo):
        changed.append("photo")
    if changed:
        thing.updated_at = timezone.now()
        thing.full_clean(exclude=["suggested_by", "decided_by"])
        thing.save()
        log(instance=thing, action="profiles.equipment.facts", user=user, data={"fields": changed})
    return thing


def _change_photo(thing: Equipment, change: PhotoChange) -> bool:
    """Make the change and say whether it is one."""
    if change.remove:
        return remove_equipment_photo(thing)
    if change.picture is not None:
        hold_equipment_photo(thing, change.picture, change.alt_text)
        return True
    reworded = EquipmentPhoto.objects.filter(equipment=thing).exclude(alt_text=change.alt_text)
    return reworded.update(alt_text=change.alt_text) > 0
