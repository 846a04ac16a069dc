"""/me/: what needs you, and the way to everything that is yours."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.front.mine import ways_of
from portal.front.waiting import needs_of, soonest_first
from profiles.enums import CLAIMED_STATES, Audience, ProfileState
from profiles.models import Technician
from profiles.views.me.next_steps import next_steps
from profiles.views.me.rows import standing
from profiles.visibility import view_profile

NOON, EVENING = 12, 18  # hours
_NUMBERS = ("Nothing", "One thing", "Two things", "Three things", "Four things", "Five things")


def greeting(now: datetime) -> str:
    """Return the greeting of the hour in Europe/London."""
    hour = timezone.localtime(now, timezone.get_default_timezone()).hour
    if hour < NOON:
        return "Good morning"
    return "Good afternoon" if hour < EVENING else "Good evening"


def waiting_line(count: int) -> str:
    """Return how much needs somebody, in words."""
    if not count:
        return "Nothing needs you. Have a good day."
    words = _NUMBERS[count] if count < len(_NUMBERS) else f"{count} things"
    return f"{words} need{'s' if count == 1 else ''} you."


def _profile_rail(technician: Technician | None) -> dict[str, Any]:
    """Return what the rail says of one's own profile; nothing for somebody who has none to keep."""
    if technician is None or technician.state not in CLAIMED_STATES:
        return {"left": technician is not None and technician.state == ProfileState.LEFT}
    return {
        "technician": technician,
        "person": view_profile(technician, Audience.ONLY_ME),
        "standing": standing(technician),
        "next": next_steps(technician, most=2),
    }


@never_cache
@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who is signed in, the soonest first, and what is theirs."""
    user: Any = request.user  # signed in, says the decorator
    technician = Technician.objects.filter(user=user).for_owner().first()
    if technician:
        user.technician = technician  # whoever asks what waits finds it there
    needs = soonest_first(needs_of(request))
    rail = _profile_rail(technician)
    context = {
        "needs": needs,
        "greeting": greeting(timezone.now()),
        "waiting_line": waiting_line(len(needs)),
        "given_name": technician.chosen_name if technician else "",
        "ways": ways_of(user, rail.get("technician")),
        **rail,
    }
    context["given_name"] = context["given_name"] or user.first_name
    return render(request, "front/me.html", context)
