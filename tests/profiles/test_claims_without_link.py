"""Claiming by staff number and by SSO identifier, and asking for a link."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from portal.core.mail import send_waiting_mail
from portal.core.models import OutboxMail
from profiles.claim_needs import claim_needs
from profiles.enums import ProfileState
from profiles.models import Technician
from profiles.services.claims import (
    ClaimError,
    claim_by_sso,
    claim_by_staff_number,
)
from tests.factories.people import TechnicianFactory, UserFactory, live_technician
from tests.profiles.claiming import invited, mailed_link, sign_in, text

pytestmark = pytest.mark.django_db


# --- by staff number -----------------------------------------------------------------------------------------


def test_signed_out_visitors_get_a_page_that_can_be_cached(client: Client) -> None:
    page = client.get(reverse("claim"))
    assert page.status_code == 200
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert not client.cookies
    assert f"{reverse('account_signup')}?next=/claim/" in page.content.decode()


def test_a_staff_number_and_a_confirmed_address_claim(client: Client) -> None:
    technician = TechnicianFactory(staff_number="W00042")
    user = UserFactory(email=technician.email)
    sign_in(client, user)
    assert 'name="staff_number"' in client.get(reverse("claim")).content.decode()
    assert client.post(reverse("claim"), {"staff_number": " w00042 "})["Location"] == "/me/profile/"
    technician.refresh_from_db()
    assert (technician.user, technician.state) == (user, ProfileState.DRAFT)
    assert "You have claimed yours" in text(client.get(reverse("claim")))


def test_wrong_number_wrong_address_and_taken_profile_are_told_alike(client: Client) -> None:
    user = UserFactory()
    TechnicianFactory(staff_number="OTHER")
    live_technician(staff_number="TAKEN", email="taken@wexcombe.example")
    TechnicianFactory(staff_number="GONE", email=user.email, state=ProfileState.LEFT)
    sign_in(client, user)
    client.get(reverse("me"))  # shows the greeting, which only the first page would have
    pages = []
    for number in ("NOBODY", "OTHER", "TAKEN", "GONE"):
        response = client.post(reverse("claim"), {"staff_number": number})
        assert response.status_code == 400
        body = re.sub(r'value="[^"]*"', "", response.content.decode())
        pages.append(body)
    assert len(set(pages)) == 1
    assert "We could not match this staff number" in pages[0]
    assert not Technician.objects.filter(user=user).exists()


def test_guesses_are_limited(client: Client) -> None:
    user = UserFactory()
    technician = TechnicianFactory(staff_number="W00001", email=user.email)
    sign_in(client, user)
    for number in range(5):
        assert client.post(reverse("claim"), {"staff_number": f"X{number}"}).status_code == 400
    sixth = client.post(reverse("claim"), {"staff_number": "W00001"})
    assert sixth.status_code == 429
    technician.refresh_from_db()
    assert technician.user is None


@pytest.mark.parametrize("typed", ["", "   ", "X" * 41, "W1\x00", "' OR 1=1 --", "نقيب"])
def test_bad_input_for_the_staff_number(client: Client, typed: str) -> None:
    sign_in(client, UserFactory())
    response = client.post(reverse("claim"), {"staff_number": typed})
    assert response.status_code == 400
    assert 'id="id_staff_number_error"' in response.content.decode()


def test_an_address_that_is_not_confirmed_claims_nothing() -> None:
    technician = TechnicianFactory()
    user = UserFactory(email=technician.email, confirmed=False)
    with pytest.raises(ClaimError):
        claim_by_staff_number(user, technician.staff_number)


def test_a_name_is_no_claim() -> None:
    technician = TechnicianFactory(given_name="Ana", family_name="Silva")
    user = UserFactory(first_name="Ana", last_name="Silva")
    with pytest.raises(ClaimError):
        claim_by_staff_number(user, technician.display_name)
    with pytest.raises(ClaimError):
        claim_by_staff_number(user, technician.staff_number)


def test_the_number_is_told_from_one_that_differs_in_case_only() -> None:
    TechnicianFactory(staff_number="a1")
    mine = TechnicianFactory(staff_number="A1")
    user = UserFactory(email=mine.email)
    assert claim_by_staff_number(user, "a1") == mine


# --- by SSO identifier ---------------------------------------------------------------------------------------


def test_an_sso_identifier_claims_once() -> None:
    technician = TechnicianFactory(sso_id="as123")
    user = UserFactory()
    assert claim_by_sso(user, "as123") == technician
    with pytest.raises(ClaimError):
        claim_by_sso(UserFactory(), "as123")
    with pytest.raises(ClaimError):
        claim_by_sso(UserFactory(), "nobody")


def test_an_empty_sso_identifier_is_nobodys() -> None:
    TechnicianFactory(sso_id=None)
    with pytest.raises(ValidationError):
        claim_by_sso(UserFactory(), " ")


# --- asking for a link -----------------------------------------------------------------------------------------


def test_a_fresh_link_goes_to_the_staff_list_address_and_ends_the_former(client: Client) -> None:
    technician, old = invited(email="ana@wexcombe.example")
    response = client.post(reverse("claim_new_link"), {"email": "ANA@wexcombe.example"})
    assert response.status_code == 200
    link = mailed_link()
    assert mail.outbox[-1].to == [technician.email]
    assert "There is a newer link" in text(client.get(old))
    assert client.get(link).status_code == 200


def test_the_answer_is_the_same_for_every_address(client: Client) -> None:
    TechnicianFactory(email="unclaimed@wexcombe.example")
    live_technician(email="claimed@wexcombe.example")
    TechnicianFactory(email="gone@wexcombe.example", state=ProfileState.LEFT)
    bodies = set()
    for email in (
        "unclaimed@wexcombe.example",
        "claimed@wexcombe.example",
        "gone@wexcombe.example",
        "no@where.example",
    ):
        response = client.post(reverse("claim_new_link"), {"email": email})
        assert response.status_code == 200
        bodies.add(response.content.decode().replace(email, ""))
    assert len(bodies) == 1
    send_waiting_mail()
    assert [message.to for message in mail.outbox] == [["unclaimed@wexcombe.example"]]


def test_asking_for_links_is_limited(client: Client) -> None:
    TechnicianFactory(email="ana@wexcombe.example")
    codes = [client.post(reverse("claim_new_link"), {"email": "ana@wexcombe.example"}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert OutboxMail.objects.count() == 3


@pytest.mark.parametrize("typed", ["", "ana", "ana@", "a@b\nBcc: c@d.example", "x" * 300 + "@wexcombe.example"])
def test_bad_input_for_the_address(client: Client, typed: str) -> None:
    response = client.post(reverse("claim_new_link"), {"email": typed})
    assert response.status_code == 400
    assert 'id="id_email_error"' in response.content.decode()
    assert not OutboxMail.objects.exists()


def test_somebody_with_a_waiting_profile_is_told_at_their_page() -> None:
    user = UserFactory(email="ana@wexcombe.example")
    assert list(claim_needs(user)) == []
    TechnicianFactory(email="Ana@wexcombe.example")
    (need,) = claim_needs(user)
    assert (need.title, need.url) == ("A profile is waiting for you", reverse("claim"))
    assert list(claim_needs(UserFactory(email="ben@wexcombe.example", confirmed=False))) == []
    assert list(claim_needs(live_technician().user)) == []
