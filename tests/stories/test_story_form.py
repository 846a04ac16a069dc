"""The screen of a story in the admin: its own people to choose among, and who has answered."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.stories.enums import Agreement
from portal.stories.models import StoryPage
from tests.factories.people import UserFactory
from tests.factories.stories import SubjectFactory, stories_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    """Return a client that is signed in as somebody who may do everything."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def _sent(*blocks: tuple[str, object], **fields: str) -> dict[str, str]:
    sent = {"title": "A kiln", "slug": "a-kiln", "summary": "", "kind": "story", "body": streamfield(list(blocks))}
    counts = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    return nested_form_data(sent | fields) | counts | {"comments-MAX_NUM_FORMS": ""}


def test_a_new_story_is_saved_first(editor: Client) -> None:
    """Its screen says so, and saving a draft without people works."""
    add = reverse("wagtailadmin_pages:add", args=["stories", "storypage", stories_index().pk])
    assert "Save the draft first." in editor.get(add).content.decode()
    answer = editor.post(add, _sent())
    assert answer.status_code == 302, answer.context["form"].errors
    assert StoryPage.objects.get().draft_title == "A kiln"


def test_only_its_own_people_can_be_chosen(editor: Client) -> None:
    """The block refuses the row of another story, and takes that of its own."""
    subject, other = SubjectFactory(agreement=Agreement.ASKED), SubjectFactory()
    edit = reverse("wagtailadmin_pages:edit", args=[subject.story_id])
    html = editor.get(edit).content.decode()
    assert "Asked, no answer yet" in html
    assert subject.name in html
    assert other.name not in html
    refused = editor.post(edit, _sent(("subject", {"subject": str(other.pk), "shows": "all"}), slug="b"))
    assert refused.context["form"].errors
    taken = editor.post(edit, _sent(("subject", {"subject": str(subject.pk), "shows": "all"}), slug="b"))
    assert taken.status_code == 302, taken.context["form"].errors
    version = StoryPage.objects.get(pk=subject.story_id).get_latest_revision_as_object()
    assert version.body.raw_data[0]["value"]["subject"] == subject.pk
