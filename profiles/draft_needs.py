"""Drafts of sections that wait for the owner of a profile."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from portal.core.registries import Need, NeedSource, needs_me
from profiles.enums import CLAIMED_STATES, DraftState
from profiles.models import SectionDraft
from profiles.permissions import has_profile
from profiles.services.drafts import author_name


def draft_needs(user: Any) -> Iterator[Need]:
    """Yield one need a draft: one query."""
    waiting = SectionDraft.objects.filter(
        technician__user=user, technician__state__in=CLAIMED_STATES, state=DraftState.OFFERED
    )
    for draft in waiting.select_related("author").order_by("created_at"):
        yield Need(
            f"{author_name(draft.author)} drafted ‘{draft.get_section_display()}’ for you",
            "Nobody sees it but the two of you. Change what you like and save it, or say no.",
            reverse("me_draft", args=[draft.pk]),
            "Look at the draft",
        )


def register_draft_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("profiles.drafts", draft_needs, might=has_profile))
