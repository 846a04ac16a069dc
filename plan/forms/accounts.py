"""Naming somebody's account by what one knows of them: an address, or a name that only one person has."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, Value
from django.db.models.functions import Concat

MOST_NAMED = 5
LONGEST = 254


class AccountField(forms.CharField):
    """The account of an active user, by e-mail address or full name; None where nothing was typed."""

    def __init__(self, *, label: str) -> None:
        help_text = "The e-mail address or full name of somebody who signs in here. They may then post updates."
        super().__init__(required=False, max_length=LONGEST, label=label, help_text=help_text)

    def clean(self, value: Any) -> Any:
        """Find the account. Raises ValidationError where there is none, or where several people have the name."""
        words = " ".join(str(super().clean(value)).split())
        if not words:
            return None
        users = get_user_model()._default_manager.filter(is_active=True)
        found = list(
            users.annotate(full_name=Concat("first_name", Value(" "), "last_name"))
            .filter(Q(email__iexact=words) | Q(full_name__iexact=words))
            .order_by("email")[: MOST_NAMED + 1]
        )
        if not found:
            raise forms.ValidationError(f"Nobody who signs in here is called ‘{words}’. Give their e-mail address.")
        if len(found) > 1:
            addresses = ", ".join(user.email for user in found[:MOST_NAMED])
            raise forms.ValidationError(f"Several people are called so. Give the address of one: {addresses}.")
        return found[0]
