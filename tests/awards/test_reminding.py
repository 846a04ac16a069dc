"""Judges who are not done are reminded: when, whom, once each, and nobody is named."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from awards.enums import Blind
from awards.judging_progress import progress_of, states_of
from awards.models import Judge, Round
from awards.reminding import LAST, SOON, reminder_due
from awards.services.judging.errors import JudgingError
from awards.services.judging.reminding import GAP, remind_due, remind_now
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from portal.core.roles import Role
from portal.core.times import LONDON
from tests.awards.judged import candidates_of, chair, give, judged_round, read, scored, seat, withdraw
from tests.events.organising import page, said
from tests.factories.people import UserFactory


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a month in which the clocks do not change."""
    return datetime(2027, 6, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(16, 6, 59), ""), (at(16, 7), SOON), (at(17, 6, 59), SOON), (at(17, 7), ""),
        (at(20, 6, 59), ""), (at(20, 7), LAST), (at(20, 16, 59), LAST), (at(20, 17), ""), (at(21, 8), ""),
    ],
)  # fmt: skip
def test_judges_are_reminded_some_days_before_and_on_the_last_day(now: datetime, due: str) -> None:
    assert reminder_due(at(20, 17), now, 4) == due


def test_where_judging_ends_early_the_last_day_is_the_day_before() -> None:
    assert reminder_due(at(20, 0), at(19, 7), 4) == LAST
    assert reminder_due(at(20, 9, 59), at(19, 7), 4) == LAST
    assert reminder_due(at(20, 10), at(19, 23), 4) == ""
    assert reminder_due(at(20, 0), at(15, 7), 4) == SOON


def test_no_days_before_means_the_last_day_alone() -> None:
    assert reminder_due(at(20, 17), at(19, 8), 0) == ""
    assert reminder_due(at(20, 17), at(20, 6), 0) == ""
    assert reminder_due(at(20, 17), at(20, 8), 0) == LAST


# --- who is written to


@pytest.fixture
def round_(db: None) -> Round:
    return judged_round(2, blind=Blind.BOTH)


def morning(round_: Round, days: int) -> datetime:
    """Return eight in the morning, so many days before the last day of judging."""
    day = timezone.localdate(round_.judging_ends_at) - timedelta(days=days)
    return datetime(day.year, day.month, day.day, 8, tzinfo=LONDON)


def reminded() -> list[str]:
    return list(OutboxMail.objects.filter(key__contains=":remind:").order_by("pk").values_list("to", flat=True))


def test_who_is_behind_is_reminded_once_each_time_and_who_is_done_is_not(round_: Round) -> None:
    late, done, head, idle = seat(round_, email="late@wexcombe.example"), seat(round_), chair(round_), seat(round_)
    one, two = candidates_of(round_)
    give(late, one)
    read(late, two)
    scored(done, one, 3, 3)
    read(head, one)
    for now in (morning(round_, 5), morning(round_, 4), morning(round_, 4) + timedelta(hours=5), morning(round_, 3)):
        remind_due(now)
    assert reminded() == ["late@wexcombe.example"]
    assert remind_due(morning(round_, 0)) == 1
    assert remind_due(morning(round_, 0) + timedelta(hours=2)) == 0
    assert reminded() == ["late@wexcombe.example"] * 2
    mail = OutboxMail.objects.filter(key__contains=":remind:").earliest("pk")
    assert "- 1 candidate on whom you have not said" in mail.body
    assert "- 1 candidate to be scored" in mail.body
    names = [row.display_name for row in (nominee.technician for one in round_.nominations.all()
             for nominee in one.nominees.all()) if row]  # fmt: skip
    assert len(names) == 2
    assert [name for name in names if name in f"{mail.subject} {mail.body} {mail.key}"] == []
    entry = ModelLogEntry.objects.filter(action="awards.judging.remind").earliest("pk")
    assert (entry.user, entry.data) == (None, {"judges": 1})
    assert not idle.reviews.exists()


def test_it_stops_when_all_is_scored_or_withdrawn_or_over(round_: Round) -> None:
    judge = seat(round_)
    one, two = candidates_of(round_)
    give(judge, one, two)
    scored(judge, one, 3, 3)
    withdraw(two.nominations.all())
    assert remind_due(morning(round_, 4)) == 0
    other = judged_round(1)
    give(seat(other), *candidates_of(other))
    Round.objects.filter(pk=other.pk).update(finished_at=timezone.now())
    assert remind_due(morning(other, 4)) == 0
    assert reminded() == []


