"""A writer hands in, an editor approves or sends back; the mails leave through the outbox."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Workflow, WorkflowPage

from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from portal.stories.models import StoryPage
from portal.stories.services.workflow import NAME, set_up_workflow
from tests.factories.people import UserFactory
from tests.factories.stories import draft_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles() -> None:
    sync_roles()


@pytest.fixture
def writer() -> User:
    return UserFactory(role="Story writer")


@pytest.fixture
def editor() -> User:
    return UserFactory(role="Communications editor")


def hand_in(story: StoryPage, writer: User) -> None:
    workflow = story.get_workflow()
    assert workflow is not None
    workflow.start(story, writer)


def decide(story: StoryPage, user: User, action: str) -> None:
    state = story.current_workflow_task_state
    task = state.task.specific
    task.on_action(state, user, action)


def test_it_is_set_up_once_and_what_a_site_chose_stays() -> None:
    assert WorkflowPage.objects.get().workflow.name == NAME
    assert not set_up_workflow()
    Workflow.objects.update(name="Three pairs of eyes")
    assert not set_up_workflow()
    assert WorkflowPage.objects.get().workflow.name == "Three pairs of eyes"


def test_a_writer_writes_and_may_not_publish(writer: User, editor: User) -> None:
    story = draft_story("Kiln")
    may = story.permissions_for_user(writer)
    assert (may.can_edit(), may.can_publish(), may.can_submit_for_moderation()) == (True, False, True)
    may = story.permissions_for_user(editor)
    assert (may.can_edit(), may.can_publish()) == (True, True)
    client = Client()
    client.force_login(writer)
    page = client.get(f"/admin/pages/{story.pk}/edit/").content.decode()
    assert "action-publish" not in page
    assert "action-submit" in page


def test_handed_in_approved_and_published(
    writer: User, editor: User, django_capture_on_commit_callbacks: object
) -> None:
    story = draft_story("Kiln")
    hand_in(story, writer)
    told = OutboxMail.objects.get(key__startswith="workflow:taskstate", to=editor.email)
    assert "Kiln" in told.subject
    assert not mail.outbox  # nothing is sent before the commit, and nothing past the outbox
    decide(story, editor, "approve")
    story = StoryPage.objects.get(pk=story.pk)
    assert story.live
    assert StoryPage.objects.showing().filter(pk=story.pk).exists()
    assert OutboxMail.objects.filter(key__startswith="workflow:workflowstate", to=writer.email).count() == 1


def test_sent_back(writer: User, editor: User) -> None:
    story = draft_story("Kiln")
    hand_in(story, writer)
    decide(story, editor, "reject")
    assert not StoryPage.objects.get(pk=story.pk).live
    assert OutboxMail.objects.filter(key__contains=":rejected:", to=writer.email).count() == 1
