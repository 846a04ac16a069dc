"""What waits for a technician about their own profile."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from portal.core.registries import Need, NeedSource, needs_me

from .completeness import minutes_to_go
from .enums import Audience, ProfileState, RegistrationStep, Section
from .models import SectionAudience, Technician, TechnicianSkill
from .permissions import has_profile
from .querysets import STALE_AFTER
from .registration_stages import RENEWAL_NOTICE


def profile_needs(user: Any) -> Iterator[Need]:
    """Yield what the user's own profile needs: two queries."""
    technician = (
        Technician.objects.filter(user=user)
        .annotate(
            has_skills=Exists(TechnicianSkill.objects.filter(technician=OuterRef("pk"))),
            shows_name=Exists(
                SectionAudience.objects.filter(technician=OuterRef("pk"), section=Section.BASICS).exclude(
                    audience=Audience.ONLY_ME
                )
            ),
        )
        .first()
    )
    if technician is None or technician.state == ProfileState.LEFT:
        return
    if technician.state == ProfileState.DRAFT:
        yield _draft(technician)
    elif technician.state == ProfileState.LIVE and not technician.shows_name:
        yield Need(
            "Nobody sees your profile yet",
            "It is live, but your name and job are set to ‘Only me’, so none of it is shown.",
            reverse("me_profile"),
            "Choose who sees it",
        )
    yield from _stale(technician)
    yield from _renewals(technician)


def _stale(technician: Technician) -> Iterator[Need]:
    kept = technician.last_kept
    if technician.state == ProfileState.LIVE and timezone.now() - kept >= STALE_AFTER:
        yield Need(
            "Is your profile still correct?",
            f"You last changed or confirmed it on {kept.day} {kept:%B %Y}. One click says that it is, or change it.",
            f"{reverse('me_profile')}#standing",
            "Look at it",
        )


def _draft(technician: Any) -> Need:
    parts = {
        Section.SKILLS: technician.has_skills,
        Section.ASK_ME_ABOUT: bool(technician.ask_me_about),
        Section.INTRODUCTION: bool(technician.headline),
    }
    filled = {section for section, there in parts.items() if there}
    minutes = minutes_to_go(filled, technician.prompts_put_away)
    if minutes <= 1:
        return Need(
            "Your profile is ready to go live",
            "Look at it once as others will see it, then switch it on.",
            reverse("me_go_live"),
            "Look and go live",
        )
    begun = any(parts.values())
    return Need(
        f"Your profile is a draft: about {minutes} minutes to go",
        "Nobody sees it yet. You choose what is shown, section by section.",
        reverse("me_profile") if begun else reverse("me_start"),
        "Carry on" if begun else "Make your profile",
    )


def _renewals(technician: Technician) -> Iterator[Need]:
    today = timezone.localdate()
    for row in technician.registrations.due_by(today + RENEWAL_NOTICE):
        late = row.renewal_due_on is not None and row.renewal_due_on < today
        yield Need(
            f"Renew your {row.type.post_nominals}",
            "The date on your profile has passed. Give the new date, or say on your list that it lapsed."
            if late
            else "When you have renewed it, give the new date here.",
            reverse("me_registration_step", args=[row.pk, RegistrationStep.RENEW]),
            "Give the new date",
            row.renewal_due_on,
        )


def register_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("profiles.own_profile", profile_needs, might=has_profile))
