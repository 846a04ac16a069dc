"""Several claim one profile at the same moment, each an OS process: one wins."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core import mail

from portal.accounts.models import Consent, User
from profiles.enums import ProfileState
from profiles.models import Technician
from profiles.services.claims import ClaimError, claim_by_link, claim_by_staff_number
from profiles.services.invitations import invite
from tests.factories.people import TechnicianFactory, UserFactory
from tests.races import Racer, Start, race

pytestmark = pytest.mark.usefixtures("committed")
RACERS = 4
LAPS = 5  # profiles that are raced for, one after the other


def by_links(tokens: list[str]) -> Racer:
    """Return a racer who opens these links, one a lap, and answers with those that were his."""

    def run(start: Start) -> list[str]:
        won = []
        for token in tokens:
            start()
            try:
                claim_by_link(token, AnonymousUser())
            except ClaimError:
                continue
            won.append(token)
        return won

    return run


def by_numbers(numbers: list[str], users: list[User]) -> Racer:
    """Return a racer who gives these staff numbers, one a lap, each as another of these users."""

    def run(start: Start) -> list[str]:
        won = []
        for number, user in zip(numbers, users, strict=True):
            start()
            try:
                claim_by_staff_number(user, number)
            except ClaimError:
                continue
            won.append(number)
        return won

    return run


def sent_token(technician: Technician) -> str:
    invite([technician], UserFactory())
    return str(mail.outbox[-1].body).partition("/claim/")[2].partition("/")[0]


def test_one_link_pressed_by_several_at_once_is_used_once() -> None:
    people = [TechnicianFactory(email=f"ana{n}@wexcombe.example") for n in range(LAPS)]
    tokens = [sent_token(person) for person in people]
    won = race(*[by_links(tokens)] * RACERS)
    assert sorted(token for each in won for token in each) == sorted(tokens)
    for person in people:
        (account,) = User.objects.filter(email=person.email)
        person.refresh_from_db()
        assert (person.user, person.state) == (account, ProfileState.DRAFT)
    assert Consent.objects.count() == LAPS


def test_link_and_staff_number_at_once_claim_once() -> None:
    people = [TechnicianFactory() for _ in range(LAPS)]
    tokens = [sent_token(person) for person in people]
    users = [UserFactory(email=person.email) for person in people]
    numbers = [person.staff_number for person in people]
    won = race(*[by_numbers(numbers, users)] * 3, *[by_links(tokens)] * 2)
    assert sum(map(len, won)) == LAPS
    assert [Technician.objects.get(pk=person.pk).user for person in people] == users
    assert Consent.objects.count() == LAPS


def test_one_person_claims_one_of_two_profiles() -> None:
    """Two rows of the staff list, two confirmed addresses, one account."""
    pairs = [(TechnicianFactory(), TechnicianFactory()) for _ in range(LAPS)]
    users = [UserFactory(email=first.email) for first, _ in pairs]
    for user, (_, second) in zip(users, pairs, strict=True):
        EmailAddress.objects.create(user=user, email=second.email, verified=True)
    numbers = [[pair[n].staff_number for pair in pairs] for n in (0, 1)]
    won = race(*[by_numbers(numbers[n % 2], users) for n in range(RACERS)])
    assert sum(map(len, won)) == LAPS
    assert Technician.objects.filter(user__in=users).count() == LAPS
