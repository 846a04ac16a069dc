"""What is deleted of rounds when their time is over, what stays, and that numbers say the same afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from awards.enums import FileKind, NominationState, Outcome, ReviewState
from awards.models import (
    Attachment,
    Candidate,
    Category,
    Honour,
    LateWords,
    Nomination,
    NominationAnswer,
    NominationChange,
    Nominee,
    PurgeRecord,
    ReleasedThanks,
    Review,
    Round,
    Score,
    Seconder,
    Thanks,
)
from awards.services.purging import purge_awards, purge_round
from portal.core.mail import queue_text
from portal.core.models import OutboxMail
from portal.core.registries import Scope, jobs, measures
from tests.factories.awards import (
    CandidateFactory,
    CategoryFactory,
    CriterionFactory,
    HonourFactory,
    NominationFactory,
    NominationQuestionFactory,
    NomineeFactory,
    ReviewFactory,
    RoundFactory,
    SeconderFactory,
    ThanksFactory,
    in_days,
)
from tests.factories.people import DepartmentFactory, TechnicianFactory, UserFactory

pytestmark = pytest.mark.django_db
NAMED = "Somebody Named"


@pytest.fixture
def category() -> Category:
    """Return a category of a round that was announced 13 months ago."""
    over = {"announced_at": in_days(-400), "opens_at": in_days(-460), "closes_at": in_days(-440)}
    times = {"judging_ends_at": in_days(-420), "letters_at": in_days(-410), "announce_at": in_days(-400)}
    return CategoryFactory(round=RoundFactory(announced=True, **over, **times))


def judged(category: Category, outcome: Outcome, **fields: Any) -> Nomination:
    """Return a nomination with all that hangs on one, of a candidate who was decided on."""
    candidate = CandidateFactory(category=category, outcome=outcome, reason=f"{NAMED} was better.")
    nomination = NominationFactory(category=category, candidate=candidate, sent_at=in_days(-450), **fields)
    question = NominationQuestionFactory(round=category.round)
    NominationAnswer.objects.create(nomination=nomination, question=question, text=NAMED)
    SeconderFactory(nomination=nomination, name=NAMED, words=NAMED)
    NominationChange.objects.create(nomination=nomination, by=UserFactory(), what="Title", before=NAMED, reason=NAMED)
    thanks = ThanksFactory(technician=nomination.nominees.get().technician)
    ReleasedThanks.objects.create(nomination=nomination, thanks=thanks)
    LateWords.objects.create(nomination=nomination, title=NAMED, answers={str(question.pk): NAMED})
    attachment = Attachment(nomination=nomination, kind=FileKind.PDF, label=NAMED, size=4)
    attachment.file.save("anything.pdf", ContentFile(b"%PDF"))
    review = ReviewFactory(
        candidate=candidate, state=ReviewState.SCORED, declared_at=timezone.now(), notes=f"{NAMED} is good."
    )
    Score.objects.create(review=review, criterion=CriterionFactory(round=category.round), value=4)
    if outcome == Outcome.WINNER:
        HonourFactory(scheme=category.round.scheme, candidate=candidate)
    return nomination


def purge() -> str:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return purge_awards()


# --- what goes, and what stays


def test_all_that_was_said_of_who_did_not_win_goes(category: Category) -> None:
    nomination = judged(category, Outcome.NOT_CHOSEN)
    file = nomination.attachments.get().file
    assert file.storage.exists(file.name)
    assert purge() == "1 rounds purged, 1 nominations deleted"
    gone = (Nomination, Nominee, NominationAnswer, Seconder, Attachment, NominationChange, ReleasedThanks, Candidate)
    assert [model.__name__ for model in (*gone, LateWords, Review, Score) if model.objects.exists()] == []
    assert not file.storage.exists(file.name)
    assert Thanks.objects.count() == 1, "Thanks are the technician's own."
    category.round.refresh_from_db()
    assert category.round.purged_at is not None


def test_what_won_stays_without_what_judges_wrote(category: Category) -> None:
    nomination = judged(category, Outcome.WINNER)
    purge()
    nomination.refresh_from_db()
    assert nomination.answers.get().text == NAMED
    assert not LateWords.objects.exists(), "What came too late was no part of what won."
    assert nomination.attachments.get().file.storage.exists(nomination.attachments.get().file.name)
    assert not Review.objects.exists()
    assert not Score.objects.exists()
    candidate = Candidate.objects.get()
    assert (candidate.outcome, candidate.reason) == (Outcome.WINNER, "Deleted with the judges’ notes.")
    assert Honour.objects.get().candidate == candidate


@pytest.mark.parametrize("state", [NominationState.DRAFT, NominationState.WITHDRAWN, NominationState.SET_ASIDE])
def test_what_never_counted_goes_too(category: Category, state: NominationState) -> None:
    NominationFactory(category=category, state=state, set_aside_reason="Twice.")
    purge()
    assert not Nomination.objects.exists()


def test_a_withdrawn_nomination_of_a_winner_goes(category: Category) -> None:
    nomination = judged(category, Outcome.WINNER)
    NominationFactory(category=category, candidate=nomination.candidate, state=NominationState.WITHDRAWN)
    purge()
    assert Nomination.objects.get() == nomination


def test_a_round_is_purged_when_its_time_is_over_and_not_before() -> None:
    round_ = RoundFactory(announced=True)
    NominationFactory(category=CategoryFactory(round=round_))
    assert purge_round(round_.pk) is None
    with time_machine.travel(round_.announced_at + timedelta(days=364)):
        assert purge() == "0 rounds purged, 0 nominations deleted"
    with time_machine.travel(round_.announced_at + timedelta(days=367)):
        assert purge() == "1 rounds purged, 1 nominations deleted"
        assert purge() == "0 rounds purged, 0 nominations deleted"
    assert PurgeRecord.objects.count() == 1


def test_the_time_can_be_set(settings: Any) -> None:
    settings.AWARDS_KEPT_MONTHS = 1
    round_ = RoundFactory(announced=True)
    with time_machine.travel(round_.announced_at + timedelta(days=32)):
        assert purge() == "1 rounds purged, 0 nominations deleted"


def test_a_cancelled_round_is_purged_and_one_that_runs_is_not() -> None:
    long_ago = in_days(-400)
    cancelled = RoundFactory(cancelled_at=long_ago, cancelled_reason="Nobody could judge.")
    running = RoundFactory(judging=True)
    for round_ in (cancelled, running):
        NominationFactory(category=CategoryFactory(round=round_))
    purge()
    assert [row.round for row in Nomination.objects.all()] == [running]
    assert list(Round.objects.exclude(purged_at=None)) == [cancelled]


def test_mails_that_say_to_whom_they_went_go(category: Category) -> None:
    nomination = judged(category, Outcome.NOT_CHOSEN)
    seconder, nominee = nomination.seconders.get(), nomination.nominees.get()
    keys = (
        f"nomination:{nomination.pk}:link:1", f"award-result:{nomination.pk}", f"nominee:{nominee.pk}:ask:1",
        f"seconder:{seconder.pk}:invite:1", f"award-nominee:{nomination.candidate_id}:a@wexcombe.example",
    )  # fmt: skip
    kept = (f"nomination:{nomination.pk}0:link:1", f"award-result:{nomination.pk}0", "booking:1:told")
    for key in (*keys, *kept):
        queue_text(key=key, to="a@wexcombe.example", subject="A", body="B")
    purge()
    assert set(OutboxMail.objects.values_list("key", flat=True)) == set(kept)


def test_the_record_holds_numbers_and_nobody(category: Category) -> None:
    judged(category, Outcome.NOT_CHOSEN, nominator=UserFactory(first_name="Ana", last_name="Ruiz"))
    purge()
    record = PurgeRecord.objects.get()
    assert record.counts == {
        "nominations": 1, "nominees": 1, "answers": 1, "supporters": 1, "files": 1, "changes": 1,
        "late_words": 1, "released_thanks": 1, "scores": 1, "reviews": 1, "candidates": 1, "mails": 0,
    }  # fmt: skip
    ((key, lines),) = record.kept.items()
    assert key == "nominations"
    for line in lines:
        assert set(line) == {"day", "department", "nominations", "people"}
        assert date.fromisoformat(line.pop("day"))
        assert all(value is None or isinstance(value, int) for value in line.values())


def test_the_job_is_offered() -> None:
    job = jobs.get("purge_awards")
    assert job is not None
    assert job.run() == "0 rounds purged, 0 nominations deleted"


# --- numbers stay


def told(key: str, department: int | None = None) -> tuple[float | None, str]:
    """Return what a measure says of the two years before today."""
    measure = measures.get(key)
    assert measure is not None
    today = timezone.localdate()
    result = measure.compute(Scope(today - timedelta(days=730), today, department_id=department))
    return result.value, result.note


def test_measures_say_the_same_before_and_after(category: Category) -> None:
    departments = [DepartmentFactory() for _ in range(6)]
    people = [TechnicianFactory(department=department) for department in departments for _ in range(6)]
    winner = judged(category, Outcome.WINNER, nominee=people[0])
    judged(category, Outcome.NOT_CHOSEN, nominee=people[0])  # nominated twice, and won once
    for person in people[1:]:
        judged(category, Outcome.NOT_CHOSEN, nominee=person)
    NominationFactory(category=category, state=NominationState.DRAFT, sent_at=None, nominee=people[3])
    team = NominationFactory(category=category, sent_at=in_days(-449), nominee=people[1])
    NomineeFactory(nomination=team, technician=people[7])
    keys = ("nominations_received", "people_nominated", "departments_reached")
    before = [told(key, where) for key in keys for where in (None, *(row.pk for row in departments))]
    assert before[0] == (38, "")
    purge()
    assert list(Nomination.objects.all()) == [winner]
    assert [told(key, where) for key in keys for where in (None, *(row.pk for row in departments))] == before


# --- the screens


def test_organisers_see_what_goes_and_when(client: Client, category: Category) -> None:
    judged(category, Outcome.NOT_CHOSEN)
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("award_purges:round", args=[category.round.pk])
    shown = client.get(address).content.decode()
    assert "What will be deleted, as things stand" in shown
    purge()
    shown = client.get(address).content.decode()
    assert "What was deleted" in shown
    assert NAMED not in shown
    log = client.get(reverse("award_purges:index")).content.decode()
    assert str(category.round) in log


def test_the_log_costs_the_same_for_one_and_for_thirty(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    costs = []
    for number in (1, 29):
        for _ in range(number):
            PurgeRecord.objects.create(round=RoundFactory(), counts={"nominations": 1, "files": 0, "reviews": 2})
        client.get(reverse("award_purges:index"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("award_purges:index"))
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 12
