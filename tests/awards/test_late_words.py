"""What is typed into a nomination that was sent and arrives after the closing: kept for its nominator, and for nobody
else; taken in where the closing time is moved.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.models import LateWords, Nomination, NominationAnswer, Round
from awards.personal_export import export
from awards.round_rules import values_of
from awards.services.late_words import delete_late_words, keep_late_words, take_late_words_in
from awards.services.nominating import withdraw
from awards.services.refusals import ChangedMeanwhileError, ClosedError, NominatingError, NotReadyError
from awards.services.rounds import change_round
from portal.core.models import OutboxMail
from tests.awards.nominating import WORDS, close, subjects, whole
from tests.factories.awards import NominationQuestionFactory
from tests.factories.people import UserFactory
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db
TITLE = "Nomination"


def sent(**fields: Any) -> Nomination:
    """Return a nomination that was sent, in a round that closed a minute ago."""
    nomination = whole(draft=False, title=TITLE, **fields)
    close(nomination.round)
    return nomination


def question_of(nomination: Nomination) -> int:
    return nomination.round.questions.get().pk


def open_again(nomination: Nomination) -> None:
    Round.objects.filter(pk=nomination.round_id).update(closes_at=timezone.now() + timedelta(hours=1))


def answer_of(nomination: Nomination) -> str:
    return NominationAnswer.objects.values_list("text", flat=True).get(nomination=nomination)


@pytest.fixture
def user(client: Client) -> Any:
    user = UserFactory()
    client.force_login(user)
    return user


def story(nomination: Nomination) -> str:
    return reverse("me_nomination_story", args=[nomination.pk])


# --- kept


def test_only_what_differs_is_kept_and_the_nomination_stands() -> None:
    nomination = sent()
    before = Nomination.objects.values().get(pk=nomination.pk)
    late = keep_late_words(nomination.pk, title=TITLE, answers={question_of(nomination): " Too\r\nlate. "})
    assert late is not None
    assert (late.title, late.by_question) == ("", {question_of(nomination): "Too\nlate."})
    assert Nomination.objects.values().get(pk=nomination.pk) == before
    assert (answer_of(nomination), OutboxMail.objects.count()) == (WORDS, 0)


def test_nothing_is_kept_that_says_the_same() -> None:
    nomination = sent()
    assert keep_late_words(nomination.pk, title=f" {TITLE} ", answers={question_of(nomination): WORDS}) is None
    assert not LateWords.objects.exists()


def test_an_answer_that_was_taken_out_is_kept_as_empty_and_other_rounds_questions_are_not() -> None:
    nomination, elsewhere = sent(), NominationQuestionFactory()
    late = keep_late_words(nomination.pk, title="", answers={question_of(nomination): "", elsewhere.pk: "No."})
    assert late is not None
    assert (late.title, late.by_question) == ("", {question_of(nomination): ""})


@pytest.mark.parametrize("moment", ["announced_at", "cancelled_at"])
def test_nothing_is_kept_once_the_round_has_ended(moment: str) -> None:
    nomination = sent()
    Round.objects.filter(pk=nomination.round_id).update(**{moment: timezone.now(), "cancelled_reason": "No money."})
    with pytest.raises(ClosedError):
        keep_late_words(nomination.pk, title="Other", answers={})
    assert not LateWords.objects.exists()


def test_nothing_is_kept_beside_what_was_withdrawn() -> None:
    nomination = sent()
    withdraw(nomination.pk)
    with pytest.raises(NominatingError):
        keep_late_words(nomination.pk, title="Other", answers={})


def test_two_windows_lose_nothing() -> None:
    nomination = sent()
    other = NominationQuestionFactory(round=nomination.round)
    question = nomination.round.questions.exclude(pk=other.pk).get().pk
    keep_late_words(nomination.pk, title=TITLE, answers={question: "First window."}, seen=0)
    both = keep_late_words(nomination.pk, title=TITLE, answers={question: WORDS, other.pk: "Second."}, seen=0)
    assert both is not None
    assert both.by_question == {question: "First window.", other.pk: "Second."}
    with pytest.raises(ChangedMeanwhileError):
        keep_late_words(nomination.pk, title=TITLE, answers={question: "Third window."}, seen=0)
    assert LateWords.objects.get().by_question[question] == "First window."
    once_more = keep_late_words(nomination.pk, title=TITLE, answers={question: "Third window."}, seen=both.version)
    assert once_more is not None
    assert once_more.by_question[question] == "Third window."


# --- taken in


def test_they_are_taken_in_where_the_closing_time_is_moved() -> None:
    nomination = sent()
    keep_late_words(nomination.pk, title="A better title", answers={question_of(nomination): "Better."})
    with pytest.raises(ClosedError):
        take_late_words_in(nomination.pk)
    open_again(nomination)
    taken = take_late_words_in(nomination.pk)
    assert (taken.title, answer_of(nomination), LateWords.objects.exists()) == ("A better title", "Better.", False)
    assert OutboxMail.objects.get().subject.startswith("Your changes were saved")


def test_whoever_was_late_is_told_once_it_is_open_again_and_nobody_else() -> None:
    nomination = sent()
    other = whole(draft=False, round=nomination.round)
    keep_late_words(nomination.pk, title="Other", answers={})
    values = values_of(nomination.round)
    later = {**values, "closes_at": timezone.now() + timedelta(hours=1)}
    change_round(nomination.round_id, later, by=UserFactory())
    assert subjects(nomination.from_email) == [f"Nominations are open again: {nomination.round.scheme.title}"]
    assert subjects(other.from_email) == []


def test_what_would_not_be_whole_is_not_taken_in_and_not_lost() -> None:
    nomination = sent()
    keep_late_words(nomination.pk, title=TITLE, answers={question_of(nomination): ""})
    open_again(nomination)
    with pytest.raises(NotReadyError):
        take_late_words_in(nomination.pk)
    assert (answer_of(nomination), LateWords.objects.count()) == (WORDS, 1)


def test_they_are_not_taken_in_over_what_was_changed_since_they_were_read() -> None:
    nomination = sent()
    keep_late_words(nomination.pk, title="Other", answers={})
    open_again(nomination)
    with pytest.raises(ChangedMeanwhileError):
        take_late_words_in(nomination.pk, seen=nomination.version + 1)
    assert LateWords.objects.count() == 1


def test_deleting_them_changes_nothing_else_and_twice_is_told() -> None:
    nomination = sent()
    keep_late_words(nomination.pk, title="Other", answers={})
    delete_late_words(nomination.pk)
    nomination.refresh_from_db()
    assert (nomination.title, LateWords.objects.exists()) == (TITLE, False)
    with pytest.raises(NominatingError, match="no late words"):
        delete_late_words(nomination.pk)


# --- on the pages, none of which needs JavaScript


def test_a_form_that_is_open_at_the_closing_is_kept_and_told(client: Client, user: Any) -> None:
    nomination = sent(nominator=user)
    field = f"question_{question_of(nomination)}"
    answer = client.post(story(nomination), {"do": "next", "title": TITLE, field: "Typed late.", "late": "0"})
    said = text(answer)
    assert answer.status_code == 409
    assert "Your nomination stands as you sent it, and that is what is judged." in said
    assert "What you typed since is kept beside it, for you alone." in said
    assert "Typed late." in said
    assert WORDS in said
    assert client.get(story(nomination)).headers["Location"] == reverse("me_nomination", args=[nomination.pk])
    back = text(client.get(reverse("me_nomination", args=[nomination.pk])))
    assert "What you typed after the closing" in back
    assert "Typed late." in back
    assert "Take it into my nomination" not in back


def test_nothing_new_is_said_to_be_nothing_new(client: Client, user: Any) -> None:
    nomination = sent(nominator=user)
    typed = {"title": TITLE, f"question_{question_of(nomination)}": WORDS}
    answer = client.post(story(nomination), typed)
    assert (answer.status_code, "you typed nothing else" in text(answer)) == (409, True)
    assert not LateWords.objects.exists()


def test_after_the_announcement_it_is_handed_back_to_be_copied(client: Client, user: Any) -> None:
    nomination = sent(nominator=user)
    Round.objects.filter(pk=nomination.round_id).update(announced_at=timezone.now(), finished_at=timezone.now())
    field = f"question_{question_of(nomination)}"
    answer = client.post(story(nomination), {"title": TITLE, field: "Typed much later."})
    assert (answer.status_code, "so that you can copy it" in text(answer)) == (409, True)
    assert "Typed much later." in answer.content.decode()
    assert not LateWords.objects.exists()


def test_another_window_is_told_and_can_keep_its_own(client: Client, user: Any) -> None:
    nomination = sent(nominator=user)
    field = f"question_{question_of(nomination)}"
    client.post(story(nomination), {"title": TITLE, field: "First window.", "late": "0"})
    second = client.post(story(nomination), {"title": TITLE, field: "Second window.", "late": "0"})
    assert (second.status_code, "in another window are kept already" in text(second)) == (409, True)
    page = second.content.decode()
    assert "Second window." in page
    assert 'name="late" id="id_late" value="1"' in page
    client.post(story(nomination), {"title": TITLE, field: "Second window.", "late": "1"})
    assert list(LateWords.objects.get().by_question.values()) == ["Second window."]


def test_a_window_that_still_saves_a_draft_is_told_within_the_page(client: Client, user: Any) -> None:
    nomination = sent(nominator=user)
    typed = {"title": TITLE, f"question_{question_of(nomination)}": "Autosaved.", "late": "0"}
    answer = client.post(story(nomination), typed, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert (answer.status_code, "kept beside it, for you alone" in text(answer)) == (409, True)
    assert 'name="late" id="id_late" value="1"' in page
    assert "<html" not in page


def test_one_button_takes_them_in(client: Client, user: Any) -> None:
    nomination = sent(nominator=user)
    keep_late_words(nomination.pk, title="A better title", answers={})
    open_again(nomination)
    home = reverse("me_nomination", args=[nomination.pk])
    assert "Take it into my nomination" in text(client.get(home))
    done = client.post(story(nomination), {"do": "take_late", "version": nomination.version}, follow=True)
    assert "Taken in." in text(done)
    nomination.refresh_from_db()
    assert nomination.title == "A better title"
    gone = client.post(story(nomination), {"do": "take_late", "version": nomination.version})
    assert (gone.status_code, "no late words here any more" in text(gone)) == (409, True)


def test_what_is_not_whole_stands_in_the_form_and_is_settled_by_saving(client: Client, user: Any) -> None:
    nomination = sent(nominator=user)
    field = f"question_{question_of(nomination)}"
    keep_late_words(nomination.pk, title="A better title", answers={question_of(nomination): ""})
    open_again(nomination)
    shown = client.post(story(nomination), {"do": "take_late", "version": nomination.version})
    page = shown.content.decode()
    assert (shown.status_code, "Not taken in yet" in text(shown)) == (422, True)
    assert 'name="settles_late"' in page
    assert "A better title" in page
    saved = client.post(
        story(nomination), {"title": "A better title", field: "Mended.", "settles_late": "1", "do": "save"}
    )
    assert saved.status_code == 302
    assert (answer_of(nomination), LateWords.objects.exists()) == ("Mended.", False)


def test_a_guest_has_them_by_the_link(client: Client) -> None:
    nomination = sent(
        nominator=None, nominator_name="Gil", nominator_email="gil@wexcombe.example", confirmed_at=timezone.now()
    )
    address = reverse("nomination_story", args=[nomination.secret])
    answer = client.post(address, {"title": "Gil came late", f"question_{question_of(nomination)}": WORDS})
    assert (answer.status_code, "Gil came late" in text(answer)) == (409, True)
    assert not answer.cookies.get("sessionid")
    home = reverse("nomination", args=[nomination.secret])
    assert "Gil came late" in text(client.get(home))
    assert client.post(home, {"do": "delete_late"}).status_code == 302
    assert not LateWords.objects.exists()


def test_nobody_else_has_them(client: Client) -> None:
    nomination = sent(nominator=UserFactory())
    keep_late_words(nomination.pk, title="Secretly later", answers={})
    client.force_login(UserFactory())
    assert client.get(reverse("me_nomination", args=[nomination.pk])).status_code == 404
    assert client.post(story(nomination), {"do": "take_late"}).status_code == 404
    assert LateWords.objects.count() == 1


# --- what is told of them to those whom the nomination is about


def test_their_writer_is_told_them_and_the_nominee_is_not() -> None:
    nomination = sent(nominator=UserFactory())
    nominee = nomination.nominees.get().technician
    assert nominee is not None
    question = nomination.round.questions.get()
    keep_late_words(nomination.pk, title="", answers={question.pk: f"{nominee.given_name} was late."})
    [told] = export(nomination.nominator)["nominations you made"]
    assert told["typed after the closing"]["answers"] == {question.text: "[name removed] was late."}
    assert "typed after the closing" not in str(export(nominee.user))
