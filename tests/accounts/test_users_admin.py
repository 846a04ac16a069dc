"""Users in the admin: site managers give roles, and raise neither themselves nor others above that."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from portal.accounts.models import User
from portal.core.roles import Role
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> User:
    call_command("sync_roles", stdout=io.StringIO())
    user = UserFactory(role=Role.SITE_MANAGER.label, first_name="Mina", last_name="Gray")
    client.force_login(user)
    return user


def edit(client: Client, user: User, **changes: Any) -> Any:
    data = {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
        **changes,
    }
    return client.post(f"/admin/users/edit/{user.pk}/", data)


def test_a_site_manager_gives_a_role_to_somebody_without_a_name(client: Client, manager: User) -> None:
    user = UserFactory()
    steward = Group.objects.get(name=Role.PROFILE_STEWARD.label)
    assert client.get("/admin/users/").status_code == 200
    page = client.get(f"/admin/users/edit/{user.pk}/").content.decode()
    assert 'name="is_superuser"' not in page
    assert 'type="password"' not in page
    assert edit(client, user, groups=[steward.pk]).status_code == 302
    assert list(user.groups.all()) == [steward]


def test_a_site_manager_makes_nobody_an_administrator(client: Client, manager: User) -> None:
    user = UserFactory()
    for account in (user, manager):
        edit(client, account, is_superuser="on", groups=list(account.groups.values_list("pk", flat=True)))
        account.refresh_from_db()
        assert not account.is_superuser
    client.post("/admin/users/new/", {"email": "new@wexcombe.example", "is_superuser": "on"})
    assert not User.objects.get(email="new@wexcombe.example").is_superuser


def test_an_account_made_in_the_admin_has_no_password(client: Client, manager: User) -> None:
    response = client.post("/admin/users/new/", {"email": "New@Wexcombe.example"})
    assert response.status_code == 302
    user = User.objects.get(email="new@wexcombe.example")
    assert not user.has_usable_password()
    again = client.post("/admin/users/new/", {"email": "NEW@wexcombe.example"})
    assert again.status_code == 200
    assert User.objects.filter(email__iexact="new@wexcombe.example").count() == 1


def test_no_address_is_changed_in_the_admin(client: Client, manager: User) -> None:
    """Codes to sign in are sent to it, so changing it would be taking the account over."""
    user = UserFactory()
    before = user.email
    edit(client, user, email="mine@wexcombe.example")
    user.refresh_from_db()
    assert user.email == before


def test_a_site_manager_does_not_touch_administrators(client: Client, manager: User) -> None:
    root = UserFactory(is_superuser=True, first_name="Root")
    assert client.get(f"/admin/users/edit/{root.pk}/").status_code == 302
    edit(client, root, first_name="Taken", is_active="")
    client.post(f"/admin/users/delete/{root.pk}/")
    action = f"/admin/bulk/accounts/user/set_active_state/?id={root.pk}"
    client.post(action, {"mark_as_active": "False"})
    root.refresh_from_db()
    assert (root.first_name, root.is_active) == ("Root", True)
    user = UserFactory()
    client.post(f"/admin/bulk/accounts/user/set_active_state/?id={user.pk}", {"mark_as_active": "False"})
    user.refresh_from_db()
    assert not user.is_active


def test_an_administrator_makes_another(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    user = UserFactory()
    assert 'name="is_superuser"' in client.get(f"/admin/users/edit/{user.pk}/").content.decode()
    edit(client, user, is_superuser="on")
    user.refresh_from_db()
    assert user.is_superuser


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SITE_MANAGER])
def test_other_roles_keep_no_users(client: Client, role: Role) -> None:
    call_command("sync_roles", stdout=io.StringIO())
    client.force_login(UserFactory(role=role.label))
    user = UserFactory(first_name="Before")
    assert client.get("/admin/users/", follow=True).request["PATH_INFO"] != "/admin/users/"
    edit(client, user, first_name="After")
    user.refresh_from_db()
    assert user.first_name == "Before"
