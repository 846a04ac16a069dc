"""What awards hold about a person: told whole and without the names of others, and let go of with the account."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.test import TestCase

from awards.enums import FileKind, NominationState, Outcome, ReviewState, SeconderState
from awards.models import (
    Attachment,
    ExternalEntry,
    HonouredPerson,
    Judge,
    LateWords,
    Nomination,
    NominationAnswer,
    Nominee,
    Review,
    SchemeAlert,
    Score,
    Seconder,
    Thanks,
)
from awards.services.thanks import choose_mail
from portal.core.enums import Agreement
from portal.core.registries import PersonalData, personal_data
from profiles.models import Technician
from tests.factories.awards import (
    CandidateFactory,
    CategoryFactory,
    CriterionFactory,
    HonouredPersonFactory,
    HonourFactory,
    NominationFactory,
    NominationQuestionFactory,
    NomineeFactory,
    ReviewFactory,
    RoundFactory,
    SchemeFactory,
    SeconderFactory,
    ThanksFactory,
    in_days,
)
from tests.factories.people import UserFactory, live_technician

pytestmark = pytest.mark.django_db
OTHERS = ("Ottilie", "Zander", "Quentin", "Vaux", "Iolanthe", "Pryce", "zander@", "vaux@", "pryce@")


@pytest.fixture
def data() -> PersonalData:
    found = personal_data.get("awards")
    assert found
    return found


@pytest.fixture
def person() -> Technician:
    return live_technician(given_name="Maud", family_name="Tern", slug="maud-tern", email="maud@wexcombe.example")


@pytest.fixture
def nominator() -> Any:
    return UserFactory(first_name="Ottilie", last_name="Zander", email="zander@wexcombe.example")


@pytest.fixture
def colleague() -> Technician:
    return live_technician(given_name="Quentin", family_name="Vaux", slug="q-vaux", email="vaux@wexcombe.example")


def nominated(person: Technician, nominator: Any, colleague: Technician | None = None, **round_: Any) -> Nomination:
    """Return a nomination of somebody, and of a colleague with them, judged, with everybody's names in its words."""
    category = CategoryFactory(round=RoundFactory(**(round_ or {"announced": True})))
    candidate = CandidateFactory(category=category, outcome=Outcome.NOT_CHOSEN, reason="Ottilie Zander wrote little.")
    nomination = NominationFactory(
        category=category, candidate=candidate, nominator=nominator, nominee=person, title="Maud and Quentin"
    )
    if colleague:
        NomineeFactory(nomination=nomination, technician=colleague)
    question = NominationQuestionFactory(round=category.round, text="Why?")
    NominationAnswer.objects.create(nomination=nomination, question=question, text="Maud Tern taught me, O. Zander.")
    SeconderFactory(
        nomination=nomination, name="Iolanthe Pryce", email="pryce@wexcombe.example", state=SeconderState.GIVEN,
        words="Maud is steady. Write to Iolanthe at pryce@wexcombe.example.",
    )  # fmt: skip
    review = ReviewFactory(
        candidate=candidate, state=ReviewState.SCORED, declared_at=in_days(-30), notes="Maud shines; Quentin does not."
    )
    Score.objects.create(review=review, criterion=CriterionFactory(round=category.round, name="Care"), value=4)
    return nomination


def told(data: PersonalData, user: Any) -> tuple[Any, str]:
    """Return what is told, and all of it as one text."""
    found = data.export(user)
    return found, json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False)


# --- telling


def test_who_is_nominated_reads_all_that_was_said_but_the_names_of_others(
    person: Technician, nominator: Any, colleague: Technician, data: PersonalData
) -> None:
    nominated(person, nominator, colleague)
    found, text = told(data, person.user)
    (row,) = found["nominations of you"]
    assert row["answers"] == {"Why?": "Maud Tern taught me, O. [name removed]."}
    assert row["title"] == "Maud and [name removed]"
    assert row["words of supporters"] == ["Maud is steady. Write to [name removed] at [name removed]."]
    assert row["judges"]["reviews"] == [{"notes": "Maud shines; [name removed] does not.", "scores": {"Care": 4}}]
    assert row["judges"]["reason"] == "[name removed] wrote little."
    assert [name for name in OTHERS if name in text] == []


