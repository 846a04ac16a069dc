"""Who may do what with accounts."""

from collections.abc import Mapping
from typing import Any

from portal.core.roles import Role

ADMIN_ACCESS = "wagtailadmin.access_admin"

GRANTS: Mapping[Role, tuple[str, ...]] = {
    Role.SITE_MANAGER: (
        "accounts.add_user",
        "accounts.change_user",
        "accounts.view_user",
    ),
}


def may_open_admin(user: Any) -> bool:
    """Say whether somebody's work is done in the Wagtail admin; technicians have screens of their own."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(ADMIN_ACCESS))


def may_open_django_admin(user: Any) -> bool:
    """Say whether somebody may open Django's own admin: those who run the system, and nobody else."""
    return bool(user.is_authenticated and user.is_active and user.is_superuser)


def may_change_account(user: Any, account: Any) -> bool:
    """Say whether somebody may change an account in the admin: an administrator's only if they are one."""
    return bool(user.has_perm("accounts.change_user") and (user.is_superuser or not account.is_superuser))
