"""What to add next, each with the way to its form; putting one away, and bringing all of them back."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from profiles.completeness import CPD, HELPING, Prompt, minutes_to_go, prompts
from profiles.enums import HELD_STAGES, Section
from profiles.models import Registration, Technician
from profiles.services import profile
from profiles.services.profile import UnknownPromptError

from .access import own_profile
from .rows import SLUGS, filled_sections


@dataclass(frozen=True)
class NextSteps:
    """What a page shows of it: the first few prompts, each with its address; what is left; what was put away."""

    steps: list[tuple[Prompt, str]]
    minutes: int  # until a draft can go live
    put_away: int  # how many prompts, of those that still have something to ask for


def next_steps(technician: Technician, most: int = 3) -> NextSteps:
    """Return what to add next, at most so many. Load the technician with `for_owner()`."""
    held = [row for row in technician.registrations.all() if row.stage in HELD_STAGES]
    filled = _filled(technician, held)
    away = technician.prompts_put_away
    asked = prompts(filled, away)
    return NextSteps(
        [(prompt, _address(prompt, held)) for prompt in asked[:most]],
        minutes_to_go(filled, away),
        len(prompts(filled)) - len(asked),
    )


def _filled(technician: Technician, held: list[Registration]) -> frozenset[str]:
    """Return the keys of prompts that have nothing to ask for.

    A CPD log and help with registration are asked for of those alone who hold one.
    """
    filled: set[str] = set(filled_sections(technician))
    if not held or any(row.will_help for row in held):
        filled.add(HELPING)
    if not held or technician.cpd_rows.exists():
        filled.add(CPD)
    return frozenset(filled)


def _address(prompt: Prompt, held: list[Registration]) -> str:
    """Return where the very form is."""
    if prompt.key == CPD:
        return reverse("me_cpd")
    if prompt.key == HELPING:
        return reverse("me_row", args=[SLUGS[Section.REGISTRATIONS], held[0].pk])
    return reverse("me_section", args=[SLUGS[Section(prompt.key)]])


def _back(request: HttpRequest) -> HttpResponseBase:
    return redirect("me" if request.POST.get("next") == "me" else "me_profile")


@require_POST
@own_profile
def put_away(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Ask for one thing no more."""
    try:
        profile.put_prompt_away(technician.pk, request.user, request.POST.get("prompt", ""))
    except UnknownPromptError as unknown:
        raise Http404("There is no such suggestion.") from unknown
    messages.success(request, "Put away: we do not ask for it again.")
    return _back(request)


@require_POST
@own_profile
def bring_back(request: HttpRequest, technician: Technician) -> HttpResponseBase:
    """Ask again for all that is missing."""
    profile.bring_prompts_back(technician.pk, request.user)
    messages.success(request, "What you put away stands on the list again.")
    return _back(request)
