"""Claiming a profile, over real HTTP and with the mails that were really sent."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.accounts.models import Consent, User
from portal.core.mail import send_waiting_mail
from portal.core.models import OutboxMail
from profiles.enums import ProfileState
from profiles.models import Invitation, Technician
from profiles.permissions import may_edit_profile
from profiles.services.claims import (
    ClaimError,
    Link,
    claim_by_link,
    claim_by_staff_number,
    look_at_link,
)
from profiles.services.invitations import fingerprint
from tests.factories.people import UserFactory, live_technician
from tests.profiles.claiming import invited, sign_in, text, token_of

pytestmark = pytest.mark.django_db


# --- the link ----------------------------------------------------------------------------------------------


def test_from_mail_to_own_profile_in_one_click_and_one_press(client: Client) -> None:
    technician, link = invited(given_name="Ana", family_name="Silva", job_title="Glass technician")
    page = client.get(link)
    assert page.status_code == 200
    assert "Ana Silva" in text(page)
    assert "Glass technician" in text(page)
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    done = client.post(link, {"password": ""})
    assert (done.status_code, done["Location"]) == (302, "/me/profile/")
    technician.refresh_from_db()
    assert (technician.state, technician.user.email) == (ProfileState.DRAFT, technician.email)
    assert technician.claimed_at is not None
    assert client.session["_auth_user_id"] == str(technician.user_id)
    assert EmailAddress.objects.get(user=technician.user, verified=True, primary=True).email == technician.email
    assert (technician.user.first_name, technician.user.last_name) == ("Ana", "Silva")
    assert not technician.user.has_usable_password()
    assert technician.user.groups.get().name == "Technician"
    consent = Consent.objects.get(user=technician.user)
    assert (consent.use, consent.given) == ("profile:claim", True)
    assert ModelLogEntry.objects.get(action="profiles.claim").user_id == technician.user_id


def test_a_password_chosen_at_the_claim_signs_in_afterwards(client: Client) -> None:
    technician, link = invited()
    client.post(link, {"password": "cold-finger-trap"})
    other = Client()
    other.post(reverse("account_login"), {"login": technician.email, "password": "cold-finger-trap"})
    assert "_auth_user_id" in other.session


@pytest.mark.parametrize("password", ["short", "password123", "ana.silva@wexcombe.example"])
def test_a_bad_password_is_told_beside_the_field_and_claims_nothing(client: Client, password: str) -> None:
    technician, link = invited(email="ana.silva@wexcombe.example")
    response = client.post(link, {"password": password})
    assert response.status_code == 400
    assert 'id="id_password_error"' in response.content.decode()
    technician.refresh_from_db()
    assert technician.state == ProfileState.INVITED
    assert not User.objects.filter(email=technician.email).exists()


def test_opening_a_link_changes_nothing(client: Client) -> None:
    """Mail scanners open every link, some with HEAD, some many times."""
    technician, link = invited()
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    technician.refresh_from_db()
    assert technician.state == ProfileState.INVITED
    assert Invitation.objects.get().used_at is None
    assert "sessionid" not in client.cookies


def test_the_press_needs_a_csrf_token() -> None:
    technician, link = invited()
    assert Client(enforce_csrf_checks=True).post(link, {"password": ""}).status_code == 403
    technician.refresh_from_db()
    assert technician.state == ProfileState.INVITED


def test_the_database_holds_no_link_that_opens_anything() -> None:
    technician, link = invited()
    assert not Invitation.objects.filter(token=token_of(link)).exists()
    assert Invitation.objects.get().token == fingerprint(token_of(link))
    assert OutboxMail.objects.get().body == ""
    assert token_of(link) in str(mail.outbox[-1].body)
    assert technician.email == mail.outbox[-1].to[0]


def test_two_tabs_the_second_press_leads_to_the_profile(client: Client) -> None:
    _, link = invited()
    client.post(link, {"password": ""})
    assert client.post(link, {"password": ""})["Location"] == "/me/profile/"
    page = client.get(link)
    assert page.status_code == 200
    assert "You have claimed this profile" in text(page)


@pytest.mark.parametrize(
    ("spoil", "status", "words"),
    [
        (lambda t: Invitation.objects.update(sent_at=timezone.now() - timedelta(days=31)), 410, "has run out"),
        (lambda t: Invitation.objects.update(revoked_at=timezone.now()), 410, "There is a newer link"),
        (lambda t: Invitation.objects.update(used_at=timezone.now()), 410, "has been used"),
        (lambda t: Invitation.objects.all().delete(), 404, "do not know this link"),
        (lambda t: Technician.objects.update(state=ProfileState.LEFT), 410, "no longer on the staff list"),
        (lambda t: Technician.objects.update(user=UserFactory()), 410, "This profile is claimed"),
        (lambda t: Technician.objects.update(email="new@wexcombe.example"), 410, "There is a newer link"),
    ],
    ids=["expired", "revoked", "used", "unknown", "left", "claimed", "address changed"],
)
def test_a_link_that_does_not_serve_says_what_to_do_next(client: Client, spoil: Any, status: int, words: str) -> None:
    technician, link = invited(given_name="Nadia", family_name="Winterbourne")
    spoil(technician)
    for response in (client.get(link), client.post(link, {"password": "cold-finger-trap"})):
        assert response.status_code == status
        assert words in text(response)
        assert "Winterbourne" not in text(response)
    assert not User.objects.filter(email=technician.email).exists()
    assert not Technician.objects.filter(user__email=technician.email).exists()


def test_somebody_else_signed_in_is_told_and_may_sign_out(client: Client) -> None:
    technician, link = invited(given_name="Nadia", family_name="Winterbourne")
    stranger = UserFactory()
    sign_in(client, stranger)
    page = client.get(link)
    assert "This link is for somebody else" in text(page)
    assert stranger.email in text(page)
    assert "Winterbourne" not in text(page)
    client.post(link, {"password": ""})
    technician.refresh_from_db()
    assert technician.user is None
    out = client.post(reverse("account_logout"), {"next": link})
    assert out["Location"] == link
    assert "Is this you?" in text(client.get(link))


def test_an_account_that_is_there_signs_in_first_and_comes_back(client: Client) -> None:
    technician, link = invited()
    user = UserFactory(email=technician.email)
    page = client.get(link)
    assert f"{reverse('account_login')}?next={link}" in page.content.decode()
    client.post(link, {"password": "somebody-elses-idea"})
    technician.refresh_from_db()
    assert technician.user is None
    assert (
        client.post(f"{reverse('account_login')}?next={link}", {"login": user.email, "password": "workshop-door"})[
            "Location"
        ]
        == link
    )
    assert client.post(link)["Location"] == "/me/profile/"
    technician.refresh_from_db()
    assert technician.user == user


def test_a_link_never_passes_by_the_second_step(client: Client) -> None:
    technician, link = invited()
    user = UserFactory(email=technician.email)
    TOTP.activate(user, generate_totp_secret())
    assert Authenticator.objects.filter(user=user).exists()
    client.post(link, {"password": ""})
    assert "_auth_user_id" not in client.session
    client.post(f"{reverse('account_login')}?next={link}", {"login": user.email, "password": "workshop-door"})
    assert "_auth_user_id" not in client.session
    technician.refresh_from_db()
    assert technician.user is None


def test_an_account_made_with_the_address_by_a_stranger_opens_nothing(client: Client) -> None:
    """Somebody made an account with the technician's address and a password of their own, never confirmed."""
    technician, link = invited()
    stranger = UserFactory(email=technician.email, confirmed=False)
    EmailAddress.objects.create(user=stranger, email=technician.email, verified=False, primary=True)
    assert look_at_link(token_of(link), UserFactory()).state == Link.OTHER_ACCOUNT
    client.post(link, {"password": "cold-finger-trap"})
    technician.refresh_from_db()
    assert technician.user is None
    # the owner signs in by a code instead, which confirms the address: the stranger's password is gone then
    client.post(reverse("account_request_login_code"), {"email": technician.email})
    send_waiting_mail()
    (code,) = re.findall(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox[-1].body), flags=re.MULTILINE)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get(reverse("me")).status_code == 200
    assert client.post(link)["Location"] == "/me/profile/"
    other = Client()
    other.post(reverse("account_login"), {"login": technician.email, "password": "workshop-door"})
    assert "_auth_user_id" not in other.session


