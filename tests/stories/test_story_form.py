"""The screen of a story in the admin: its own people to choose among, and who has answered."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.core.models import OutboxMail
from portal.stories.enums import Agreement
from portal.stories.meanwhile import TOO_OLD
from portal.stories.models import StoryPage
from portal.stories.services.people import take_out
from portal.stories.services.withdrawing import withdraw
from tests.factories.people import UserFactory
from tests.factories.stories import SubjectFactory, draft_story, save_body, stories_index

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


# --- a form from before somebody withdrew -----------------------------------------------------------------


def _in_form(answer: HttpResponse) -> str:
    """Return how many had withdrawn, as the form carries it."""
    found = re.search(r'<input type="hidden" name="withdrawn" value="(\w+)">', answer.content.decode())
    assert found
    return found.group(1)


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
@pytest.mark.parametrize("row", ["kept", "taken out"])
def test_an_old_form_brings_no_name_back(editor: Client, row: str, button: dict[str, str]) -> None:
    """It is refused with words each time it is sent, until the story is opened again."""
    subject = SubjectFactory(story=draft_story("A kiln", slug="a-kiln"), name="Qxgiven Qxfamily")
    edit = reverse("wagtailadmin_pages:edit", args=[subject.story_id])
    old = _in_form(editor.get(edit))
    withdraw(subject.pk)
    if row == "taken out":
        take_out(subject.pk, None)
    stale = _sent(title="Qxgiven’s kiln", summary="By Qxfamily", withdrawn=old, **button)
    for _ in range(2):
        answer = editor.post(edit, stale)
        assert answer.status_code == 200
        assert TOO_OLD in answer.content.decode()
        stale["withdrawn"] = _in_form(answer)
    assert editor.post(edit, {name: value for name, value in stale.items() if name != "withdrawn"}).status_code == 200
    assert editor.post(edit, stale | {"withdrawn": "many"}).status_code == 200
    story = StoryPage.objects.get()
    assert (story.title, story.live) == ("A kiln", False)
    assert "Qx" not in str([revision.content for revision in story.revisions.all()])

    fresh = _sent(title="The kiln again", withdrawn=_in_form(editor.get(edit)))
    assert editor.post(edit, fresh).status_code == 302
    assert StoryPage.objects.get().draft_title == "The kiln again"


def test_an_old_form_of_a_copy_brings_no_name_back(editor: Client) -> None:
    """The name was scrubbed from what was copied with the row's block in it, too."""
    subject = SubjectFactory(name="Qxgiven Qxfamily")
    story = save_body(subject.story, ("subject", {"subject": subject.pk, "shows": "all"}))
    copy = StoryPage.objects.get(pk=story.pk).copy(update_attrs={"slug": "a-kiln"})
    edit = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    stale = _sent(title="Qxgiven’s kiln", withdrawn=_in_form(editor.get(edit)))
    withdraw(subject.pk)
    assert TOO_OLD in editor.post(edit, stale).content.decode()


@pytest.mark.parametrize("way", ["save", "save_revision"])
def test_a_withdrawal_between_reading_and_saving(way: str) -> None:
    """What passed the form a moment before is not written either."""
    subject = SubjectFactory(name="Qxgiven Qxfamily")
    story = StoryPage.objects.get(pk=subject.story_id)
    story.__dict__["withdrawn"] = "0"  # as the form leaves it
    story.title = "Qxgiven’s kiln"
    withdraw(subject.pk)
    with pytest.raises(PermissionDenied, match="Open the story again"):
        getattr(story, way)()
    assert "Qx" not in StoryPage.objects.get(pk=story.pk).title


def test_a_withdrawal_between_asking_and_publishing() -> None:
    """What was read before and is published after is not shown for a moment, and the page stays as it was scrubbed."""
    writer = UserFactory()
    subject = SubjectFactory(name="Qxgiven Qxfamily")
    story = save_body(subject.story, ("text", "<p>Qxgiven Qxfamily</p>"), title="Qxgiven’s kiln")
    revision = story.get_latest_revision_as_object().save_revision(user=writer)
    assert "Qx" in str(revision.content)
    action = PublishPageRevisionAction(revision)
    withdraw(subject.pk)
    with CaptureQueriesContext(connection) as captured:
        action.execute(skip_permission_checks=True)
    written = [query["sql"] for query in captured.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))]
    assert written
    assert [sql for sql in written if "Qx" in sql or '"live" = 1' in sql or '"live" = true' in sql] == []
    story = StoryPage.objects.get(pk=story.pk)
    assert (story.live, "Qx" in story.title) == (False, False)
    assert [mail.to for mail in OutboxMail.objects.filter(key__startswith="publish-refused:")] == [writer.email]
