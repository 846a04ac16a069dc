"""What judges and chairs see and send: their lists, candidates, files, table, minutes."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from awards.enums import Blind, FileKind, Outcome, ReviewState, SeconderState
from awards.judging_table import table_of
from awards.models import Attachment, Judge, Nomination, NominationAnswer, Review, Round, Score
from awards.services.judging.conflicts import note_conflicts
from awards.services.judging.opening import open_judging
from portal.accounts.models import User
from tests.awards.judged import candidates_of, chair, closed_round, give, judged_round, read, scored, seat, withdraw
from tests.events.organising import page, queries, said
from tests.factories.awards import (
    NominationFactory,
    NominationQuestionFactory,
    NomineeFactory,
    SeconderFactory,
)
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
PDF = b"%PDF-1.4\n%%EOF\n"


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def to(name: str, round_: Round, *more: int) -> str:
    return reverse(f"me_judging_{name}", args=[round_.pk, *more])


def written(**fields: Any) -> tuple[Round, Judge]:
    """Return a round with one candidate of whom much is written, and a judge who was given them."""
    round_ = closed_round(**fields)
    nominee = live_technician(given_name="Tamsin", family_name="Quayle")
    nomination = NominationFactory(
        category=round_.categories.get(), nominee=nominee, title="The kiln of Tamsin",
        nominator=UserFactory(first_name="Ottoline", last_name="Vexbury"),
    )  # fmt: skip
    question = NominationQuestionFactory(round=round_, text="What did they do?")
    NominationAnswer.objects.create(nomination=nomination, question=question, text="Quayle kept the kiln hot.")
    SeconderFactory(
        nomination=nomination, name="Bryn Sallow", state=SeconderState.GIVEN, words="Hot indeed, says Bryn."
    )
    SeconderFactory(nomination=nomination, name="Not Yet", words="A draft of words")
    for label in ("First", "Second"):
        attachment = Attachment(nomination=nomination, kind=FileKind.PDF, label=f"{label} of Tamsin", size=len(PDF))
        attachment.file.save("x.pdf", ContentFile(PDF))
    open_judging(round_.pk)
    round_.refresh_from_db()
    judge = seat(round_)
    give(judge, candidates_of(round_)[0])
    return round_, judge


def test_who_does_not_want_to_be_nominated_is_named_nowhere_though_the_team_is_judged() -> None:
    round_, judge = written()
    nomination = Nomination.objects.get(round=round_)
    NomineeFactory(nomination=nomination, technician=live_technician(given_name="Perrin", family_name="Oakes"))
    nomination.nominees.exclude(technician__given_name="Perrin").update(agreement="refused")
    client = signed_in(judge.user)
    assert "Tamsin Quayle" not in page(client, to("candidate", round_, 1))
    read(judge, candidates_of(round_)[0])
    text = page(client, to("candidate", round_, 1))
    assert "Perrin Oakes" in text
    assert "[nominee] kept the kiln hot." in text


def test_nothing_is_read_before_the_declaration() -> None:
    round_, judge = written()
    client = signed_in(judge.user)
    text = page(client, to("candidate", round_, 1))
    assert "Tamsin Quayle" in text
    assert "Ottoline Vexbury" in text, "else nobody could declare"
    for hidden in ("kept the kiln", "The kiln of", "Hot indeed", "First of"):
        assert hidden not in text
    assert client.get(to("file", round_, 1, 1)).status_code == 404
    assert "kept the kiln" not in page(client, to("pack", round_))


def test_a_judge_declares_reads_scores_and_sees_it_again() -> None:
    round_, judge = written()
    client, here = signed_in(judge.user), to("candidate", round_, 1)
    assert client.post(here, {"do": "declare", "has_conflict": "no"}).status_code == 302
    text = page(client, here)
    for shown in ("Quayle kept the kiln hot.", "Hot indeed, says Bryn.", "Bryn Sallow", "First of Tamsin"):
        assert shown in text
    assert "A draft of words" not in text, "words that were not given yet"
    one, other = (f"criterion_{pk}" for pk in round_.criteria.values_list("pk", flat=True))
    sent = {"do": "score", one: "4", other: "5", "notes": "Fine."}
    answer = client.post(here, sent, follow=True)
    assert said(answer) == ["Your scores are saved. You can change them until judging ends."]
    assert [row.value for row in Score.objects.all()] == [4, 5]
    assert "1 of 1 done" in page(client, to("round", round_))
    assert client.post(here, sent | {one: "9"}).status_code == 422
    assert [row.value for row in Score.objects.all()] == [4, 5]


def test_a_conflict_noticed_while_reading_ends_it() -> None:
    round_, judge = written(blind=Blind.BOTH)
    read(judge, candidates_of(round_)[0])
    client = signed_in(judge.user)
    answer = client.post(to("candidate", round_, 1), {"do": "conflict", "conflict-words": "My cousin."})
    assert answer.status_code == 302
    assert "kept the kiln" not in page(client, to("candidate", round_, 1))
    assert judge.reviews.get().state == ReviewState.CONFLICT


def test_what_the_portal_keeps_from_a_judge_is_not_there() -> None:
    round_, judge = written()
    read(judge, candidates_of(round_)[0])
    SeconderFactory(nomination=Nomination.objects.get(round=round_), user=judge.user)
    client = signed_in(judge.user)
    assert client.get(to("candidate", round_, 1)).status_code == 404
    assert client.get(to("file", round_, 1, 1)).status_code == 404
    assert "kept the kiln" not in page(client, to("pack", round_))


def test_files_are_saved_under_names_that_tell_nothing_and_run_nowhere() -> None:
    round_, judge = written()
    read(judge, candidates_of(round_)[0])
    answer = signed_in(judge.user).get(to("file", round_, 1, 2))
    assert answer["Content-Disposition"] == 'attachment; filename="candidate-1-file-2.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]


def test_files_of_a_blind_round_are_shown_once_they_are_released() -> None:
    round_, judge = written(blind=Blind.NOMINATOR)
    read(judge, candidates_of(round_)[0])
    client = signed_in(judge.user)
    assert "First of" not in page(client, to("candidate", round_, 1))
    assert client.get(to("file", round_, 1, 1)).status_code == 404
    Attachment.objects.filter(label__startswith="Second").update(is_released=True)
    assert "Second of" in page(client, to("candidate", round_, 1))
    assert client.get(to("file", round_, 1, 1)).status_code == 200
    assert client.get(to("file", round_, 1, 2)).status_code == 404


def test_a_judge_sees_their_own_scores_and_nobody_elses() -> None:
    round_, judge = written()
    other = seat(round_)
    scored(other, candidates_of(round_)[0], 1, 1, notes="A poor thing.")
    read(judge, candidates_of(round_)[0])
    client = signed_in(judge.user)
    for address in (to("candidate", round_, 1), to("round", round_), to("pack", round_)):
        assert "A poor thing" not in page(client, address)
    for name in ("table", "minutes"):
        assert client.get(to(name, round_)).status_code == 404
    assert client.get(to("decide", round_, 1)).status_code == 404


def test_a_judge_is_told_of_what_is_the_chairs_as_of_what_is_not_there() -> None:
    round_, judge = written()
    client = signed_in(judge.user)
    for name, more in (("table", ()), ("minutes", ()), ("decide", (1,))):
        here, nowhere = (reverse(f"me_judging_{name}", args=[pk, *more]) for pk in (round_.pk, 98_765_432))
        told, other = (client.get(address).content.decode().replace(address, "") for address in (here, nowhere))
        assert told == other, name


def test_a_judge_of_another_round_and_one_who_left_find_nothing() -> None:
    round_, judge = written()
    elsewhere = seat(judged_round(1))
    Judge.objects.filter(pk=judge.pk).update(is_active=False)
    for user in (judge.user, elsewhere.user, UserFactory()):
        client = signed_in(user)
        for address in (to("round", round_), to("pack", round_), to("candidate", round_, 1), to("table", round_)):
            assert client.get(address).status_code == 404


@pytest.mark.parametrize("what", ["finished_at", "cancelled_at", "purged_at"])
def test_when_a_round_is_over_nothing_can_be_read(what: str) -> None:
    round_, judge = written()
    read(judge, candidates_of(round_)[0])
    Round.objects.filter(pk=round_.pk).update(**{what: timezone.now()}, cancelled_reason="Over.")
    client = signed_in(judge.user)
    assert client.get(to("candidate", round_, 1)).status_code == 404
    assert client.get(to("file", round_, 1, 1)).status_code == 404
    assert client.get(to("round", round_)).status_code == (200 if what == "finished_at" else 404)


def test_after_the_end_it_can_be_read_and_not_scored() -> None:
    round_, judge = written()
    read(judge, candidates_of(round_)[0])
    Round.objects.filter(pk=round_.pk).update(judging_ends_at=timezone.now())
    client = signed_in(judge.user)
    text = page(client, to("candidate", round_, 1))
    assert "Scoring has ended" in text
    assert "Save my scores" not in text
    answer = client.post(to("candidate", round_, 1), {"do": "abstain", "abstain-words": "Late."})
    assert answer.status_code == 409


def test_a_withdrawn_candidate_is_shown_as_such_and_read_no_more() -> None:
    round_, judge = written()
    head = chair(round_)
    read(judge, candidates_of(round_)[0])
    withdraw(Nomination.objects.filter(round=round_))
    client = signed_in(judge.user)
    assert "Withdrawn, judged no more" in page(client, to("round", round_))
    assert client.get(to("candidate", round_, 1)).status_code == 404
    assert "Withdrawn during judging" in page(signed_in(head.user), to("table", round_))


# --- the chair


def three_scores() -> tuple[Round, Judge]:
    round_ = judged_round(3)
    one, two, three = candidates_of(round_)
    judges = [seat(round_, email=f"judge{n}-of-{round_.pk}@wexcombe.example") for n in range(3)]
    for judge, value in zip(judges, (5, 5, 2), strict=True):
        scored(judge, one, value, value)
    scored(judges[0], two, 4, 4, notes="Good and even.")
    scored(judges[1], three, 4, 4)
    give(judges[2], three)
    return round_, chair(round_)


def test_the_table_shows_means_spread_ties_outliers_and_who_is_missing() -> None:
    round_, head = three_scores()
    text = " ".join(page(signed_in(head.user), to("table", round_)).split())
    assert text.count("1 (shared)") == 3, "all three have a mean of four"
    assert '<td>4.00</td> <td>3.00<br><span class="meta">Stands out: <bdi>judge2' in text
    assert "Missing: <bdi>judge2" in text
    assert "3 still to be decided" in text


def test_the_table_and_the_candidate_tell_the_same_number() -> None:
    """The database counts one, and `scoring` the other."""
    round_, head = three_scores()
    judge = Judge.objects.filter(round=round_).earliest("pk")
    round_.criteria.filter(pk=round_.criteria.earliest("pk").pk).update(weight=3)
    Score.objects.filter(review__candidate__number=2, criterion=round_.criteria.latest("pk")).update(value=1)
    read(head, candidates_of(round_)[1])
    table, client = table_of(head)["Craft"], signed_in(head.user)
    (row,) = [row for row in table if row.candidate.number == 2]
    assert row.mean == "3.25"
    assert f"<bdi>{judge}</bdi>" in page(client, to("decide", round_, 2))
    assert "<td>3.25" in page(client, to("decide", round_, 2))


def test_a_chair_declares_then_decides_and_sees_the_notes() -> None:
    round_, head = three_scores()
    client, here = signed_in(head.user), to("decide", round_, 2)
    assert client.get(here)["Location"] == to("candidate", round_, 2), "a chair declares as everybody does"
    client.post(to("candidate", round_, 2), {"do": "declare", "has_conflict": "no"})
    assert "Good and even." in page(client, here)
    answer = client.post(here, {"outcome": "winner", "reason": "Even.", "seen": "0"})
    assert answer["Location"] == to("table", round_)
    candidate = candidates_of(round_)[1]
    assert (candidate.outcome, candidate.reason) == (Outcome.WINNER, "Even.")


def test_the_second_chair_reads_what_the_first_decided() -> None:
    round_, head = three_scores()
    other = chair(round_)
    here = to("decide", round_, 2)
    for judge in (head, other):
        read(judge, candidates_of(round_)[1])
    signed_in(head.user).post(here, {"outcome": "winner", "reason": "First said.", "seen": "0"})
    sent = {"outcome": "not_chosen", "reason": "Second said.", "seen": "0"}
    client = signed_in(other.user)
    answer = client.post(here, sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else decided on this candidate" in text
    assert "First said." in text
    assert "Second said." in text, "what was typed is kept"
    assert candidates_of(round_)[1].outcome == Outcome.WINNER
    assert client.post(here, sent | {"seen": "1"}).status_code == 302
    assert candidates_of(round_)[1].outcome == Outcome.NOT_CHOSEN


def test_a_chair_in_conflict_sees_no_numbers_and_decides_nothing() -> None:
    round_, head = three_scores()
    Nomination.objects.filter(candidate=candidates_of(round_)[1]).update(nominator=head.user)
    note_conflicts(round_)
    client = signed_in(head.user)
    assert "You have a conflict of interest: another chair decides" in page(client, to("table", round_))
    assert client.get(to("decide", round_, 2)).status_code == 404
    text = "\n".join(one.text for one in Document(BytesIO(client.get(to("minutes", round_)).content)).paragraphs)
    assert "4.00" in text, "of the others"
    assert text.count("judge0") == 2, "on the panel, and of one of the two whom they scored"


def test_a_chair_takes_a_candidate_back_from_who_has_not_scored() -> None:
    round_, head = three_scores()
    three = candidates_of(round_)[2]
    read(head, three)
    client, here = signed_in(head.user), to("decide", round_, 3)
    late = Review.objects.get(candidate=three, state="assigned")
    text = page(client, here)
    assert "Take this candidate back" in text
    sent = {"do": "take_back", "take_back-judge": late.judge_id, "take_back-reason": ""}
    answer = client.post(here, sent)
    assert (answer.status_code, "Say why the candidate is taken back." in answer.content.decode()) == (422, True)
    sent |= {"take_back-reason": "Away until June."}
    assert said(client.post(here, sent, follow=True)) == ["Taken back. The judge is told by mail."]
    assert not Review.objects.filter(pk=late.pk).exists()
    assert client.post(here, sent).status_code == 422, "nothing is left to be taken back"
    assert "Take this candidate back" not in page(client, here)


def test_a_chair_in_conflict_takes_nothing_back() -> None:
    round_, head = three_scores()
    three = candidates_of(round_)[2]
    Nomination.objects.filter(candidate=three).update(nominator=head.user)
    late = Review.objects.get(candidate=three, state="assigned")
    sent = {"do": "take_back", "take_back-judge": late.judge_id, "take_back-reason": "Away."}
    assert signed_in(head.user).post(to("decide", round_, 3), sent).status_code == 404
    assert Review.objects.filter(pk=late.pk).exists()


def test_the_minutes_hold_the_scores_and_the_decision_with_its_reason() -> None:
    round_, head = three_scores()
    read(head, candidates_of(round_)[1])
    client = signed_in(head.user)
    client.post(to("decide", round_, 2), {"outcome": "winner", "reason": "Even & <steady>.", "seen": "0"})
    answer = client.get(to("minutes", round_))
    assert answer["Content-Disposition"].startswith('attachment; filename="minutes-award-')
    document = Document(BytesIO(answer.content))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "Winner: Even & <steady>." in text
    assert "Stands out from the others." in text
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [
        "Place", "Candidate", "Scores", "Mean", "Spread", "Decision",
    ]  # fmt: skip


# --- how much it costs


def large(nominations: int) -> tuple[Judge, Judge]:
    """Return a judge who has, and a chair who reads, as many candidates as there are."""
    round_ = judged_round(nominations)
    for nomination in round_.nominations.all():
        NomineeFactory(nomination=nomination)
        SeconderFactory(nomination=nomination, state=SeconderState.GIVEN, words="Yes.")
    judge, head = seat(round_), chair(round_)
    for candidate in candidates_of(round_):
        scored(judge, candidate, 3, 4)
    return judge, head


def costs() -> list[tuple[str, Callable[[Judge, Judge], int]]]:
    def of(name: str, is_chair: bool) -> Callable[[Judge, Judge], int]:
        return lambda judge, head: queries(signed_in((head if is_chair else judge).user), to(name, judge.round))

    return [("round", of("round", False)), ("pack", of("pack", False)), ("table", of("table", True))]


def test_lists_cost_the_same_for_five_and_for_thirty() -> None:
    few, many = large(5), large(30)
    for name, cost in costs():
        assert cost(*few) == cost(*many), name
    for name, cost in costs():
        if name != "pack":
            assert cost(*many) <= MOST_QUERIES, name


def test_the_list_of_panels_costs_the_same_for_one_and_for_many() -> None:
    one, many = UserFactory(), UserFactory()
    seat(judged_round(0), user=one)
    for _ in range(8):
        seat(judged_round(0), user=many)
    told = [queries(signed_in(user), reverse("me_judging")) for user in (one, many)]
    assert told[0] == told[1] <= MOST_QUERIES
