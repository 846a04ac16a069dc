"""What tests of claiming have in common: an invitation, its link, signing in."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.core.mail import send_waiting_mail
from profiles.models import Technician
from profiles.services.invitations import invite
from tests.factories.people import TechnicianFactory, UserFactory


def mailed_link() -> str:
    """Return the path of the link in the newest mail."""
    send_waiting_mail()
    (link,) = re.findall(r"http://testserver(/claim/\S+)", str(mail.outbox[-1].body))
    return str(link)


def invited(**fields: Any) -> tuple[Technician, str]:
    """Return somebody who got an invitation, and the path of its link."""
    technician = TechnicianFactory(**fields)
    invite([technician], UserFactory())
    return technician, mailed_link()


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def sign_in(client: Client, user: User) -> None:
    client.post(reverse("account_login"), {"login": user.email, "password": "workshop-door"})
    assert client.session["_auth_user_id"] == str(user.pk)


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
