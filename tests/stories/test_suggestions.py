"""Suggesting a story: the form, the queue of the editors, the answer."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from portal.accounts.role_sync import sync_roles
from portal.core.models import Branding, OutboxMail
from portal.core.registries import needs_for, personal_data
from portal.stories.enums import SuggestionState
from portal.stories.models import StoryPage, StorySuggestion
from portal.stories.services.suggestions import (
    SuggestionDecidedError,
    forget_old_suggestions,
    put_aside,
    suggest_story,
    take_up,
)
from portal.stories.suggestion_needs import suggestion_needs
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
URL = "/stories/suggest/"
SENT = {"title": "The pump that sang", "text": "It hummed in B flat.", "about": "The boiler room", "link": ""}


@pytest.fixture(autouse=True)
def _roles() -> None:
    cache.clear()
    sync_roles()


@pytest.fixture
def colleague(client: Client) -> object:
    user = UserFactory(first_name="Wren")
    client.force_login(user)
    return user


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role))
    return client


def test_visitors_sign_in_first(client: Client) -> None:
    assert client.get(URL)["Location"].startswith("/account/login/")


def test_a_suggestion_reaches_the_editors(client: Client, colleague: object) -> None:
    look = Branding.for_site(Site.objects.get(is_default_site=True))
    look.contact_email = "office@wexcombe.example"
    look.save()
    answer = client.post(URL, SENT)
    assert answer["Location"] == "/stories/suggest/thanks/"
    assert "It is with the editors" in client.get(answer["Location"]).content.decode()
    row = StorySuggestion.objects.get()
    assert (row.by, row.title, row.text, row.about, row.link) == (colleague, *SENT.values())
    mail = OutboxMail.objects.get(key=f"story-suggestion:{row.pk}")
    assert (mail.to, f"/admin/story-suggestions/{row.pk}/" in mail.body) == ("office@wexcombe.example", True)
    assert "The pump that sang" in client.get("/me/story-suggestions/").content.decode()
    editors = signed_in("Communications editor")
    assert "The pump that sang" in editors.get("/admin/story-suggestions/").content.decode()
    assert "A story was suggested" in editors.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "Say in a line what it is about."),
        ({"title": "t" * 121}, "Keep it to 120 characters."),
        ({"text": ""}, "Say what happened."),
        ({"text": "t" * 4001}, "Keep it to 4,000 characters."),
        ({"about": "t" * 201}, "Keep it to 200 characters."),
        ({"link": "javascript:alert(1)"}, "This is no address of a page."),
    ],
)
def test_refuses_what_cannot_be(client: Client, colleague: object, fields: dict[str, str], words: str) -> None:
    answer = client.post(URL, SENT | fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not StorySuggestion.objects.exists()


def test_ten_a_day(client: Client, colleague: object) -> None:
    statuses = [client.post(URL, SENT).status_code for _ in range(11)]
    assert statuses == [302] * 10 + [429]


def test_taken_up_it_is_a_draft_with_its_words() -> None:
    user, editor = UserFactory(), UserFactory()
    row = suggest_story(user, title="Pump", text="It <i>sang</i>.", about="Them", link="https://elsewhere.example/")
    story = take_up(row.pk, editor)
    row.refresh_from_db()
    assert (row.state, row.story, row.decided_by) == (SuggestionState.TAKEN_UP, story, editor)
    assert (story.title, story.live, story.owner) == ("Pump", False, editor)
    assert "About: Them" in story.body_text
    assert "An editor has begun to write it" in OutboxMail.objects.get(to=user.email).body
    with pytest.raises(SuggestionDecidedError):
        take_up(row.pk, editor)
    with pytest.raises(SuggestionDecidedError):
        put_aside(row.pk, editor, "No")
    assert StoryPage.objects.count() == 1


def test_put_aside_with_an_answer(client: Client, colleague: object) -> None:
    row = suggest_story(colleague, title="Pump", text="It sang.")
    editor = signed_in("Story writer")
    address = f"/admin/story-suggestions/{row.pk}/"
    assert "Say why" in editor.post(address, {"answer": " "}).content.decode()
    assert editor.post(address, {"answer": "We told it in May."})["Location"] == "/admin/story-suggestions/"
    assert "We told it in May." in OutboxMail.objects.get(key=f"story-suggestion-decided:{row.pk}").body
    assert "We told it in May." in client.get("/me/story-suggestions/").content.decode()
    again = editor.post(address, {"take_up": "1"}, follow=True).content.decode()
    assert "Somebody else has decided on it meanwhile." in again
    assert "We told it in May." in editor.get("/admin/story-suggestions/?state=decided").content.decode()


def test_the_button_opens_the_draft() -> None:
    row = suggest_story(UserFactory(), title="Pump", text="It sang.")
    answer = signed_in("Communications editor").post(f"/admin/story-suggestions/{row.pk}/", {"take_up": "1"})
    assert answer["Location"] == f"/admin/pages/{StoryPage.objects.get().pk}/edit/"


@pytest.mark.parametrize("role", ["Technician", "Profile steward", "Plan owner"])
def test_others_do_not_see_the_queue(role: str) -> None:
    row = suggest_story(UserFactory(), title="Pump", text="It sang.")
    client = signed_in(role)
    for address in ("/admin/story-suggestions/", f"/admin/story-suggestions/{row.pk}/"):
        assert client.get(address).status_code in (302, 403)
    assert client.post(f"/admin/story-suggestions/{row.pk}/", {"take_up": "1"}).status_code in (302, 403)
    assert not StoryPage.objects.exists()


def test_needs() -> None:
    editor = UserFactory(role="Communications editor")
    assert list(suggestion_needs(editor)) == []
    for _ in range(2):
        suggest_story(UserFactory(), title="Pump", text="It sang.")
    waits = "2 stories were suggested"
    assert waits in [need.title for need in needs_for(editor)]
    assert waits not in [need.title for need in needs_for(UserFactory())]


def test_personal_data_is_given_out_and_erased() -> None:
    user, other = UserFactory(), UserFactory()
    for by in (user, other):
        suggest_story(by, title="Pump", text="It sang.")
    entry = personal_data.get("stories.suggestions")
    assert entry is not None
    assert [row["title"] for row in entry.export(user)["stories suggested"]] == ["Pump"]
    assert entry.erase(user) == 1
    assert (dict(entry.export(user)), StorySuggestion.objects.count()) == ({}, 1)


def test_old_ones_are_forgotten() -> None:
    row = suggest_story(UserFactory(), title="Pump", text="It sang.")
    put_aside(row.pk, UserFactory(), "No")
    assert forget_old_suggestions() == 0
    StorySuggestion.objects.update(decided_at=timezone.now() - timedelta(days=366))
    assert forget_old_suggestions() == 1


def test_who_is_gone_is_not_written_to() -> None:
    user = UserFactory()
    row = suggest_story(user, title="Pump", text="It sang.")
    user.delete()
    put_aside(row.pk, UserFactory(), "No")
    assert not OutboxMail.objects.filter(key__startswith="story-suggestion-decided").exists()
