"""A technician at work on their own profile."""

import pytest
from django.test import Client

from profiles.enums import ProfileState
from profiles.models import Technician
from tests.factories.people import TechnicianFactory, UserFactory


@pytest.fixture
def drafter(db: None) -> Technician:
    """Return a technician who has just claimed the profile."""
    return TechnicianFactory(
        user=UserFactory(),
        state=ProfileState.DRAFT,
        given_name="Nasrin",
        family_name="Hallworthy",
        slug="nasrin-hallworthy",
    )


@pytest.fixture
def own(client: Client, drafter: Technician) -> Client:
    """Return a browser in which that technician is signed in, without JavaScript."""
    client.force_login(drafter.user)
    return client
