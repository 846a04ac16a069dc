"""Where a round stands is told from its times, to the minute."""

from datetime import timedelta

import pytest
from django.utils import timezone

from awards.enums import RoundState
from awards.models import Round
from awards.rounds import state_of, takes_nominations
from tests.factories.awards import NominationFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({"coming": True}, RoundState.COMING),
        ({}, RoundState.OPEN),
        ({"closed": True}, RoundState.CLOSED),
        ({"judging": True}, RoundState.JUDGING),
        ({"decided": True}, RoundState.DECIDED),
        ({"announced": True}, RoundState.ANNOUNCED),
        ({"cancelled_at": timezone.now(), "cancelled_reason": "No panel."}, RoundState.CANCELLED),
    ],
)
def test_a_round_stands_where_its_times_say(made: dict[str, object], state: RoundState) -> None:
    assert state_of(RoundFactory(**made), timezone.now()) == state


def test_it_closes_at_the_minute_shown() -> None:
    held = RoundFactory()
    assert takes_nominations(held, held.opens_at)
    assert takes_nominations(held, held.closes_at - timedelta(microseconds=1))
    assert not takes_nominations(held, held.closes_at)
    assert not takes_nominations(held, held.opens_at - timedelta(microseconds=1))
    for moment in (held.opens_at, held.closes_at):
        assert Round.objects.open_at(moment).exists() == takes_nominations(held, moment)


def test_publishing_an_older_version_of_the_scheme_changes_no_round_and_no_nomination() -> None:
    held = RoundFactory()
    nomination = NominationFactory(category__round=held)
    scheme = held.scheme
    first = scheme.revisions.earliest("pk")
    scheme.title = "Another name"
    scheme.save_revision().publish()
    first.publish()
    scheme.refresh_from_db()
    nomination.refresh_from_db()
    assert scheme.title != "Another name"
    assert (nomination.round, list(scheme.rounds.all())) == (held, [held])