def test_who_left_and_whose_account_is_closed_are_not_written_to(round_: Round) -> None:
    for judge in (seat(round_), seat(round_, is_active=False)):
        give(judge, candidates_of(round_)[0])
    Judge.objects.filter(user__is_active=True).update(is_active=False)
    assert remind_due(morning(round_, 4)) == 0


def test_a_button_reminds_who_was_not_reminded_lately(round_: Round) -> None:
    with pytest.raises(JudgingError, match="Nobody is behind"):
        remind_now(round_.pk, by=None)
    judge = seat(round_)
    give(judge, candidates_of(round_)[0])
    assert remind_now(round_.pk, by=UserFactory()) == 1
    with pytest.raises(JudgingError, match="within the last 20 hours"):
        remind_now(round_.pk, by=None)
    late = seat(round_)
    give(late, candidates_of(round_)[0])
    assert remind_now(round_.pk, by=None) == 1, "the other one alone"
    Judge.objects.update(reminded_at=timezone.now() - GAP)
    Judge.objects.filter(pk=late.pk).update(reminded_at=timezone.now())
    OutboxMail.objects.all().delete()  # a second of the clock may not have passed
    assert remind_now(round_.pk, by=None) == 1
    assert len(reminded()) == 1


def test_what_the_job_would_send_waits_for_who_was_reminded_by_hand(round_: Round) -> None:
    judge = seat(round_)
    give(judge, candidates_of(round_)[0])
    Judge.objects.update(reminded_at=morning(round_, 4) - timedelta(hours=2))
    assert remind_due(morning(round_, 4)) == 0
    assert remind_due(morning(round_, 4) + timedelta(hours=18)) == 1


# --- what chair and organiser see


def test_a_chair_sees_who_is_behind_and_reminds_them(round_: Round) -> None:
    head, judge = chair(round_), seat(round_)
    give(judge, *candidates_of(round_))
    client = Client()
    client.force_login(head.user)  # type: ignore[arg-type]
    table, remind = (reverse(f"me_judging_{name}", args=[round_.pk]) for name in ("table", "remind"))
    assert "2 to declare on" in page(client, table)
    assert said(client.post(remind, follow=True)) == ["1 judge was reminded by mail."]
    assert "Reminded on" in page(client, table)
    assert said(client.post(remind, follow=True))[0].startswith("All who are behind were reminded")
    assert client.get(remind).status_code == 405
    Round.objects.filter(pk=round_.pk).update(judging_ends_at=timezone.now())
    assert "Remind now" not in page(client, table)
    assert said(client.post(remind, follow=True))[0].startswith("Judging has ended")


def test_nobody_but_a_chair_or_an_organiser_reminds(round_: Round) -> None:
    judge = seat(round_)
    give(judge, *candidates_of(round_))
    client = Client()
    for user in (judge.user, UserFactory()):
        client.force_login(user)  # type: ignore[arg-type]
        assert client.post(reverse("me_judging_remind", args=[round_.pk])).status_code == 404
    assert reminded() == []


def test_an_organiser_reminds(round_: Round) -> None:
    sync_roles()
    give(seat(round_), *candidates_of(round_))
    client = Client()
    client.force_login(UserFactory(role=Role.AWARD_ORGANISER.label))
    here = reverse("award_panel:panel", args=[round_.pk])
    assert said(client.post(here, {"do": "remind"}, follow=True)) == ["1 judge was reminded by mail."]
    assert "Reminded on" in page(client, here)


def test_how_far_each_is_stands_in_words(round_: Round) -> None:
    head, judge, idle = chair(round_), seat(round_), seat(round_)
    one, two = candidates_of(round_)
    read(head, one)
    scored(judge, one, 3, 3)
    read(judge, two)
    seats = [judge, idle, head]
    told = {row.judge: (row.words, row.is_behind) for row in progress_of(seats, states_of(seats))}
    assert list(told) == [head, judge, idle]
    assert told == {head: ("Decides", False), judge: ("1 to score; 1 scored", True), idle: ("Given nobody", False)}
