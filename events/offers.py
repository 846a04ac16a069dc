"""What events offer to other pages: cards for a technician, a skill, a theme."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from django.utils import timezone

from portal.core.registries import Card, Panel, Related, panels, related

from .cards import plain_cards
from .models import Occurrence

if TYPE_CHECKING:
    from .querysets import OccurrenceQuerySet

MOST = 4  # in a panel


def _next() -> "OccurrenceQuerySet":
    rows: OccurrenceQuerySet = Occurrence.objects.showing().next_of_each(timezone.now()).select_related("event")
    return rows


def _of_technician(pk: int, audience: str) -> Iterable[Card]:
    """Return coming events at which a technician speaks, who agreed to be named; everybody sees the same."""
    return plain_cards(_next().with_speaker(pk)[:MOST])


def _of_skill(pk: int, audience: str) -> Iterable[Card]:
    return plain_cards(_next().filter(event__skills=pk)[:MOST])


def _related(subject: Literal["theme", "skill", "department"], pk: int, limit: int) -> Iterable[Card]:
    """Return coming events of a theme or skill; of a department none: events are of the whole university."""
    about: dict[str, Any] = {"theme": {"event__themes": pk}, "skill": {"event__skills": pk}}
    return plain_cards(_next().filter(**about[subject])[:limit]) if subject in about else []


def register_offers() -> None:
    """Fill in the registries."""
    panels.register(Panel("events", "Speaks at", "technician", _of_technician))
    panels.register(Panel("events_skill", "Events and training", "skill", _of_skill))
    related.register(Related("events", "Events and training", _related))
