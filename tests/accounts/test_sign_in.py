"""Signing in: limits, codes, the second step, and nothing told about who has an account."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.core.mail import send_waiting_mail
from portal.core.models import OutboxMail
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LOGIN, SIGNUP, RESET = "/account/login/", "/account/signup/", "/account/password/reset/"
CODE = re.compile(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", re.MULTILINE)


def code_sent() -> str:
    send_waiting_mail()
    (code,) = CODE.findall(str(mail.outbox[-1].body))
    return str(code)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def body(response: Any) -> str:
    """Return a page without what differs each time anyway."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


# --- passwords -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False])
def test_the_sixth_bad_password_is_refused_even_with_the_right_one(client: Client, known: bool) -> None:
    email = UserFactory().email if known else "nobody@wexcombe.example"
    for _ in range(5):
        page = client.post(LOGIN, {"login": email, "password": "wrong"})
        assert "do not belong together" in page.content.decode()
    sixth = client.post(LOGIN, {"login": email, "password": "workshop-door"})
    assert "There were too many tries. Wait five minutes, then try again." in sixth.content.decode()
    assert not signed_in(client)


def test_another_persons_tries_do_not_lock_a_network_out_at_once(client: Client) -> None:
    user = UserFactory()
    for _ in range(5):
        client.post(LOGIN, {"login": "nobody@wexcombe.example", "password": "wrong"})
    client.post(LOGIN, {"login": user.email, "password": "workshop-door"})
    assert signed_in(client)


def test_many_addresses_from_one_network_are_slowed(client: Client) -> None:
    pages = [client.post(LOGIN, {"login": f"a{n}@wexcombe.example", "password": "wrong"}) for n in range(11)]
    assert "too many tries" in pages[-1].content.decode()
    assert "too many tries" not in pages[0].content.decode()
    hammered = [client.post(LOGIN, {"login": "a@wexcombe.example", "password": "x"}).status_code for _ in range(25)]
    assert hammered[-1] == 429


def test_a_wrong_address_and_a_wrong_password_are_told_alike() -> None:
    user = UserFactory()
    known = Client().post(LOGIN, {"login": user.email, "password": "wrong"})
    unknown = Client().post(LOGIN, {"login": "nobody@wexcombe.example", "password": "wrong"})
    assert body(known).replace(user.email, "") == body(unknown).replace("nobody@wexcombe.example", "")


def test_the_session_ends_with_the_browser_unless_told_otherwise() -> None:
    user = UserFactory()
    short, long = Client(), Client()
    short.post(LOGIN, {"login": user.email, "password": "workshop-door"})
    long.post(LOGIN, {"login": user.email, "password": "workshop-door", "remember": "on"})
    assert short.cookies["sessionid"]["max-age"] == ""
    assert long.cookies["sessionid"]["max-age"] == 14 * 24 * 3600
    by_code = Client()
    by_code.post("/account/login/code/", {"email": user.email})
    by_code.post("/account/login/code/confirm/", {"code": code_sent()})
    assert signed_in(by_code)
    assert by_code.cookies["sessionid"]["max-age"] == ""
    assert short.cookies["sessionid"]["httponly"]


def test_signing_out_is_a_press_not_a_link(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get("/account/logout/").status_code == 200
    assert signed_in(client)
    assert client.post("/account/logout/")["Location"] == "/"
    assert not signed_in(client)


# --- who may have an account -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "email",
    [
        "me@elsewhere.example",
        "me@sub.wexcombe.example",
        "me@evilwexcombe.example",
        "me@wexcombe.example.evil.example",
        "me",
    ],
)
def test_only_work_addresses_sign_up(client: Client, email: str) -> None:
    response = client.post(SIGNUP, {"email": email, "password1": "cold-finger-trap"})
    assert response.status_code == 200
    assert 'id="id_email_error"' in response.content.decode()
    assert not User.objects.exists()
    assert not OutboxMail.objects.exists()


