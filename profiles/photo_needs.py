"""Requests to use a photo that wait for its owner."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from portal.core.registries import Need, NeedSource, needs_me
from profiles.models import PhotoReuse
from profiles.permissions import has_profile
from profiles.services.drafts import author_name


def photo_needs(user: Any) -> Iterator[Need]:
    """Yield one need a request: one query."""
    for use in PhotoReuse.objects.waiting_for(user):
        yield Need(
            f"{author_name(use.editor)} asks to use your photo",
            f"For ‘{use.purpose}’, until {use.until:%-d %B %Y}. Nothing is used unless you agree.",
            reverse("me_photo_use", args=[use.pk]),
            "Agree or say no",
        )


def register_photo_needs() -> None:
    """Offer this at /me/."""
    needs_me.register(NeedSource("profiles.photo_uses", photo_needs, might=has_profile))
