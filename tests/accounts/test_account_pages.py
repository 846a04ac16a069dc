"""Signing in and looking after an account: every screen is whole, valid and in the site's own words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.core.mail import send_waiting_mail
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "workshop-door"
OTHERS_WORDS = re.compile(r"\b(Sign Up|Sign In|Sign Out|E-?mail Verification|Reauthenticate|Deactivate)\b")


def page(response: Any, status: int = 200) -> Any:
    """Return the parsed page; anything that is not valid HTML, or has no one heading, fails."""
    assert response.status_code == status, response.status_code
    text = response.content.decode()
    assert not OTHERS_WORDS.search(re.sub(r"<[^>]+>", " ", text))
    assert "{{" not in text
    assert "{%" not in text
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert len(list(root.iter("h1"))) == 1
    assert "".join(next(root.iter("h1")).itertext()).strip()
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    for label in root.iter("label"):
        assert label.get("for") is None or label.get("for") in ids
    return root


def words(root: Any) -> str:
    return " ".join(" ".join(root.itertext()).split())


def only_code() -> str:
    """The code in the one mail that was sent."""
    send_waiting_mail()
    (message,) = mail.outbox
    codes = re.findall(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]+)?)$", str(message.body), flags=re.MULTILINE)
    assert len(codes) == 1, message.body
    return str(codes[0])


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
)
def test_pages_for_visitors(client: Client, name: str) -> None:
    page(client.get(reverse(name)))


@pytest.mark.parametrize(
    "name",
    ["account_password_reset_completed", "account_inactive"],
)
def test_pages_that_only_tell(client: Client, name: str) -> None:
    page(client.get(reverse(name)))


def test_sign_in_offers_a_code_and_the_claim(client: Client) -> None:
    root = page(client.get(reverse("account_login")))
    links = {link.get("href") for link in root.iter("a")}
    assert {reverse("account_request_login_code"), reverse("claim"), reverse("account_signup")} <= links


def test_a_wrong_password_is_told_at_the_top_and_the_address_is_kept(client: Client) -> None:
    UserFactory(email="nasrin@wexcombe.example")
    response = client.post(reverse("account_login"), {"login": "nasrin@wexcombe.example", "password": "wrong-door"})
    root = page(response)
    assert "We could not sign you in" in words(root)
    (box,) = [element for element in root.iter("input") if element.get("name") == "login"]
    assert box.get("value") == "nasrin@wexcombe.example"


def test_sign_in_with_a_code(client: Client, settings: Any) -> None:
    user = UserFactory(email="nasrin@wexcombe.example")
    response = client.post(reverse("account_request_login_code"), {"email": user.email}, follow=True)
    assert user.email in words(page(response))
    page(client.post(reverse("account_confirm_login_code"), {"code": "WRONG-CODE"}))
    response = client.post(reverse("account_confirm_login_code"), {"code": only_code()})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_new_account_confirms_its_address_by_code(client: Client, settings: Any) -> None:
    settings.SIGNUP_EMAIL_DOMAINS = ["wexcombe.example"]
    details = {"email": "new@wexcombe.example", "password1": PASSWORD}
    page(client.post(reverse("account_signup"), details, follow=True))
    response = client.post(reverse("account_email_verification_sent"), {"code": only_code()})
    assert response.status_code == 302
    assert EmailAddress.objects.get(email="new@wexcombe.example").verified


def test_a_refused_address_is_told_beside_the_field(client: Client, settings: Any) -> None:
    settings.SIGNUP_EMAIL_DOMAINS = ["wexcombe.example"]
    response = client.post(reverse("account_signup"), {"email": "me@elsewhere.example", "password1": PASSWORD})
    root = page(response)
    assert "@wexcombe.example" in words(root)


def test_a_forgotten_password_is_set_anew(client: Client) -> None:
    user = UserFactory(email="nasrin@wexcombe.example")
    asked = client.post(reverse("account_reset_password"), {"email": user.email}, follow=True)
    assert user.email in words(page(asked))
    page(client.post(reverse("account_confirm_password_reset_code"), {"code": "WRONG-CODE"}))
    form = client.post(reverse("account_confirm_password_reset_code"), {"code": only_code()}, follow=True)
    page(form)
    done = client.post(form.request["PATH_INFO"], {"password1": "another-door", "password2": "another-door"})
    assert done.status_code == 302
    user.refresh_from_db()
    assert user.check_password("another-door")


@pytest.fixture
def signed_in(client: Client) -> Client:
    user = UserFactory(email="nasrin@wexcombe.example")
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_change_password", "account_logout", "mfa_index", "account_reauthenticate"],
)
def test_pages_about_ones_own_account(signed_in: Client, name: str) -> None:
    page(signed_in.get(reverse(name)))


def test_a_password_is_changed(signed_in: Client) -> None:
    wrong = {"oldpassword": "wrong", "password1": "another-door", "password2": "another-door"}
    assert "put right" in words(page(signed_in.post(reverse("account_change_password"), wrong)))
    signed_in.post(reverse("account_change_password"), {**wrong, "oldpassword": PASSWORD})
    assert User.objects.get().check_password("another-door")
    send_waiting_mail()
    assert "another-door" not in mail.outbox[-1].body
    assert "The password of your account has been changed" in mail.outbox[-1].body


def code_now(secret: str) -> str:
    """The six digits that an authenticator app would show."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_two_steps_are_set_up_used_and_switched_off(signed_in: Client, time_machine: Any) -> None:
    time_machine.move_to(datetime.now(UTC), tick=False)  # six digits are good for half a minute
    asked = signed_in.get(reverse("mfa_activate_totp"), follow=True)
    assert "Is it still you?" in words(page(asked))
    page(signed_in.post(reverse("account_reauthenticate"), {"password": "wrong-door"}))
    signed_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    root = page(signed_in.get(reverse("mfa_activate_totp")))
    (secret,) = [box.get("value") for box in root.iter("input") if box.get("id") == "authenticator_secret"]
    response = signed_in.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    page(response)
    page(signed_in.get(reverse("mfa_view_recovery_codes")))
    page(signed_in.get(reverse("mfa_generate_recovery_codes")))
    page(signed_in.get(reverse("mfa_reauthenticate")))
    page(signed_in.get(reverse("mfa_deactivate_totp")))
    assert "Switched on" in words(page(signed_in.get(reverse("mfa_index"))))

    other = Client()
    second = other.post(
        reverse("account_login"), {"login": "nasrin@wexcombe.example", "password": PASSWORD}, follow=True
    )
    assert "The second step" in words(page(second))
    assert "_auth_user_id" not in other.session
    page(other.post(reverse("mfa_authenticate"), {"code": "000000"}))

    signed_in.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_mails_name_the_site_and_hold_no_markup() -> None:
    user = UserFactory(email="nasrin@wexcombe.example")
    Client().post(reverse("account_request_login_code"), {"email": user.email})
    Client().post(reverse("account_request_login_code"), {"email": "nobody@wexcombe.example"})
    send_waiting_mail()
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert "&" not in message.body
        assert "{{" not in message.body
        assert "  " not in message.subject