def test_any_of_several_domains_signs_up(client: Client, settings: Any) -> None:
    settings.SIGNUP_EMAIL_DOMAINS = ["wexcombe.example", "@Alumni.Wexcombe.example"]
    client.post(SIGNUP, {"email": "Ana@ALUMNI.wexcombe.example", "password1": "cold-finger-trap"})
    assert User.objects.get().email == "ana@alumni.wexcombe.example"
    client.post("/account/confirm-email/", {"code": code_sent()})
    assert signed_in(client)


def test_a_new_account_is_shut_until_its_address_is_confirmed(client: Client) -> None:
    client.post(SIGNUP, {"email": "ana@wexcombe.example", "password1": "cold-finger-trap"})
    assert not signed_in(client)
    code = code_sent()
    for _ in range(3):
        client.post("/account/confirm-email/", {"code": "BBBB-BBBB"})
    client.post("/account/confirm-email/", {"code": code})
    assert not signed_in(client)
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_signing_up_keeps_where_one_wanted_to_go(client: Client) -> None:
    client.post(
        f"{SIGNUP}?next=/claim/", {"email": "ana@wexcombe.example", "password1": "cold-finger-trap", "next": "/claim/"}
    )
    assert client.post("/account/confirm-email/", {"code": code_sent()})["Location"] == "/claim/"


