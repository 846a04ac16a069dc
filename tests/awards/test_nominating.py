"""Nominating as services do it: begun, saved, sent, changed, withdrawn, and what is refused."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from awards.enums import NominationState, Step
from awards.models import Nomination, NominationAnswer, Nominee, Round
from awards.services.nominating import (
    add_person,
    add_technician,
    begin,
    begin_as_guest,
    choose_category,
    confirm_address,
    forget_unconfirmed,
    remove_nominee,
    save_story,
    send,
    withdraw,
)
from awards.services.refusals import (
    AlreadyNominatedError,
    ChangedMeanwhileError,
    ClosedError,
    NominatingError,
    NotReadyError,
)
from portal.core.models import OutboxMail
from profiles.enums import Audience
from tests.awards.nominating import close, subjects, whole
from tests.factories.awards import CategoryFactory, NominationQuestionFactory, RoundFactory, SeconderFactory
from tests.factories.people import TechnicianFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db
COLLEAGUES = Audience.COLLEAGUES


def answers_of(nomination: Nomination) -> dict[int, str]:
    return dict(NominationAnswer.objects.filter(nomination=nomination).values_list("question", "text"))


def state_of_row(nomination: Nomination) -> str:
    return Nomination.objects.values_list("state", flat=True).get(pk=nomination.pk)


def test_the_whole_way_from_beginning_to_sending_with_a_receipt_at_each_step() -> None:
    user, technician = UserFactory(), live_technician()
    category = CategoryFactory()
    question = NominationQuestionFactory(round=category.round)
    nomination = begin(category.round_id, user=user, category=category)
    add_technician(nomination.pk, technician.pk, audience=COLLEAGUES)
    save_story(nomination.pk, title="  The hood\n that warns ", answers={question.pk: "It warned.\r\nTwice."})
    sent = send(nomination.pk)
    assert (sent.state, sent.title, answers_of(sent)) == (
        NominationState.SENT, "The hood that warns", {question.pk: "It warned.\nTwice."},
    )  # fmt: skip
    title = category.round.scheme.title
    assert subjects(user.email) == [f"The way back to your nomination: {title}", f"Your nomination was sent: {title}"]


def test_an_empty_draft_is_gone_on_with_and_another_is_not() -> None:
    user, category = UserFactory(), CategoryFactory()
    first = begin(category.round_id, user=user, category=category)
    assert begin(category.round_id, user=user).pk == first.pk
    add_person(first.pk, name="Bea Beck")
    assert begin(category.round_id, user=user).pk != first.pk


@pytest.mark.parametrize("trait", ["coming", "closed", "judging", "announced"])
def test_nothing_begins_in_a_round_that_is_not_open(trait: str) -> None:
    round_ = RoundFactory(**{trait: True})
    with pytest.raises(ClosedError):
        begin(round_.pk, user=UserFactory())
    with pytest.raises(ClosedError):
        begin_as_guest(round_.pk, name="A", email="a@wexcombe.example")
    assert not Nomination.objects.exists()


def test_it_closes_at_the_minute_shown() -> None:
    nomination = whole()
    round_ = nomination.round
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now())
    with pytest.raises(ClosedError, match="Nominations closed on"):
        send(nomination.pk)
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now() + timedelta(minutes=1))
    assert send(nomination.pk).state == NominationState.SENT


def test_a_draft_is_kept_after_the_closing_and_what_was_sent_stands_as_it_was() -> None:
    category = CategoryFactory()
    draft, sent = whole(category=category), whole(category=category, draft=False)
    question = category.round.questions.get()
    close(category.round)
    save_story(draft.pk, title="Late", answers={question.pk: "Late words."})
    assert answers_of(draft) == {question.pk: "Late words."}
    with pytest.raises(ClosedError):
        save_story(sent.pk, title="Late", answers={question.pk: "Late words."})
    assert answers_of(sent) == {question.pk: "They mended it."}
    assert state_of_row(draft) == NominationState.DRAFT


def test_what_was_sent_is_changed_until_the_closing_with_one_receipt_a_day() -> None:
    sent = whole(draft=False)
    question = sent.round.questions.get()
    for words in ("Once.", "Twice."):
        save_story(sent.pk, title="Changed", answers={question.pk: words})
    assert answers_of(sent) == {question.pk: "Twice."}
    assert subjects(sent.nominator.email) == [f"Your changes were saved: {sent.round.scheme.title}"]
    with pytest.raises(NotReadyError):
        save_story(sent.pk, title="", answers={question.pk: "Thrice."})
    assert answers_of(sent) == {question.pk: "Twice."}


def test_what_is_missing_is_told_step_by_step() -> None:
    nomination = begin(RoundFactory().pk, user=UserFactory())
    round_ = nomination.round
    NominationQuestionFactory(round=round_, text="How?", least_words=2, most_words=3)
    with pytest.raises(NotReadyError) as refused:
        send(nomination.pk)
    assert [(fault.step, fault.words) for fault in refused.value.faults] == [
        (Step.WHO, "Choose a category."),
        (Step.WHO, "Choose whom you nominate."),
        (Step.STORY, "Give the nomination a short title."),
        (Step.STORY, "How? Answer this question."),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One", "Write at least 2 words. You have 1 so far."),
        ("one two three four", "Keep it to 3 words. You have 4."),
        ("word " * 7_000, "Keep it to 3 words. You have 7,000."),
    ],
)
def test_word_limits_hold_when_it_is_sent_and_a_draft_keeps_all(text: str, words: str) -> None:
    nomination = whole()
    question = nomination.round.questions.get()
    type(question).objects.filter(pk=question.pk).update(least_words=2, most_words=3)
    save_story(nomination.pk, title="Good", answers={question.pk: text})
    assert answers_of(nomination) == {question.pk: text.strip()}
    with pytest.raises(NotReadyError, match=words):
        send(nomination.pk)


def test_an_answer_of_ten_thousand_long_words_is_refused_with_words() -> None:
    nomination = whole()
    question = nomination.round.questions.get()
    with pytest.raises(NominatingError, match="longer than 40,000 characters"):
        save_story(nomination.pk, title="Long", answers={question.pk: "lengthy " * 10_000})
    assert answers_of(nomination) == {question.pk: "They mended it."}


def test_answers_to_questions_of_another_round_are_left_out() -> None:
    nomination, other = whole(), NominationQuestionFactory()
    save_story(nomination.pk, title="Good", answers={other.pk: "Sneaked in."})
    assert other.pk not in answers_of(nomination)


def test_two_windows_do_not_write_over_each_other_unknowingly() -> None:
    nomination = whole()
    question, seen = nomination.round.questions.get(), nomination.version
    save_story(nomination.pk, title="First", answers={question.pk: "First."}, seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        save_story(nomination.pk, title="Second", answers={question.pk: "Second."}, seen=seen)
    save_story(nomination.pk, title="First", answers={question.pk: "First."}, seen=seen)  # saved a moment ago
    assert answers_of(nomination) == {question.pk: "First."}


# --- one live nomination per nominator, nominee, category and round


def test_the_same_person_twice_in_one_category_is_refused_in_words() -> None:
    first = whole()
    technician, user = first.nominees.get().technician, first.nominator
    add_technician(first.pk, live_technician().pk, audience=COLLEAGUES)
    add_technician(first.pk, technician.pk, audience=COLLEAGUES)
    second = begin(first.round_id, user=user, category=first.category)
    with pytest.raises(AlreadyNominatedError, match="Go on with that one"):
        add_technician(second.pk, technician.pk, audience=COLLEAGUES)
    assert not second.nominees.exists()


def test_another_category_another_nominator_and_after_withdrawing_is_allowed() -> None:
    first = whole()
    technician = first.nominees.get().technician
    choose_category(first.pk, first.category_id)
    other = CategoryFactory(round=first.round)
    second = begin(first.round_id, user=first.nominator, category=other)
    add_technician(second.pk, technician.pk, audience=COLLEAGUES)
    with pytest.raises(AlreadyNominatedError):
        choose_category(second.pk, first.category_id)
    third = begin(first.round_id, user=UserFactory(), category=first.category)
    add_technician(third.pk, technician.pk, audience=COLLEAGUES)
    send(first.pk)
    withdraw(first.pk)
    choose_category(second.pk, first.category_id)
    assert Nominee.objects.exclude(live_key=None).count() == 2


def test_a_name_that_is_typed_counts_as_the_same_however_it_is_written() -> None:
    user, category = UserFactory(), CategoryFactory()
    first = begin(category.round_id, user=user, category=category)
    add_person(first.pk, name="Bea Beck")
    second = begin(category.round_id, user=user, category=category)
    with pytest.raises(AlreadyNominatedError):
        add_person(second.pk, name=" bea  BECK ")


# --- whom


def test_only_those_are_chosen_whom_the_nominator_may_see() -> None:
    nomination = begin(CategoryFactory().round_id, user=UserFactory())
    hidden, shown = live_technician(Audience.ONLY_ME), live_technician(Audience.COLLEAGUES)
    for technician, audience in ((hidden, COLLEAGUES), (shown, Audience.PUBLIC)):
        with pytest.raises(NominatingError, match="shows you no profile"):
            add_technician(nomination.pk, technician.pk, audience=audience)
    add_technician(nomination.pk, shown.pk, audience=COLLEAGUES)
    with pytest.raises(NominatingError, match="already"):
        add_technician(nomination.pk, shown.pk, audience=COLLEAGUES)


def test_one_person_or_a_team() -> None:
    alone, team = CategoryFactory(), CategoryFactory(kind="team")
    one = begin(alone.round_id, user=UserFactory(), category=alone)
    add_person(one.pk, name="First")
    add_person(one.pk, name="Second")
    assert [row.name for row in one.nominees.all()] == ["Second"]
    many = begin(team.round_id, user=UserFactory(), category=team)
    choose_category(many.pk, team.pk, team_name="The\r\nnight shift")
    add_person(many.pk, name="First")
    add_technician(many.pk, live_technician().pk, audience=COLLEAGUES)
    many.refresh_from_db()
    assert (many.nominees.count(), many.team_name) == (2, "The night shift")
    remove_nominee(many.pk, many.nominees.first().pk)
    assert many.nominees.count() == 1
    with pytest.raises(NominatingError):
        remove_nominee(many.pk, one.nominees.get().pk)
    with pytest.raises(NominatingError):
        choose_category(many.pk, alone.pk)


def test_a_rule_that_says_no_keeps_it_from_being_sent() -> None:
    round_ = RoundFactory(employed_since=timezone.localdate() - timedelta(days=365))
    technician = live_technician(start_date=timezone.localdate())
    nomination = whole(round=round_, nominee=technician)
    with pytest.raises(NotReadyError, match="The staff list does not say so"):
        send(nomination.pk)
    Nomination.objects.filter(pk=nomination.pk).update(override_reason="Counted in years of study.")
    assert send(nomination.pk).state == NominationState.SENT


def test_nobody_nominates_themselves_unless_the_round_allows_it() -> None:
    technician = live_technician()
    nomination = whole(nominee=technician, nominator=technician.user)
    with pytest.raises(NotReadyError, match="Nobody nominates themselves"):
        send(nomination.pk)
    Round.objects.filter(pk=nomination.round_id).update(allows_self=True)
    assert send(nomination.pk).state == NominationState.SENT


# --- withdrawing


def test_a_draft_is_deleted_and_what_was_sent_is_withdrawn_with_a_receipt() -> None:
    draft, sent = whole(), whole(draft=False)
    seconder = SeconderFactory(nomination=draft)
    assert withdraw(draft.pk) is None
    assert not Nomination.objects.filter(pk=draft.pk).exists()
    assert subjects(seconder.email)[0].startswith("A nomination that you were asked to support has ended")
    withdraw(sent.pk)
    assert state_of_row(sent) == NominationState.WITHDRAWN
    assert subjects(sent.nominator.email) == [f"Your nomination is withdrawn: {sent.round.scheme.title}"]
    with pytest.raises(NominatingError, match="no longer open"):
        withdraw(sent.pk)


def test_it_can_be_withdrawn_during_judging_and_not_once_it_is_decided() -> None:
    judged = whole(category=CategoryFactory(round=RoundFactory(judging=True)), draft=False)
    withdraw(judged.pk)
    assert state_of_row(judged) == NominationState.WITHDRAWN
    decided = whole(category=CategoryFactory(round=RoundFactory(decided=True)), draft=False)
    with pytest.raises(NominatingError, match="decided"):
        withdraw(decided.pk)


def test_sent_twice_is_told() -> None:
    nomination = whole()
    send(nomination.pk)
    with pytest.raises(NominatingError, match="sent already"):
        send(nomination.pk)


# --- guests


def test_a_guest_nominates_by_a_confirmed_work_address() -> None:
    category = CategoryFactory()
    guest = begin_as_guest(category.round_id, name="Gil  Guest", email="Gil@wexcombe.example", category=category)
    again = begin_as_guest(category.round_id, name="Gil Guest", email="gil@wexcombe.example", category=category)
    assert (guest.pk, guest.is_to_be_confirmed) == (again.pk, True)
    assert subjects("gil@wexcombe.example") == [
        f"Confirm your address to nominate: {category.round.scheme.title}"
    ]  # one, though asked twice
    for _ in range(2):
        confirmed = confirm_address(guest.secret)
        assert (confirmed.is_to_be_confirmed, confirmed.from_name) == (False, "Gil Guest")
    third = begin_as_guest(category.round_id, name="Gil Guest", email="gil@wexcombe.example")
    assert third.pk != guest.pk


def test_other_addresses_than_work_addresses_are_refused() -> None:
    with pytest.raises(NominatingError, match="Use your work address"):
        begin_as_guest(RoundFactory().pk, name="A", email="a@wexcombe.example.evil.example")
    assert not OutboxMail.objects.exists()


def test_a_guest_whose_address_has_an_account_nominates_with_it() -> None:
    user = UserFactory()
    guest = begin_as_guest(RoundFactory().pk, name="Anybody", email=user.email.upper())
    confirmed = confirm_address(guest.secret)
    assert (confirmed.nominator, confirmed.nominator_name, confirmed.nominator_email) == (user, "", "")


def test_what_nobody_confirms_is_forgotten_after_two_days_and_nothing_else() -> None:
    old = timezone.now() - timedelta(hours=48)
    waiting = begin_as_guest(RoundFactory().pk, name="A", email="a@wexcombe.example")
    kept = begin_as_guest(RoundFactory().pk, name="B", email="b@wexcombe.example")
    confirmed = begin_as_guest(RoundFactory().pk, name="C", email="c@wexcombe.example")
    confirm_address(confirmed.secret)
    own = begin(RoundFactory().pk, user=UserFactory())
    Nomination.objects.filter(pk__in=[waiting.pk, confirmed.pk, own.pk]).update(made_at=old)
    assert forget_unconfirmed(timezone.now()) == 1
    assert set(Nomination.objects.values_list("pk", flat=True)) == {kept.pk, confirmed.pk, own.pk}


def test_line_ends_in_names_and_titles_reach_no_head_of_a_mail(client: Client) -> None:
    category = CategoryFactory()
    guest = begin_as_guest(category.round_id, name="A\r\nBcc: all@wexcombe.example", email="a@wexcombe.example")
    nomination = confirm_address(guest.secret)
    choose_category(nomination.pk, category.pk)
    add_person(nomination.pk, name="B\nSubject: Free", email="b@wexcombe.example")
    question = NominationQuestionFactory(round=category.round)
    save_story(nomination.pk, title="C\r\nTo: d@wexcombe.example", answers={question.pk: "Words."})
    sent = send(nomination.pk)
    assert (sent.nominator_name, sent.title) == ("A Bcc: all@wexcombe.example", "C To: d@wexcombe.example")
    assert sent.nominees.get().name == "B Subject: Free"
    for mail in OutboxMail.objects.all():
        assert "\n" not in mail.subject
        assert "\r" not in mail.subject
        assert mail.to == "a@wexcombe.example"


def test_somebody_who_left_is_not_nominated() -> None:
    nomination = whole(nominee=TechnicianFactory(state="left"))
    with pytest.raises(NotReadyError, match="still employed here"):
        send(nomination.pk)