def test_an_address_that_others_added_without_confirming_is_taken_from_them(client: Client) -> None:
    technician, link = invited()
    other = UserFactory()
    EmailAddress.objects.create(user=other, email=technician.email, verified=False)
    client.post(link, {"password": ""})
    technician.refresh_from_db()
    assert technician.user != other
    assert not EmailAddress.objects.filter(user=other, email=technician.email).exists()


def test_an_account_has_one_profile(client: Client) -> None:
    technician, link = invited()
    owner = live_technician().user
    EmailAddress.objects.create(user=owner, email=technician.email, verified=True)
    sign_in(client, owner)
    assert "You have a profile already" in text(client.get(link))
    assert client.post(link).status_code == 409
    technician.refresh_from_db()
    assert technician.user is None


# --- afterwards --------------------------------------------------------------------------------------------


def test_a_claim_by_staff_number_ends_the_link(client: Client) -> None:
    technician, link = invited()
    claim_by_staff_number(UserFactory(email=technician.email), technician.staff_number)
    assert "This profile is claimed" in text(client.get(link))


def test_who_left_may_not_keep_the_profile() -> None:
    technician = live_technician()
    assert may_edit_profile(technician.user, technician)
    assert not may_edit_profile(UserFactory(), technician)
    technician.state = ProfileState.LEFT
    assert not may_edit_profile(technician.user, technician)


def test_claiming_twice_with_the_same_link_is_refused(client: Client) -> None:
    _, link = invited()
    first = claim_by_link(token_of(link), Client().request().wsgi_request.user)
    with pytest.raises(ClaimError):
        claim_by_link(token_of(link), UserFactory())
    assert Technician.objects.get(user=first).state == ProfileState.DRAFT
