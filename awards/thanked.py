"""What is shown of thanks: to the technician, to the sender, and on the profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from portal.core.registries import Card, Panel, panels
from profiles.enums import Audience
from profiles.models import Technician
from profiles.visibility import ProfileView, view_named

from .models import Thanks

MOST_ON_A_PROFILE = 12
SOMEBODY = "A colleague"


@dataclass(frozen=True)
class ThanksView:
    """Thanks as one of the two sees them. `other`: who sent them, or who got them; `url`: their profile, if any."""

    pk: int
    words: str
    on: date
    other: str
    url: str
    is_new: bool
    is_shown: bool
    may_be_shown: bool
    is_evidence: bool


def _view(thanks: Thanks, other: str, profile: ProfileView | None) -> ThanksView:
    return ThanksView(
        pk=thanks.pk,
        words=thanks.words,
        on=timezone.localdate(thanks.sent_at),
        other=profile.display_name if profile else other,
        url=profile.url if profile else "",
        is_new=thanks.read_at is None,
        is_shown=thanks.is_shown,
        may_be_shown=thanks.may_be_shown,
        is_evidence=thanks.is_evidence,
    )


def _profile_of(user: Any) -> Technician | None:
    found: Technician | None = getattr(user, "technician", None)
    return found


def received_view(thanks: Thanks) -> ThanksView:
    """Return thanks as the technician sees them; load `with_sender()`. The sender sent them with their name."""
    person = _profile_of(thanks.sender)
    profile = view_named(person, Audience.COLLEAGUES) if person else None
    return _view(thanks, str(thanks.sender) if thanks.sender else "Name no longer kept", profile)


def sent_view(thanks: Thanks) -> ThanksView:
    """Return thanks as the sender sees them; load `with_technician()`."""
    return _view(
        thanks, "A technician whose profile is not shown now", view_named(thanks.technician, Audience.COLLEAGUES)
    )


def _card(thanks: Any) -> Card:
    person = _profile_of(thanks.sender)
    words = f"‘{thanks.words}’"
    if person is None:
        return Card((thanks.sender.get_full_name() if thanks.sender else "") or SOMEBODY, "", words)
    if not thanks.names_sender:
        return Card(SOMEBODY, "", words)
    return Card(person.display_name, reverse("technician", args=[person.slug]), words)


def thanks_cards(technician: int, audience: str) -> Iterable[Card]:
    """Return the thanks that stand on a profile, the latest first: one query.

    Each sender said that they may stand there with their name. One who has a profile themselves is named by it, and
    only to those who may see it.
    """
    rows = Thanks.objects.filter(technician=technician).shown().naming_for(audience)[:MOST_ON_A_PROFILE]
    return [_card(row) for row in rows]


def register_thanks_panel() -> None:
    """Offer it to the page of a technician."""
    panels.register(Panel("awards.thanks", "Thanks from colleagues", "technician", thanks_cards))
