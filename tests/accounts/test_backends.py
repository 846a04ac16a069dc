"""What is read of whoever is signed in: at once, and anew with each request."""

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string
from pytest_django import DjangoAssertNumQueries
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
BACKENDS = ("portal.accounts.backends.PasswordBackend", "portal.accounts.backends.AddressBackend")
OWN, OF_GROUP = "accounts.change_user", "wagtailadmin.access_admin"


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    found: Permission = Permission.objects.get(content_type__app_label=app, codename=codename)
    return found


@pytest.fixture
def somebody(db: None) -> User:
    """Return an account with a permission of its own, and one by a group."""
    user: User = UserFactory()
    user.user_permissions.add(permission(OWN))
    group = Group.objects.create(name="Those")
    group.permissions.add(permission(OF_GROUP))
    user.groups.add(group)
    UserProfile.get_for_user(user)
    return user


@pytest.mark.parametrize("path", BACKENDS)
def test_an_account_and_what_it_may_do_are_two_queries(
    somebody: User, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    backend = import_string(path)()
    with django_assert_num_queries(2):
        found = backend.get_user(somebody.pk)
        assert found.wagtail_userprofile.user_id == somebody.pk
        assert backend.get_all_permissions(found) == {OWN, OF_GROUP}
        assert backend.has_perm(found, OWN)
    assert backend.get_all_permissions(found, obj=somebody) == set()


@pytest.mark.parametrize("path", BACKENDS)
def test_an_account_that_may_not_be_used_is_none(somebody: User, path: str) -> None:
    backend = import_string(path)()
    User.objects.filter(pk=somebody.pk).update(is_active=False)
    assert backend.get_user(somebody.pk) is None
    assert backend.get_user(0) is None
    somebody.is_active = False
    assert backend.get_all_permissions(somebody) == set()


@pytest.mark.parametrize("path", BACKENDS)
def test_what_is_taken_away_is_gone_with_the_next_request(client: Client, somebody: User, path: str) -> None:
    client.force_login(somebody, backend=path)

    def may(name: str) -> bool:
        request = RequestFactory().get("/")
        request.session = client.session
        return bool(get_user(request).has_perm(name))

    assert may(OWN)
    assert may(OF_GROUP)
    somebody.groups.clear()
    assert may(OWN)
    assert not may(OF_GROUP)
    somebody.user_permissions.clear()
    assert not may(OWN)


@pytest.mark.parametrize("path", BACKENDS)
def test_who_may_do_everything_still_may(path: str) -> None:
    backend = import_string(path)()
    assert {OWN, OF_GROUP} <= backend.get_all_permissions(UserFactory(is_superuser=True))


def test_everything_that_is_asked_of_an_account_is_asked_once_a_page(client: Client, somebody: User) -> None:
    client.force_login(somebody, backend=BACKENDS[0])
    client.get("/admin/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/admin/").status_code == 200
    of_account = [one["sql"] for one in asked if '"auth_permission"."codename"' in one["sql"].partition("FROM")[0]]
    assert sum('FROM "auth_permission"' in sql for sql in of_account) == 1
    assert [one["sql"] for one in asked if 'FROM "wagtailusers_userprofile"' in one["sql"]] == []
