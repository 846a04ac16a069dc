"""Django's own admin: for superusers, behind the one log-in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .permissions import may_open_django_admin


class SuperuserAdminSite(AdminSite):
    """Nobody else comes in, and passwords are changed at /account/ alone."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in superusers only: 'staff' means nothing here."""
        return may_open_django_admin(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Never show a log-in form, even where the address in front of this one were taken away."""
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Lead to the one page where passwords are changed."""
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Lead there as well."""
        return redirect("account_change_password")
