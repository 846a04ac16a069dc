"""Django's and allauth's ways to sign in, which read what every page asks of whoever came in fewer queries.

Nothing is kept from one request to the next: a role that is taken away is gone with the next page.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q

from portal.accounts.models import User


class ReadsAtOnce(ModelBackend):
    """Reads the account with its settings of the admin, and its own permissions with those of its groups."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the account, if it may be used."""
        user = User._default_manager.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return what the account may do, kept with it as Django does: one query where Django asks two."""
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            held = Permission.objects.filter(Q(user=user_obj.pk) | Q(group__user=user_obj.pk)).order_by()
            rows = held.values_list("content_type__app_label", "codename").distinct()
            user_obj._perm_cache = {f"{app}.{name}" for app, name in rows}
        found: set[str] = user_obj._perm_cache
        return found


class PasswordBackend(ReadsAtOnce):
    """Signs in by address and password."""


class AddressBackend(ReadsAtOnce, AuthenticationBackend):
    """Signs in by any confirmed address, and by a code."""