def test_judges_words_are_told_once_the_round_has_ended(person: Technician, nominator: Any, data: PersonalData) -> None:
    nominated(person, nominator, judging=True)
    found, text = told(data, person.user)
    assert found["nominations of you"][0]["judges"].startswith("being judged")
    assert "shines" not in text


def test_a_draft_of_somebody_elses_is_not_told(person: Technician, data: PersonalData) -> None:
    NominationFactory(nominee=person, draft=True)
    assert told(data, person.user)[0]["nominations of you"] == []


def test_who_nominates_supports_and_judges_reads_their_own_words(
    person: Technician, nominator: Any, colleague: Technician, data: PersonalData
) -> None:
    nomination = nominated(colleague, nominator)
    found, text = told(data, nominator)
    (row,) = found["nominations you made"]
    assert row["answers"] == {"Why?": "Maud Tern taught me, O. Zander."}
    assert "Quentin" not in text
    assert "Pryce" not in text
    judge = Judge.objects.get()
    ((seat),) = told(data, judge.user)[0]["your judging"]
    assert seat["reviews"][0]["notes"] == "Maud shines; [name removed] does not."
    Seconder.objects.update(user=person.user)
    (seconded,) = told(data, person.user)[0]["nominations you supported"]
    assert seconded["award"] == str(nomination.round)


def test_a_guest_with_a_confirmed_address_finds_what_they_sent(data: PersonalData) -> None:
    user = UserFactory(email="guest@wexcombe.example")
    guest = {"nominator": None, "nominator_name": "A Guest", "nominator_email": "guest@wexcombe.example"}
    NominationFactory(**guest)
    assert told(data, user)[0]["nominations you made"][0]["your name"] == "A Guest"
    other = UserFactory(email="other@wexcombe.example", confirmed=False)
    assert told(data, other)[0]["nominations you made"] == []


def test_thanks_honours_alerts_and_entries_are_told(person: Technician, nominator: Any, data: PersonalData) -> None:
    ThanksFactory(technician=person, sender=nominator, words="Thank you Maud, says Ottilie.")
    ThanksFactory(sender=person.user, technician=live_technician(given_name="Quentin"), words="Ta, Quentin.")
    honour = HonourFactory(citation="For Maud and Quentin.")
    HonouredPersonFactory(honour=honour, technician=person, agreement=Agreement.AGREED)
    HonouredPersonFactory(honour=honour, technician=None, name="Quentin Vaux")
    SchemeAlert.objects.create(scheme=SchemeFactory(title="The Bench Prize"), user=person.user)
    ExternalEntry.objects.create(scheme=SchemeFactory(external=True), technician=person)
    found, text = told(data, person.user)
    assert found["thanks to you"][0]["words"] == "Thank you Maud, says [name removed]."
    assert found["thanks you sent"][0]["words"] == "Ta, [name removed]."
    assert found["your honours"][0]["for"] == "For Maud and [name removed]."
    assert found["awards you want to hear of"][0]["award"] == "The Bench Prize"
    assert len(found["entries of you for other bodies’ awards"]) == 1
    assert [name for name in OTHERS if name in text] == []


# --- erasing


