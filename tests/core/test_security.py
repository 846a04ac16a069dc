"""Headers by place, and the old log-in pages that must take no password."""

import pytest

from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": "'self'",
    "img-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def policy_of(answer) -> dict[str, str]:
    """Return the directives of an answer's Content-Security-Policy."""
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";") if part.strip())
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("path", ["/", "/technicians/", "/skills/", "/account/login/", "/no-such-page/", "/robots.txt"])
def test_public_pages_take_nothing_from_elsewhere(client, path):
    answer = client.get(path)
    assert policy_of(answer) == STRICT
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/me/", "/account/email/", "/account/2fa/"])
def test_own_pages_are_as_strict(client, path):
    client.force_login(UserFactory())
    answer = client.get(path)
    assert answer.status_code == 200
    assert policy_of(answer) == STRICT


def test_the_page_with_the_authenticators_picture_takes_data_images_alone_besides(client):
    client.force_login(UserFactory())
    policy = policy_of(client.get("/account/2fa/totp/activate/"))
    assert policy.pop("img-src") == "'self' data:"
    assert policy == {name: value for name, value in STRICT.items() if name != "img-src"}


def test_the_admin_has_a_policy_of_its_own_that_still_names_no_other_host(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    policy = policy_of(client.get("/admin/"))
    assert "'unsafe-inline'" in policy["script-src"]
    assert policy["frame-ancestors"] == "'self'"
    allowed = {word for value in policy.values() for word in value.split()}
    assert allowed <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}


@pytest.mark.parametrize("path", ["/", "/account/login/", "/admin/login/", "/healthz"])
def test_powerful_features_are_off(client, path):
    policy = client.get(path)["Permissions-Policy"]
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in policy


@pytest.mark.parametrize("path", ["/", "/technicians/", "/skills/", "/sitemap.xml", "/robots.txt"])
def test_pages_for_visitors_can_be_cached(client, path):
    answer = client.get(path)
    assert dict(answer.cookies) == {}
    assert b"csrfmiddlewaretoken" not in answer.content


def test_a_profile_page_for_visitors_can_be_cached(client):
    answer = client.get(live_technician().get_absolute_url())
    assert answer.status_code == 200
    assert dict(answer.cookies) == {}
    assert b"csrfmiddlewaretoken" not in answer.content


@pytest.mark.parametrize("path", ["/admin/login/", "/django-admin/login/"])
def test_the_old_log_in_pages_lead_to_the_one_log_in(client, path):
    answer = client.get(path, {"next": "/admin/pages/"})
    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=%2Fadmin%2Fpages%2F"


@pytest.mark.parametrize("path", ["/admin/login/", "/django-admin/login/"])
@pytest.mark.parametrize("field", ["username", "email", "login"])
def test_the_old_log_in_pages_take_no_password(client, path, field):
    user = UserFactory(is_superuser=True, is_staff=True)
    client.post(path, {field: user.email, "password": "workshop-door", "next": "/admin/"})
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/admin/account/"])
def test_wagtail_neither_resets_nor_changes_a_password(client, path):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    body = client.get(path, follow=True).content.decode()
    assert 'name="new_password1"' not in body
    assert 'name="password-new_password1"' not in body


def test_an_admin_page_sends_whoever_is_not_signed_in_to_the_one_log_in(client):
    for path in ("/admin/", "/admin/images/", "/django-admin/"):
        answer = client.get(path, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/account/login/")
