"""What is announced is public at the minute that was shown: not a moment before, and without any job having run."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.enums import Outcome, RoundState
from awards.models import Honour, HonouredPerson, Nomination, Round
from awards.round_rules import values_of
from awards.rounds import state_of
from awards.services.agreeing import answer, fingerprint
from awards.services.announcing import announce_awards, send_letters
from awards.services.honouring import finish_round
from awards.services.rounds import cancel_round, change_round
from portal.core.registries import Scope, measures
from profiles.models import Achievement, Technician
from profiles.services.index import reindex_on_commit
from tests.factories.awards import CandidateFactory, CategoryFactory, NominationFactory, RoundFactory
from tests.factories.people import UserFactory, live_technician
from tests.outputs.world import settled

pytestmark = pytest.mark.django_db
MARK = "Kiln of the year"


@pytest.fixture
def person() -> Technician:
    with settled():
        found = live_technician(given_name="Tamsin", family_name="Quayle")
        reindex_on_commit([found.pk])
    return found


@pytest.fixture
def round_(person: Technician) -> Round:
    """Return a round that is finished, its letters out, and its winner agreed to be named and to have it shown."""
    row: Round = RoundFactory(judging=True)
    category = CategoryFactory(round=row, name=MARK)
    won = CandidateFactory(category=category, outcome=Outcome.WINNER, reason="The best.")
    NominationFactory(category=category, nominee=person, candidate=won)
    finish_round(row.pk, by=None)
    with at(row.letters_at):
        send_letters()
        honoured = HonouredPerson.objects.get()
        answer(honoured.pk, agrees=True, seen=fingerprint(honoured), on_profile=True)
    row.refresh_from_db()
    return row


def at(moment: datetime) -> Any:
    return time_machine.travel(moment, tick=False)


def told(address: str) -> bool:
    """Say whether a visitor reads at an address that somebody won."""
    answered = Client().get(address)
    assert answered.status_code == 200, address
    return MARK in answered.content.decode()


def public(round_: Round, person: Technician) -> dict[str, bool]:
    """Return where a visitor reads of it, now."""
    return {
        "board": told(reverse("award_board")),
        "scheme": told(round_.scheme.get_url()),
        "profile": told(reverse("technician", args=[person.slug])),
    }


def wins() -> int | None:
    measure, today = measures.get("award_wins"), timezone.localdate()
    assert measure is not None
    return measure.compute(Scope(today - timedelta(days=40), today)).value


def test_a_minute_before_it_is_nowhere_and_at_the_minute_it_is_everywhere(
    round_: Round, person: Technician, client: Client
) -> None:
    certificate = f"{reverse('me_honour', args=[HonouredPerson.objects.get().pk])}certificate/"
    with at(round_.announce_at - timedelta(minutes=1)):
        client.force_login(person.user)
        assert announce_awards() == "0 announced"
        assert public(round_, person) == {"board": False, "scheme": False, "profile": False}
        assert (state_of(round_, timezone.now()), wins()) == (RoundState.DECIDED, 0)
        assert client.get(certificate).status_code == 404
        assert not Achievement.objects.exists()
    with at(round_.announce_at):
        client.force_login(person.user)
        assert public(round_, person) == {"board": True, "scheme": True, "profile": True}
        assert (state_of(round_, timezone.now()), wins()) == (RoundState.ANNOUNCED, 1)
        assert client.get(certificate).status_code == 200
        assert round_.announced_at is None, "No job has run."


def test_the_job_writes_down_the_minute_that_was_shown_and_adds_the_achievement(round_: Round) -> None:
    with at(round_.announce_at + timedelta(minutes=4)):
        assert announce_awards() == "1 announced"
        assert announce_awards() == "0 announced"
    round_.refresh_from_db()
    assert (round_.announced_at, Honour.objects.get().announced_at) == (round_.announce_at, round_.announce_at)
    assert Achievement.objects.count() == 1


def test_what_nobody_finished_is_never_announced(person: Technician) -> None:
    row = RoundFactory(judging=True)
    category = CategoryFactory(round=row, name=MARK)
    won = CandidateFactory(category=category, outcome=Outcome.WINNER, reason="The best.")
    NominationFactory(category=category, nominee=person, candidate=won)
    with at(row.announce_at + timedelta(days=1)):
        assert announce_awards() == "0 announced"
        assert state_of(row, timezone.now()) == RoundState.JUDGING
        assert public(row, person) == {"board": False, "scheme": False, "profile": False}


def test_the_minute_can_be_moved_and_never_to_one_that_is_over(round_: Round, person: Technician) -> None:
    later, values = round_.announce_at + timedelta(days=2), values_of(round_)
    change_round(round_.pk, {**values, "announce_at": later}, by=UserFactory())
    with at(round_.announce_at):
        assert public(round_, person)["board"] is False
    with at(later):
        assert public(round_, person)["board"] is True
    with at(later - timedelta(minutes=5)), pytest.raises(ValidationError, match="public at once"):
        change_round(round_.pk, {**values, "announce_at": later - timedelta(minutes=10)}, by=UserFactory())


def test_a_cancelled_round_is_not_announced(round_: Round, person: Technician) -> None:
    cancel_round(round_.pk, by=None, reason="A mistake in the scores.")
    with at(round_.announce_at):
        assert announce_awards() == "0 announced"
        assert public(round_, person) == {"board": False, "scheme": False, "profile": False}
    assert Honour.objects.get().announced_at is None


def test_what_was_nominated_cannot_be_taken_back_from_the_minute_on(round_: Round) -> None:
    with at(round_.announce_at):
        assert list(Round.objects.ended(timezone.now())) == [round_]
        assert not Round.objects.not_ended(timezone.now()).exists()
        assert Nomination.objects.get().state == "sent"