def test_nothing_says_their_name_afterwards(
    person: Technician, nominator: Any, colleague: Technician, data: PersonalData
) -> None:
    alone, team = nominated(person, nominator), nominated(person, nominator, colleague)
    for one in (alone, team):
        LateWords.objects.create(nomination=one, title=one.title, answers={"1": one.answers.get().text})
    file = Attachment(nomination=alone, kind=FileKind.PDF, label="A letter", size=4)
    file.file.save("letter.pdf", ContentFile(b"%PDF"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert data.erase(person.user) > 0
    for nomination in (alone, team):
        nomination.refresh_from_db()
    assert (alone.title, alone.answers.count(), alone.seconders.count()) == ("", 0, 0)
    assert not file.file.storage.exists(file.file.name)
    assert team.title == "[name removed] and Quentin"
    assert team.answers.get().text == "[name removed] taught me, O. Zander."
    late = LateWords.objects.get()
    assert (late.nomination, late.title, late.by_question) == (team, team.title, {1: team.answers.get().text})
    assert team.nominees.get(technician=colleague).name == ""
    assert not Nominee.objects.filter(technician=person).exists()
    assert told(data, person.user)[0]["nominations of you"] == []


def test_a_nomination_of_them_alone_is_judged_no_more_and_is_still_one(person: Technician, data: PersonalData) -> None:
    nomination = NominationFactory(nominee=person)
    data.erase(person.user)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.WITHDRAWN
    ended = nominated(person, UserFactory())
    Nomination.objects.filter(pk=ended.pk).update(state=NominationState.SENT)
    ended.round.finished_at = ended.round.announced_at
    data.erase(person.user)
    ended.refresh_from_db()
    assert ended.state == NominationState.SENT, "What was received is counted still."


def test_what_they_sent_stays_without_their_name(person: Technician, nominator: Any, data: PersonalData) -> None:
    sent, draft = nominated(person, nominator), NominationFactory(nominator=nominator, draft=True)
    secret = sent.secret
    LateWords.objects.create(nomination=sent, title="Later")
    data.erase(nominator)
    sent.refresh_from_db()
    assert (sent.nominator, sent.from_name, sent.secret == secret) == (None, "Name no longer kept", False)
    assert sent.answers.exists()
    assert not LateWords.objects.exists()
    assert not Nomination.objects.filter(pk=draft.pk).exists()


def test_scores_stay_as_the_ground_of_a_decision(person: Technician, nominator: Any, data: PersonalData) -> None:
    nominated(person, nominator)
    judge = Judge.objects.get()
    data.erase(judge.user)
    judge.refresh_from_db()
    assert (judge.user, judge.is_active) == (None, False)
    assert Review.objects.get().scores.get().value == 4


def test_thanks_honours_alerts_and_words_go(person: Technician, data: PersonalData) -> None:
    ThanksFactory(technician=person)
    ThanksFactory(sender=person.user)
    choose_mail(person, wants_mail=False)
    HonouredPersonFactory(technician=person, agreement=Agreement.AGREED)
    SeconderFactory(user=person.user)
    SchemeAlert.objects.create(scheme=SchemeFactory(), user=person.user)
    entry = ExternalEntry.objects.create(scheme=SchemeFactory(external=True), technician=person)
    data.erase(person.user)
    gone = (Thanks, HonouredPerson, Seconder, SchemeAlert)
    assert [model.__name__ for model in gone if model.objects.exists()] == []
    entry.refresh_from_db()
    assert entry.technician is None
    empty = {key: rows for key, rows in data.export(person.user).items() if rows}
    assert empty == {}


# --- where it is shown


def test_pages_that_name_them_are_listed(person: Technician, data: PersonalData) -> None:
    assert list(data.shown_where(person.user)) == []
    ThanksFactory(technician=person, may_be_shown=True, is_shown=True)
    honour = HonourFactory(scheme=SchemeFactory(title="The Steady Hand", slug="steady"))
    HonouredPersonFactory(honour=honour, technician=person, agreement=Agreement.AGREED)
    HonouredPersonFactory(technician=person)
    shown = list(data.shown_where(person.user))
    assert [what for what, _ in shown] == [f"The award ‘The Steady Hand, {honour.year}’", "Thanks on a profile"]
    assert shown[0][1].endswith("/awards/steady/")
    assert shown[1][1] == "/technicians/maud-tern/"


def test_it_is_said_how_long_things_are_kept(data: PersonalData, settings: Any) -> None:
    assert "deleted 12 months after" in data.kept_for
