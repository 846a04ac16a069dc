"""Finishing a round, its letters and the announcement: each once, at its time, and telling nobody too much."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from awards.enums import NominationState, Outcome, RoundState
from awards.models import Candidate, Honour, HonouredPerson, Nomination, Round
from awards.rounds import state_of
from awards.services.announcing import announce_awards, send_letters
from awards.services.honouring import HonourError, finish_round, not_decided, take_back_finish
from portal.core.enums import Agreement
from portal.core.jobs import run_due_jobs
from portal.core.models import OutboxMail
from portal.core.registries import jobs
from portal.core.times import moment_words
from profiles.models import Technician
from tests.factories.awards import CandidateFactory, CategoryFactory, NominationFactory, RoundFactory
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
BOARD = "/awards/honours/"


def candidate(round_: Round, outcome: str, *people: Technician, category: Any = None, **fields: Any) -> Candidate:
    """Return somebody who was judged, nominated once for each of the people given."""
    category = category or CategoryFactory(round=round_)
    made: Candidate = CandidateFactory(category=category, outcome=outcome, reason="As it stands." if outcome else "")
    for person in people or (live_technician(),):
        NominationFactory(category=category, nominee=person, candidate=made, **fields)
    return made


def mails(to: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(to=to).order_by("pk"))


def at(moment: Any) -> Any:
    return time_machine.travel(moment + timedelta(seconds=1), tick=False)


def text_of(mail: OutboxMail) -> str:
    """Return what was sent; the text of a secret mail is wiped once it has left."""
    from django.core import mail as sent  # noqa: PLC0415 (the name of the module is taken here)

    return next(str(each.body) for each in sent.outbox if each.extra_headers["Message-ID"] == mail.message_id)


def test_a_round_is_not_finished_while_somebody_is_not_decided() -> None:
    round_ = RoundFactory(judging=True)
    craft = CategoryFactory(round=round_, name="Craft")
    candidate(round_, Outcome.WINNER, category=craft)
    shortlisted = candidate(round_, Outcome.SHORTLISTED, category=craft)
    open_one = candidate(round_, "", category=craft)
    gone = candidate(round_, "", category=craft, state=NominationState.WITHDRAWN)
    with pytest.raises(HonourError, match=f"Craft {shortlisted.number}, Craft {open_one.number}"):
        finish_round(round_.pk, by=None)
    assert gone not in not_decided(round_.pk)
    assert not Honour.objects.exists()
    round_.refresh_from_db()
    assert round_.finished_at is None


@pytest.mark.parametrize("trait", ["coming", "closed", "decided", "announced"])
def test_only_what_is_being_judged_is_finished(trait: str) -> None:
    with pytest.raises(HonourError):
        finish_round(RoundFactory(**{trait: True}).pk, by=None)
    with pytest.raises(HonourError, match="cancelled"):
        finish_round(RoundFactory(judging=True, cancelled_at=timezone.now(), cancelled_reason="No money.").pk, by=None)


def test_a_round_is_not_finished_after_its_announcement() -> None:
    round_ = RoundFactory(judging=True)
    with at(round_.announce_at), pytest.raises(HonourError, match="Set a later time"):
        finish_round(round_.pk, by=None)


def test_finishing_makes_honours_of_what_is_honoured_and_of_each_person_once() -> None:
    round_, bea, cyd = RoundFactory(judging=True, year=2031), live_technician(), live_technician()
    craft = CategoryFactory(round=round_, name="Craft")
    won = candidate(round_, Outcome.WINNER, bea, bea, category=craft, title="Wire, drawn thin", team_name="The Wires")
    candidate(round_, Outcome.COMMENDED, cyd, category=craft)
    candidate(round_, Outcome.NOT_CHOSEN, category=craft)
    candidate(round_, Outcome.WINNER, category=craft, state=NominationState.WITHDRAWN)
    organiser = UserFactory()
    finish_round(round_.pk, by=organiser)
    honour = Honour.objects.get(candidate=won)
    assert [person.technician for person in honour.people.all()] == [bea]
    told = (honour.year, honour.category_name, honour.kind, honour.team_name, honour.citation, honour.made_by)
    assert told == (2031, "Craft", Outcome.WINNER, "The Wires", "Wire, drawn thin", organiser)
    assert Honour.objects.count() == 2
    assert set(HonouredPerson.objects.values_list("agreement", flat=True)) == {Agreement.NOT_ASKED}
    assert not OutboxMail.objects.exists()
    assert state_of(Round.objects.get(pk=round_.pk), timezone.now()) == RoundState.DECIDED
    with pytest.raises(HonourError, match="finished already"):
        finish_round(round_.pk, by=organiser)


def test_a_finish_is_taken_back_until_letters_are_out() -> None:
    round_ = RoundFactory(judging=True)
    candidate(round_, Outcome.WINNER)
    finish_round(round_.pk, by=None)
    take_back_finish(round_.pk, by=None)
    assert not Honour.objects.exists()
    round_.refresh_from_db()
    assert state_of(round_, timezone.now()) == RoundState.JUDGING
    with pytest.raises(HonourError, match="not finished"):
        take_back_finish(round_.pk, by=None)
    finish_round(round_.pk, by=None)
    with at(round_.letters_at):
        send_letters()
        with pytest.raises(HonourError, match="letters are out"):
            take_back_finish(round_.pk, by=None)
    assert Honour.objects.count() == 1


def test_letters_go_once_at_their_time_and_tell_of_the_embargo(django_capture_on_commit_callbacks: Any) -> None:
    round_, winner = RoundFactory(judging=True), live_technician()
    won = candidate(round_, Outcome.WINNER, winner)
    lost = candidate(round_, Outcome.NOT_CHOSEN)
    finish_round(round_.pk, by=None)
    with at(round_.letters_at - timedelta(minutes=1)):
        send_letters()
        assert not OutboxMail.objects.exists()
    with at(round_.letters_at), django_capture_on_commit_callbacks(execute=True):
        assert send_letters() == "3 letters with a result"
        assert send_letters() == "0 letters with a result"
    embargo = moment_words(round_.announce_at)
    (to_winner,) = mails(winner.email)
    (glad,) = mails(won.nominations.get().from_email)
    (kind,) = mails(lost.nominations.get().from_email)
    assert OutboxMail.objects.count() == 3
    assert all(embargo in text_of(mail) for mail in (to_winner, glad, kind))
    assert "It won." in text_of(glad)
    assert "not chosen this time" in text_of(kind)
    assert "please do nominate again" in text_of(kind)
    person = HonouredPerson.objects.get(technician=winner)
    assert person.secret in text_of(to_winner)
    assert person.agreement == Agreement.ASKED
    assert to_winner.secret


def test_a_nominee_who_does_not_know_and_did_not_win_hears_nothing() -> None:
    round_, unasked, asked, refused = (
        RoundFactory(judging=True),
        live_technician(),
        live_technician(),
        live_technician(),
    )
    lost = candidate(round_, Outcome.NOT_CHOSEN, unasked, asked, asked, refused)
    for person, agreement in ((asked, Agreement.AGREED), (refused, Agreement.REFUSED)):
        for nomination in lost.nominations.filter(nominees__technician=person):
            nomination.nominees.update(agreement=agreement)
    finish_round(round_.pk, by=None)
    with at(round_.letters_at):
        send_letters()
    assert [len(mails(person.email)) for person in (unasked, asked, refused)] == [0, 1, 0]


def test_somebody_who_nominated_themselves_gets_one_letter() -> None:
    round_, person = RoundFactory(judging=True, allows_self=True), live_technician()
    lost = candidate(round_, Outcome.NOT_CHOSEN, person, nominator=person.user)
    person.email = person.user.email
    person.save()
    lost.nominations.get().nominees.update(agreement=Agreement.AGREED)
    finish_round(round_.pk, by=None)
    with at(round_.letters_at):
        send_letters()
    assert len(mails(person.user.email)) == 1


def test_it_is_announced_in_its_minute_and_once() -> None:
    round_ = RoundFactory(judging=True)
    candidate(round_, Outcome.WINNER)
    finish_round(round_.pk, by=None)
    with at(round_.announce_at - timedelta(seconds=2)):
        send_letters()
        assert announce_awards() == "0 announced"
        assert round_.scheme.title not in Client().get(BOARD).content.decode()
    with at(round_.announce_at):
        assert announce_awards() == "1 announced"
        assert announce_awards() == "0 announced"
        page = Client().get(BOARD).content.decode()
        round_.refresh_from_db()
        assert state_of(round_, timezone.now()) == RoundState.ANNOUNCED
    assert round_.scheme.title in page
    assert "Name not published" in page
    with pytest.raises(HonourError):
        take_back_finish(round_.pk, by=None)


def test_letters_that_were_not_sent_go_with_the_announcement() -> None:
    round_ = RoundFactory(judging=True)
    won = candidate(round_, Outcome.WINNER)
    finish_round(round_.pk, by=None)
    with at(round_.announce_at):
        announce_awards()
        send_letters()
    assert len(mails(won.nominations.get().from_email)) == 1


def test_a_cancelled_round_sends_and_announces_nothing() -> None:
    round_ = RoundFactory(decided=True, cancelled_at=timezone.now(), cancelled_reason="A mistake.")
    candidate(round_, Outcome.WINNER)
    with at(round_.announce_at):
        assert (send_letters(), announce_awards()) == ("0 letters with a result", "0 announced")
    assert not OutboxMail.objects.exists()


def test_the_jobs_run_at_each_call() -> None:
    keys = ("send_award_letters", "announce_awards")
    assert all(job is not None and job.every <= timedelta(minutes=1) for job in map(jobs.get, keys))
    assert [run_due_jobs(only=key)[0].outcome for key in keys] == ["done", "done"]


def test_a_nomination_that_was_withdrawn_gets_no_letter() -> None:
    round_ = RoundFactory(judging=True)
    lost = candidate(round_, Outcome.NOT_CHOSEN, live_technician(), live_technician())
    gone = lost.nominations.first()
    Nomination.objects.filter(pk=gone.pk).update(state=NominationState.WITHDRAWN)
    finish_round(round_.pk, by=None)
    with at(round_.letters_at):
        send_letters()
    assert not mails(gone.from_email)
    assert OutboxMail.objects.count() == 1