def test_signing_up_with_an_address_that_has_an_account_tells_only_its_owner() -> None:
    user = UserFactory()
    known = Client().post(SIGNUP, {"email": user.email, "password1": "cold-finger-trap"})
    unknown = Client().post(SIGNUP, {"email": "new@wexcombe.example", "password1": "cold-finger-trap"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    send_waiting_mail()
    told = {message.to[0]: message for message in mail.outbox}
    assert "There is one already" in told[user.email].body
    assert User.objects.get(pk=user.pk).check_password("workshop-door")


def outsider(**fields: Any) -> User:
    """Somebody whose account is older than the list of domains."""
    return UserFactory(email="manager@elsewhere.example", **fields)


def test_an_older_account_of_another_domain_still_signs_in_and_resets(client: Client) -> None:
    user = outsider()
    client.post(LOGIN, {"login": user.email, "password": "workshop-door"})
    assert signed_in(client)
    other = Client()
    other.post("/account/login/code/", {"email": user.email})
    other.post("/account/login/code/confirm/", {"code": code_sent()})
    assert signed_in(other)
    third = Client()
    third.post(RESET, {"email": user.email})
    third.post("/account/password/reset/confirm/", {"code": code_sent()})
    new = {"password1": "fresh-new-door", "password2": "fresh-new-door"}
    third.post("/account/password/reset/complete/", new)
    user.refresh_from_db()
    assert user.check_password("fresh-new-door")


def test_addresses_that_are_added_are_work_addresses(client: Client) -> None:
    user = UserFactory()
    client.post(LOGIN, {"login": user.email, "password": "workshop-door"})
    client.post("/account/reauthenticate/", {"password": "workshop-door"})
    client.post("/account/email/", {"action_add": "", "email": "me@elsewhere.example"})
    assert EmailAddress.objects.filter(user=user).count() == 1
    assert not OutboxMail.objects.exists()
    client.post("/account/email/", {"action_add": "", "email": "me@wexcombe.example"})
    client.post("/account/confirm-email/", {"code": code_sent()})
    assert EmailAddress.objects.get(email="me@wexcombe.example").verified


# --- codes by mail ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/account/login/code/", RESET])
def test_asking_for_a_code_tells_nothing_and_writes_to_no_stranger(address: str) -> None:
    user = UserFactory()
    answers = set()
    for email in (user.email, "nobody@wexcombe.example", "nobody@elsewhere.example"):
        client = Client()
        response = client.post(address, {"email": email}, follow=True)
        assert response.status_code == 200
        answers.add(body(response).replace(email, ""))
    assert len(answers) == 1
    send_waiting_mail()
    assert {message.to[0] for message in mail.outbox} == {user.email, "nobody@wexcombe.example"}
    assert "no account" in mail.outbox[-1].body.lower() or "no account" in mail.outbox[0].body.lower()


def test_codes_are_asked_for_and_guessed_a_few_times_only(client: Client) -> None:
    user = UserFactory()
    client.post("/account/login/code/", {"email": user.email})
    code = code_sent()
    for _ in range(3):
        client.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
    client.post("/account/login/code/confirm/", {"code": code})
    assert not signed_in(client)
    pages = [Client().post("/account/login/code/", {"email": user.email}) for _ in range(3)]
    assert pages[0].status_code == 302
    assert "too many tries" in pages[-1].content.decode()


def test_a_code_works_once_and_for_its_own_browser(client: Client) -> None:
    user = UserFactory()
    client.post("/account/login/code/", {"email": user.email})
    code = code_sent()
    other = Client()
    other.post("/account/login/code/confirm/", {"code": code})
    assert not signed_in(other)
    client.post("/account/login/code/confirm/", {"code": code.lower().replace("-", " ")})
    assert signed_in(client)
    client.post("/account/logout/")
    client.post("/account/login/code/confirm/", {"code": code})
    assert not signed_in(client)


def test_a_code_is_kept_no_longer_than_its_mail_waits(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    client.post("/account/login/code/", {"email": UserFactory().email})
    (row,) = OutboxMail.objects.all()
    assert row.secret
    (code,) = CODE.findall(row.body)
    send_waiting_mail()
    row.refresh_from_db()
    assert (row.state, row.body) == ("sent", "")
    assert code in mail.outbox[-1].body
    assert code not in row.subject + row.key
    assert code not in caplog.text


def test_mail_leaves_after_commit_and_not_at_all_without_one(django_capture_on_commit_callbacks: Any) -> None:
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        Client().post("/account/login/code/", {"email": user.email})
        transaction.set_rollback(True)
    assert mail.outbox == []
    assert not OutboxMail.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        Client().post("/account/login/code/", {"email": user.email})
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [[user.email]]
    send_waiting_mail()
    assert len(mail.outbox) == 1


# --- the second step -------------------------------------------------------------------------------------------


def with_app() -> tuple[User, str]:
    user, secret = UserFactory(), generate_totp_secret()
    TOTP.activate(user, secret)
    return user, secret


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("first", ["password", "code"])
def test_the_second_step_follows_either_first_one(client: Client, first: str) -> None:
    user, secret = with_app()
    if first == "password":
        client.post(LOGIN, {"login": user.email, "password": "workshop-door"})
    else:
        client.post("/account/login/code/", {"email": user.email})
        client.post("/account/login/code/confirm/", {"code": code_sent()})
    assert not signed_in(client)
    assert client.get("/me/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert signed_in(client)


def test_a_recovery_code_stands_in_once(client: Client) -> None:
    user, _ = with_app()
    spare = RecoveryCodes.activate(user).get_unused_codes()[0]
    for attempt, expected in ((client, True), (Client(), False)):
        attempt.post(LOGIN, {"login": user.email, "password": "workshop-door"})
        attempt.post(reverse("mfa_authenticate"), {"code": spare})
        assert signed_in(attempt) == expected


def test_guesses_at_the_second_step_are_limited(client: Client) -> None:
    user, secret = with_app()
    client.post(LOGIN, {"login": user.email, "password": "workshop-door"})
    pages = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(6)]
    assert pages[-1].status_code == 429 or "too many tries" in pages[-1].content.decode()
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert not signed_in(client)


def test_a_password_reset_does_not_pass_by_the_second_step(client: Client) -> None:
    user, _ = with_app()
    client.post(RESET, {"email": user.email})
    client.post("/account/password/reset/confirm/", {"code": code_sent()})
    client.post("/account/password/reset/complete/", {"password1": "fresh-new-door", "password2": "fresh-new-door"})
    user.refresh_from_db()
    assert user.check_password("fresh-new-door")
    assert not signed_in(client)
