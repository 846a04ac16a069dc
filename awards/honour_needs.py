"""What awards ask of those who are honoured."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from portal.core.enums import Agreement
from portal.core.registries import Need, NeedSource, needs_me

from .models import HonouredPerson
from .waiting import waits


def _asked(user: Any) -> QuerySet[HonouredPerson]:
    return HonouredPerson.objects.filter(technician__user=user, agreement=Agreement.ASKED)


def honour_needs(user: Any) -> Iterator[Need]:
    """Yield one need for each honour for which somebody is asked whether they may be named: one query."""
    for person in _asked(user).select_related("honour__scheme").order_by("pk"):
        yield Need(
            f"Congratulations: {person.honour.scheme.title}",
            "May you be named? Nobody is named who has not agreed.",
            reverse("me_honour", args=[person.pk]),
            "Read and answer",
        )


def register_honour_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("awards.honours", honour_needs, might=waits("honours", _asked)))
