"""What nominating asks of people: to send what they began, to support a nomination, to say whether they agree."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from portal.core.enums import Agreement
from portal.core.registries import Need, NeedSource, needs_me
from portal.core.times import moment_words
from profiles.permissions import has_profile

from .enums import NominationState
from .models import Nomination, Nominee, Seconder

MOST = 5  # of one kind; the rest stands in the list of one's nominations


def draft_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each draft that can still be sent: one query."""
    now = timezone.now()
    drafts = Nomination.objects.made_by(user).filter(
        state=NominationState.DRAFT, round__opens_at__lte=now, round__closes_at__gt=now, round__cancelled_at=None
    )
    for draft in drafts.select_related("round__scheme").order_by("round__closes_at", "pk")[:MOST]:
        yield Need(
            f"Your nomination is not sent: {draft.round.scheme.title}",
            f"Nominations close on {moment_words(draft.round.closes_at)}. What you wrote is saved.",
            reverse("me_nomination", args=[draft.pk]),
            "Go on with it",
            due=timezone.localdate(draft.round.closes_at),
        )


def seconder_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each nomination that somebody is asked to support: one query."""
    asked = Seconder.objects.waiting_for(user, timezone.now()).with_nomination()
    for seconder in asked.order_by("nomination__round__closes_at", "pk")[:MOST]:
        round_ = seconder.nomination.round
        yield Need(
            f"Will you support a nomination? {round_.scheme.title}",
            f"{seconder.nomination.from_name} asks you for a few words, or a no.",
            reverse("seconding", args=[seconder.secret]),
            "Read and answer",
            due=timezone.localdate(round_.closes_at),
        )


def nominee_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each nomination of somebody who was asked first: one query."""
    asked = Nominee.objects.filter(
        technician__user=user, agreement=Agreement.ASKED, nomination__state=NominationState.SENT,
        nomination__round__finished_at=None, nomination__round__cancelled_at=None,
    )  # fmt: skip
    for nominee in asked.select_related("nomination__round__scheme")[:MOST]:
        yield Need(
            f"May you be nominated? {nominee.nomination.round.scheme.title}",
            "Nobody is judged who does not want it.",
            reverse("me_nominated_one", args=[nominee.pk]),
            "Read and answer",
        )


def register_nominating_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("awards.nominee", nominee_needs, might=has_profile))
    needs_me.register(NeedSource("awards.seconding", seconder_needs))
    needs_me.register(NeedSource("awards.drafts", draft_needs))
