"""Lists of awards cost as many queries for five thousand nominations as for five."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from awards.enums import NominationState, ReviewState, Seat
from awards.models import Candidate, Category, Nomination, Nominee, Review
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.factories.awards import CategoryFactory, CriterionFactory, JudgeFactory, RoundFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEW, MANY = 5, 5_000
MOST = 12  # queries of a list; with FRAME, of the organisers' list of nominations too
FRAME = 8  # queries that each screen of the admin costs, all of them Wagtail's and Django's


@contextmanager
def counted(found: list[int]) -> Iterator[None]:
    """Add how many queries were made to what was found."""
    with CaptureQueriesContext(connection) as captured:
        yield
    found.append(len(captured))


def fill(category: Category, judge: Any, nominator: Any, up_to: int) -> None:
    """Let the category have so many nominations, each of a candidate of its own whom the judge is to score."""
    numbers = range(Candidate.objects.filter(category=category).count() + 1, up_to + 1)
    candidates = Candidate.objects.bulk_create(
        Candidate(category=category, key=f"somebody {number}", number=number) for number in numbers
    )
    nominations = Nomination.objects.bulk_create(
        Nomination(
            round=category.round, category=category, nominator=nominator, title=f"Good work {candidate.number}",
            state=NominationState.SENT, sent_at=timezone.now(), candidate=candidate,
        )
        for candidate in candidates
    )  # fmt: skip
    Nominee.objects.bulk_create(
        Nominee(nomination=nomination, name=f"Somebody Number{nomination.pk}") for nomination in nominations
    )
    Review.objects.bulk_create(
        Review(judge=judge, candidate=candidate, state=ReviewState.READING, declared_at=timezone.now())
        for candidate in candidates
    )


@pytest.mark.parametrize(
    ("name", "who", "most"),
    [
        ("me_nominations", "nominator", MOST),
        ("me_judging_round", "judge", MOST),
        ("me_judging_table", "chair", MOST),
    ],
)
def test_a_list_costs_the_same(name: str, who: str, most: int) -> None:
    few, many = costs(name, who)
    assert few == many <= most


@pytest.mark.parametrize(("name", "own"), [("award_nominations:list", 3), ("award_panel:panel", 12)])
def test_a_screen_of_organisers_costs_the_same_besides_the_frame(name: str, own: int) -> None:
    few, many = costs(name, "organiser")
    around = frame()
    assert around <= FRAME
    assert few == many == around + own


def frame() -> int:
    """Return what the admin's frame costs an organiser: a screen that itself makes one query, which counts nothing."""
    organiser = UserFactory()
    organiser.groups.add(Group.objects.get(name=Role.AWARD_ORGANISER.label))
    client, address = Client(), reverse("award_purges:index")
    client.force_login(organiser)
    client.get(address)
    found: list[int] = []
    with counted(found):
        assert client.get(address).status_code == 200
    return found[0] - 1


def costs(name: str, who: str) -> tuple[int, int]:
    """Return how many queries a list costs with few and with many nominations."""
    round_ = RoundFactory(judging=True)
    category = CategoryFactory(round=round_)
    CriterionFactory(round=round_)
    judge, chair = JudgeFactory(round=round_), JudgeFactory(round=round_, seat=Seat.CHAIR)
    people = {"nominator": UserFactory(), "judge": judge.user, "chair": chair.user, "organiser": UserFactory()}
    sync_roles()
    people["organiser"].groups.add(Group.objects.get(name=Role.AWARD_ORGANISER.label))
    client = Client()
    client.force_login(people[who])
    address = reverse(name) if who == "nominator" else reverse(name, args=[round_.pk])
    found: list[int] = []
    for up_to in (FEW, MANY):
        fill(category, judge, people["nominator"], up_to)
        client.get(address)  # what is kept from the first time on
        with counted(found):
            assert client.get(address).status_code == 200
    few, many = found
    return few, many
