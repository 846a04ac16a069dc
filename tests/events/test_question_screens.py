"""The screens on which organisers keep what is asked at booking."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from events.enums import QuestionKind
from events.models import Answer, Question
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.events.organising import page, queries, said
from tests.factories.events import BookingFactory, EventFactory, QuestionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SENT = {"text": "What do you not eat?", "kind": "text", "is_private": "on", "is_asked": "on"}


@pytest.fixture
def as_organiser(client: Client) -> Client:
    sync_roles()
    client.force_login(UserFactory(role=Role.EVENT_ORGANISER.label))
    return client


def answered(**fields: object) -> Question:
    booking = BookingFactory()
    question = QuestionFactory(event=booking.occurrence.event, **fields)
    Answer.objects.create(booking=booking, question=question, text="Walnuts")
    return question


def change(client: Client, question: Question, **changes: str) -> str:
    """Send the form of a question, and return what is refused."""
    answer = client.post(
        reverse("organise:change_question", args=[question.pk]), SENT | {"text": question.text} | changes
    )
    return answer.content.decode() if answer.status_code == 422 else ""


def test_who_opens_the_screens(client: Client) -> None:
    sync_roles()
    question = QuestionFactory()
    addresses = [
        reverse("organise:questions", args=[question.event_id]),
        reverse("organise:add_question", args=[question.event_id]),
        reverse("organise:change_question", args=[question.pk]),
    ]
    may = {Role.EVENT_ORGANISER, Role.COMMUNICATIONS_EDITOR, Role.SITE_MANAGER}
    for role in Role:
        client.force_login(UserFactory(role=role.label))
        assert {client.get(address).status_code for address in addresses} == {200 if role in may else 302}, role
    client.force_login(UserFactory())
    client.post(reverse("organise:question_remove", args=[question.pk]))
    assert Question.objects.exists()


def title_of(body: str) -> str:
    found = re.search(r"<title>(.*?)</title>", body, re.S)
    return " ".join(found[1].split()) if found else ""


def test_the_form_says_what_it_is_about_and_where_leaving_leads(as_organiser: Client) -> None:
    event = EventFactory(title="Glass day")
    address = reverse("organise:add_question", args=[event.pk])
    body = as_organiser.get(address).content.decode()
    assert title_of(body).startswith("Add a question: Glass day")
    questions = reverse("organise:questions", args=[event.pk])
    assert f'<a class="button button-secondary" href="{questions}">Leave without saving</a>' in body
    assert body.index(f'href="{questions}"') < body.index('class="screen-form"')  # the way back, above the form
    assert title_of(as_organiser.post(address, {}).content.decode()).startswith("Error: Add a question: Glass day")


def test_a_question_is_added_last_and_moved(as_organiser: Client) -> None:
    event = EventFactory()
    first = QuestionFactory(event=event, text="First?")
    address = reverse("organise:add_question", args=[event.pk])
    said(as_organiser.post(address, SENT, follow=True))
    assert [row.text for row in event.questions.all()] == ["First?", "What do you not eat?"]
    as_organiser.post(reverse("organise:question_down", args=[first.pk]))
    assert [row.text for row in event.questions.all()] == ["What do you not eat?", "First?"]
    as_organiser.post(reverse("organise:question_up", args=[first.pk]))
    assert [row.text for row in event.questions.all()] == ["First?", "What do you not eat?"]


def test_a_choice_needs_two_answers(as_organiser: Client) -> None:
    address = reverse("organise:add_question", args=[EventFactory().pk])
    refused = as_organiser.post(address, SENT | {"kind": "choice", "choices": "Soup\r\n \r\n"})
    assert (refused.status_code, "Give at least two answers" in refused.content.decode()) == (422, True)
    as_organiser.post(address, SENT | {"kind": "choice", "choices": "Soup\r\nBread"})
    assert Question.objects.get().kind == QuestionKind.CHOICE


def test_what_was_asked_stays_where_somebody_answered(as_organiser: Client) -> None:
    question = answered()
    assert "Somebody has answered this." in change(as_organiser, question, text="Do you smoke?")
    assert "it stays one" in change(as_organiser, question, is_private="")
    assert change(as_organiser, question, is_asked="", help_text="Allergies too.") == ""
    question.refresh_from_db()
    assert (question.is_asked, question.help_text, question.is_private) == (False, "Allergies too.", True)
    assert change(as_organiser, QuestionFactory(), text="Do you smoke?", is_private="") == ""


def test_only_what_nobody_answered_is_deleted(as_organiser: Client) -> None:
    kept, gone = answered(), QuestionFactory()
    remove = "organise:question_remove"
    assert said(as_organiser.post(reverse(remove, args=[gone.pk]), follow=True)) == ["The question is deleted."]
    assert said(as_organiser.post(reverse(remove, args=[kept.pk]), follow=True)) == [
        "Somebody has answered this, so it cannot be deleted. Stop asking it instead."
    ]
    assert list(Question.objects.all()) == [kept]


def test_what_the_list_costs_does_not_grow(as_organiser: Client) -> None:
    event = EventFactory()
    address = reverse("organise:questions", args=[event.pk])
    assert "Nothing is asked." in page(as_organiser, address)
    QuestionFactory(event=event)
    for_one = queries(as_organiser, address)
    QuestionFactory.create_batch(29, event=event)
    assert queries(as_organiser, address) == for_one
