"""Putting away what the portal asks for: whoever has said no once is not asked again, until they want to be."""

from typing import Any

from django.db import transaction

from profiles.completeness import PROMPT_KEYS

from .keeping import lock_own


class UnknownPromptError(ValueError):
    """There is no such prompt."""


@transaction.atomic
def put_prompt_away(technician_pk: int, user: Any, key: str) -> None:
    """Ask for this no more. Nothing that others see changes, so the profile counts as neither changed nor confirmed.

    Raises UnknownPromptError, and ProfileGoneError where the profile is no longer this user's to edit.
    """
    if key not in PROMPT_KEYS:
        raise UnknownPromptError(key)
    technician = lock_own(technician_pk, user)
    technician.prompts_put_away = sorted({*technician.prompts_put_away, key})
    technician.save(update_fields=["prompts_put_away"])


@transaction.atomic
def bring_prompts_back(technician_pk: int, user: Any) -> None:
    """Ask again for whatever is missing. Raises ProfileGoneError as above."""
    technician = lock_own(technician_pk, user)
    technician.prompts_put_away = []
    technician.save(update_fields=["prompts_put_away"])
