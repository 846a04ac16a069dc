"""The organisers' screen of a panel."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.models import Candidate, Judge, Review, Round
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.awards.judged import candidates_of, closed_round, give, judged_round, seat
from tests.events.organising import page, queries, said
from tests.factories.awards import NominationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 21  # eight of them the frame of the admin


@pytest.fixture
def organiser(client: Client) -> Client:
    sync_roles()
    client.force_login(UserFactory(role=Role.AWARD_ORGANISER.label))
    return client


def here(round_: Round) -> str:
    return reverse("award_panel:panel", args=[round_.pk])


def test_a_panel_is_seated_judging_opened_and_given_out(organiser: Client) -> None:
    round_ = closed_round(judges_each=1)
    for _ in range(2):
        NominationFactory(category=round_.categories.get())
    user = UserFactory(email="wren@wexcombe.example")
    organiser.post(here(round_), {"do": "add", "email": user.email, "seat": "judge"})
    judge = Judge.objects.get(user=user)
    told = said(organiser.post(here(round_), {"do": "open"}, follow=True))
    assert told == ["Added, and told by mail.", "2 candidates were brought in."]
    assert "would add 2" in page(organiser, here(round_))
    assert not Review.objects.exists(), "a preview writes nothing"
    organiser.post(here(round_), {"do": "balance"})
    assert Review.objects.filter(judge=judge).count() == 2
    organiser.post(here(round_), {"do": f"chair-{judge.pk}"})
    judge.refresh_from_db()
    assert judge.is_chair
    organiser.post(here(round_), {"do": f"remove-{judge.pk}"})
    assert not Review.objects.exists()


def test_one_is_given_by_hand_and_two_are_brought_together(organiser: Client) -> None:
    round_ = judged_round(2)
    judge = seat(round_)
    organiser.post(here(round_), {"do": "give", "judge": judge.pk, "number": 2})
    assert Review.objects.get().candidate.number == 2
    organiser.post(here(round_), {"do": "join", "kept": 1, "gone": 2, "reason": "The same."})
    assert candidates_of(round_) == [Candidate.objects.get()]


def test_one_is_taken_back_for_a_reason(organiser: Client) -> None:
    round_ = judged_round(1)
    judge = seat(round_)
    sent = {"do": "take_back", "judge": judge.pk, "number": 1, "reason": "Away until June."}
    assert said(organiser.post(here(round_), sent, follow=True)) == ["This judge does not have this candidate."]
    give(judge, *candidates_of(round_))
    assert said(organiser.post(here(round_), sent, follow=True))[0].startswith("Taken back.")
    assert not Review.objects.exists()
    answer = organiser.post(here(round_), sent | {"reason": ""})
    assert answer.status_code == 422
    assert "Say why the candidate is taken back." in answer.content.decode()


@pytest.mark.parametrize("do", ["chair-0", "remove-99999999", "judge-x"])
def test_who_is_not_there_is_told(organiser: Client, do: str) -> None:
    answer = organiser.post(here(judged_round(0)), {"do": do}, follow=True)
    assert said(answer) == ["They are not there any more. The page shows who is."]


@pytest.mark.parametrize("sent", [{}, {"do": "dance"}, {"do": "add", "email": "x"}, {"do": "give"}, {"do": "join"}])
def test_what_is_not_whole_is_refused(organiser: Client, sent: dict[str, str]) -> None:
    answer = organiser.post(here(judged_round(1)), sent)
    assert answer.status_code == 422
    assert "<title>Error: " in " ".join(answer.content.decode().split()).replace("<title> ", "<title>")


def test_nobody_else_opens_it(client: Client) -> None:
    round_ = judged_round(1)
    client.force_login(seat(round_).user)  # type: ignore[arg-type]
    assert client.get(here(round_)).status_code == 302


def test_it_costs_the_same_for_few_and_for_many(organiser: Client) -> None:
    few, many = judged_round(5), judged_round(30)
    seat(few)
    for _ in range(4):
        seat(many)
    assert queries(organiser, here(few)) == queries(organiser, here(many)) <= MOST_QUERIES
