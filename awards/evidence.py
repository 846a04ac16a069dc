"""Thanks that those who are nominated released as evidence: what of them whoever nominates is offered, and chose."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from profiles.enums import Audience
from profiles.visibility import view_named

from .masking import Mask
from .models import Nomination, Thanks

SENDER = "[a colleague]"  # in the place of the name of whoever sent them


@dataclass(frozen=True)
class EvidenceView:
    """Thanks as whoever nominates reads them: without the name of who sent them. `to`: whom they thank."""

    pk: int
    words: str
    to: str
    on: date
    is_chosen: bool


def evidence_of(nomination: Nomination, audience: Audience) -> list[EvidenceView]:
    """Return what may stand in a nomination, the latest first; nothing for whoever has no account here.

    Thanks are between colleagues, and a guest is one as far as they say so. At most four queries.
    """
    if audience != Audience.COLLEAGUES:
        return []
    chosen = set(nomination.released_thanks.filter(is_by_nominee=False).values_list("thanks", flat=True))
    rows = Thanks.objects.offered_in(nomination).with_technician().select_related("sender__technician")
    return [_view(row, row.pk in chosen) for row in rows]


def _view(thanks: Any, is_chosen: bool) -> EvidenceView:
    person = view_named(thanks.technician, Audience.COLLEAGUES)
    return EvidenceView(
        pk=thanks.pk,
        words=Mask([(SENDER, *_names(thanks.sender))])(thanks.words),
        to=person.display_name if person else "",
        on=timezone.localdate(thanks.sent_at),
        is_chosen=is_chosen,
    )


def _names(sender: Any) -> tuple[list[str], list[str]]:
    if sender is None:
        return [], []
    person = getattr(sender, "technician", None)
    names = [sender.get_full_name(), sender.first_name, sender.last_name]
    names += [person.given_name, person.family_name, person.preferred_name] if person is not None else []
    return names, [sender.email]
