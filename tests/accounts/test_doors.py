"""No way past the one log-in: neither admin takes a password, and whoever may not come in is told so."""

import io
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.core.roles import Role
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db

DOORS = ("/admin/login/", "/django-admin/login/", "/_util/login/")


@pytest.fixture
def roles(db: None) -> None:
    call_command("sync_roles", stdout=io.StringIO())


def superuser(**fields: Any) -> Any:
    return UserFactory(is_staff=True, is_superuser=True, **fields)


@pytest.mark.parametrize("door", [*DOORS, *(door.rstrip("/") for door in DOORS)])
@pytest.mark.parametrize("query", ["", "?next=/admin/", "?next=https://evil.example/", "?next=//evil.example"])
def test_no_door_takes_a_password(client: Client, door: str, query: str) -> None:
    root = superuser(email="root@wexcombe.example")
    details = {"username": root.email, "login": root.email, "password": "workshop-door", "next": "/admin/"}
    for client_of in (client, Client(enforce_csrf_checks=True)):
        for response in (client_of.get(door + query, follow=True), client_of.post(door + query, details, follow=True)):
            last = response.redirect_chain[-1][0]
            assert last.startswith("/account/login/"), response.redirect_chain
            assert not any("evil.example" in hop and "next=" not in hop for hop, _ in response.redirect_chain)
            assert "evil" not in last
        assert "_auth_user_id" not in client_of.session


@pytest.mark.parametrize(
    "hostile", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_log_in_leads_nowhere_else(client: Client, hostile: str) -> None:
    user = superuser()
    for address in (f"/account/login/?next={hostile}", f"/admin/login/?next={hostile}"):
        fresh = Client()
        page = fresh.get(address, follow=True)
        query = page.request["QUERY_STRING"]
        response = fresh.post(f"/account/login/?{query}", {"login": user.email, "password": "workshop-door"})
        assert response["Location"] in ("/me/", "/admin/")
    signed_in = Client()
    signed_in.force_login(user)
    assert signed_in.get("/admin/login/", {"next": hostile})["Location"] == "/admin/"
    assert signed_in.get("/account/login/", {"next": hostile})["Location"] == "/me/"
    assert signed_in.post("/account/logout/", {"next": hostile})["Location"] == "/"


def test_the_second_step_stands_before_both_admins(client: Client) -> None:
    root = superuser()
    TOTP.activate(root, generate_totp_secret())
    assert Authenticator.objects.count() == 1
    for place in ("/admin/", "/django-admin/"):
        fresh = Client()
        response = fresh.post(
            f"/account/login/?next={place}", {"login": root.email, "password": "workshop-door"}, follow=True
        )
        assert response.redirect_chain[-1][0].startswith(reverse("mfa_authenticate"))
        assert "_auth_user_id" not in fresh.session
        assert fresh.get(place).status_code == 302


def password_addresses() -> set[str]:
    """Return every address below the two admins with 'password' in it, arguments filled in."""
    found = set()

    def walk(patterns: Any, prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern).replace("^", "").replace("$", "").replace("\\Z", "")
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern) and "password" in (route + str(pattern.name)).lower():
                found.add(route)

    walk(get_resolver().url_patterns, "/")
    return {route for route in found if not route.startswith(("/account/", "/_util/"))}


def test_wagtails_own_password_pages_are_off(client: Client) -> None:
    addresses = password_addresses()
    assert {"/admin/password_reset/", "/django-admin/password_change/"} <= addresses
    root = superuser()
    for signed_in in (False, True):
        if signed_in:
            client.force_login(root)
        for route in addresses:
            address = route.replace("<uidb64>", "MQ").replace("<token>", "set-password").replace("<int:pk>", "1")
            for response in (client.get(address), client.post(address, {"email": root.email, "new_password1": "x"})):
                assert response.status_code in (302, 404), address
                if response.status_code == 302:
                    assert response["Location"].startswith(("/account/", "/admin/login/", "/django-admin/")), address
                assert 'type="password"' not in response.content.decode()


def test_the_admins_account_page_changes_neither_password_nor_address(client: Client) -> None:
    root = superuser(first_name="Root", last_name="Root")
    client.force_login(root)
    page = client.get("/admin/account/").content.decode()
    assert 'type="password"' not in page
    assert root.email not in [part for part in page.split('"') if "@" in part and "value" in page]
    client.post(
        "/admin/account/",
        {
            "name_email-first_name": "A",
            "name_email-last_name": "B",
            "name_email-email": "new@evil.example",
            "password-new_password1": "another-door",
            "password-new_password2": "another-door",
        },
    )
    root.refresh_from_db()
    assert root.email != "new@evil.example"
    assert root.check_password("workshop-door")


def test_a_technician_at_the_admin_is_told_and_not_sent_in_a_circle(client: Client, roles: None) -> None:
    technician = live_technician()
    client.force_login(technician.user)
    for place in ("/admin/", "/admin/pages/", "/django-admin/", "/admin/login/?next=/admin/"):
        response = client.get(place, follow=True)
        assert response.status_code == 403
        assert len(response.redirect_chain) <= 2
        text = response.content.decode()
        assert "This part is for the people who run the site" in text
        assert 'href="/me/"' in text


@pytest.mark.parametrize("role", list(Role))
def test_who_opens_which_admin(client: Client, roles: None, role: Role) -> None:
    user = UserFactory(role=role.label, is_staff=True)
    client.force_login(user)
    working_there = {
        Role.COMMUNICATIONS_EDITOR,
        Role.STORY_WRITER,
        Role.PROFILE_STEWARD,
        Role.PLAN_OWNER,
        Role.AWARD_ORGANISER,
        Role.EVENT_ORGANISER,
        Role.SITE_MANAGER,
    }
    assert (client.get("/admin/", follow=True).status_code == 200) == (role in working_there)
    assert client.get("/django-admin/", follow=True).status_code == 403


def test_djangos_admin_opens_to_superusers(client: Client) -> None:
    client.force_login(superuser())
    assert client.get("/django-admin/").status_code == 200
    assert type(admin.site._wrapped).__name__ == "SuperuserAdminSite"
    assert client.get("/django-admin/password_change/done/")["Location"] == reverse("account_change_password")
    assert client.get("/django-admin/password_change/")["Location"] == reverse("account_change_password")


def test_a_superuser_who_is_switched_off_opens_nothing(client: Client) -> None:
    root = superuser(is_active=False)
    client.post("/account/login/", {"login": root.email, "password": "workshop-door"})
    assert "_auth_user_id" not in client.session
    assert client.get("/django-admin/").status_code == 302
