"""Users in the admin: site managers give roles, and cannot raise themselves or anybody above a site manager.

Wagtail's own screens let whoever may change users make anybody an administrator, and change the address of an
administrator, to which codes to sign in are then sent.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users as wagtail_users
from wagtail.users.views.bulk_actions import SetActiveStateBulkAction as WagtailSetActiveState

from .models import User
from .permissions import may_change_account


class _RaisesNobody(forms.Form):
    """Only an administrator makes administrators; names may be left empty."""

    def __init__(self, *args: Any, acting: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not acting.is_superuser:
            self.fields.pop("is_superuser", None)
        for name in ("first_name", "last_name"):
            self.fields[name].required = False
            self.fields[name].widget.is_required = False


class NewUserForm(_RaisesNobody, UserCreationForm):
    """An account made for somebody, who signs in by a code sent to the address."""

    def save(self, commit: bool = True) -> Any:
        """Save without a password: nobody knows one."""
        self.instance.set_unusable_password()
        self.instance.email = self.instance.email.strip().lower()
        return super().save(commit)


class UserForm(_RaisesNobody, UserEditForm):
    """Names, roles, and whether the account works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True
        self.fields["email"].help_text = "Its owner changes it, at ‘Your account’, and confirms the new one."


class _KnowsWhoActs:
    """Hands the acting user to the form."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add who is signed in."""
        return {**super().get_form_kwargs(), "acting": self.request.user}  # type: ignore[misc]


class CreateView(_KnowsWhoActs, wagtail_users.CreateView):
    """Makes an account."""


class EditView(_KnowsWhoActs, wagtail_users.EditView):
    """Changes an account."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse to change an administrator's account, unless an administrator does it."""
        if not may_change_account(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UserViewSet(wagtail_users.UserViewSet):
    """The screens at /admin/users/."""

    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        """Return the form for making or changing an account."""
        return UserForm if for_update else NewUserForm


class SetActiveStateBulkAction(WagtailSetActiveState):
    """Switching chosen accounts on or off: an administrator's only by an administrator."""

    def check_perm(self, obj: User) -> bool:
        """Say whether this account may be switched."""
        return may_change_account(self.request.user, obj)
