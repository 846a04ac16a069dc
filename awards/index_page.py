"""What the list of awards shows."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from .cards import by_group, external_card, scheme_card
from .models import Round, SchemePage

if TYPE_CHECKING:
    from .models import AwardIndexPage


def index_context(page: "AwardIndexPage") -> dict[str, Any]:
    """Return what the template of the list shows: our own schemes by where they stand, then those of other bodies."""
    now = timezone.now()
    today = timezone.localdate(now)
    schemes = list(SchemePage.objects.child_of(page).showing().order_by("title"))
    rounds: dict[int, list[Round]] = defaultdict(list)
    for row in Round.objects.filter(scheme__in=[one.pk for one in schemes if one.is_internal]):
        rounds[row.scheme_id].append(row)
    own = [scheme_card(one, rounds[one.pk], page.slug, now) for one in schemes if one.is_internal]
    others = [external_card(one, page.slug, today) for one in schemes if not one.is_internal]
    given = [card for card in others if not card.has_ended]
    return {
        "groups": by_group(own),
        "has_own": bool(own),
        # what can be entered, the first to close first; then what opens next; then the rest by name
        "external": sorted(given, key=lambda card: (not card.is_open, card.day is None, card.day or today, card.title)),
        "ended": [card for card in others if card.has_ended],
    }
