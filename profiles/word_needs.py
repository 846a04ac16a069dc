"""What waits for people about shared words: suggestions for editors, and refusals for those who suggested."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q, Value
from django.urls import reverse
from django.utils import timezone

from portal.core.registries import Need, NeedSource, needs_me
from profiles.enums import WordState
from profiles.models import Equipment, Skill
from profiles.permissions import has_profile, may_decide_all_words
from profiles.services.suggestions import SECTION_OF, waiting_words

TOLD_FOR = timedelta(days=14)  # how long a refusal stands at /me/


def word_needs(user: Any) -> Iterator[Need]:
    """Yield one need for those who decide, and one for each suggestion of the user's own that was refused lately.

    One query for each of the two: this is asked on every page of somebody who is signed in.
    """
    if may_decide_all_words(user):
        number = waiting_words()
        if number:
            yield _queue(number)
    if not has_profile(user):
        return
    lately = Q(suggested_by__user=user, state=WordState.REFUSED, decided_at__gte=timezone.now() - TOLD_FOR)
    skills = Skill.objects.filter(lately).order_by().values_list("name", "reason", Value("skill"))
    equipment = Equipment.objects.filter(lately).order_by().values_list("name", "reason", Value("equipment"))
    for name, reason, kind in sorted(skills.union(equipment, all=True)):
        yield Need(
            f"‘{name}’ was not taken on",
            reason,
            reverse("me_section", args=[SECTION_OF[kind].value]),
            "Look at your list",
        )


def _queue(number: int) -> Need:
    return Need(
        "A suggestion waits" if number == 1 else f"{number} suggestions wait",
        "Technicians miss these names on the lists of skills and equipment. Agree, refuse or merge.",
        reverse("suggestions:index"),
        "Look at it" if number == 1 else "Look at them",
    )


def register_word_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("profiles.words", word_needs))
