"""What may not be shown is not published, whatever way a page goes live; what may be, is."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Site, Workflow, WorkflowPage, WorkflowTask

from portal.accounts.role_sync import sync_roles
from portal.core.enums import People
from portal.core.models import OutboxMail, PortalImage
from portal.stories.models import StoryIndexPage, StoryPage
from tests.factories.people import UserFactory
from tests.factories.stories import PictureFactory, draft_story

pytestmark = pytest.mark.django_db
WHY = "cannot be published: say in the picture library"


@pytest.fixture
def picture() -> PortalImage:
    """Return a picture of which nobody has said who is in it."""
    made: PortalImage = PictureFactory(title="The crowd", people=People.NOT_SAID, consent="")
    return made


@pytest.fixture
def editor(client: Client) -> Any:
    """Return somebody who publishes, signed in."""
    sync_roles()
    user = UserFactory(is_superuser=True)
    client.force_login(user, backend="portal.accounts.backends.PasswordBackend")
    return user


def _draft(picture: PortalImage | None, title: str = "A day in the glass workshop", **fields: Any) -> StoryPage:
    story = draft_story(title)
    story.picture = picture
    for name, value in fields.items():
        setattr(story, name, value)
    story.save_revision(user=UserFactory())
    return story


def _live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def _form(page_type: str, picture: PortalImage | None, **more: str) -> dict[str, str]:
    """Return what the editor's form sends for a page of all stories, or for a story."""
    sent = {"title": "Stories", "slug": "stories", "summary": "", "picture": str(picture.pk) if picture else ""}
    sent |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "introduction": ""}
    if page_type == "story":
        sent |= {"kind": "story", "body-count": "0", "title": "A day", "slug": "a-day"}
    return sent | more


def _add(client: Client, picture: PortalImage | None, **more: str) -> Any:
    home = Site.objects.get(is_default_site=True).root_page
    address = reverse("wagtailadmin_pages:add", args=["stories", "storyindexpage", home.pk])
    return client.post(address, _form("index", picture, **more), follow=True)


def test_a_new_page_is_not_live_for_a_moment_longer(client: Client, editor: Any, picture: PortalImage) -> None:
    """The screen saves a new page as live before it asks: refused, it is a draft, and the editor reads why."""
    answer = _add(client, picture, **{"action-publish": "1"})
    page = StoryIndexPage.objects.get()
    assert (page.live, page.live_revision_id, page.has_unpublished_changes) == (False, None, True)
    assert WHY in answer.content.decode()
    assert Client().get("/stories/").status_code == 404


def test_a_new_page_with_a_good_picture_is_published(client: Client, editor: Any) -> None:
    _add(client, PictureFactory(), **{"action-publish": "1"})
    assert StoryIndexPage.objects.get().live


def test_a_new_page_is_not_scheduled(client: Client, editor: Any, picture: PortalImage) -> None:
    """What does not pass by itself is refused at once, not on the day."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    answer = _add(client, picture, **{"action-publish": "1", "go_live_at": f"{tomorrow:%Y-%m-%d %H:%M}"})
    page = StoryIndexPage.objects.get()
    assert (page.live, page.scheduled_revision) == (False, None)
    assert WHY in answer.content.decode()


def test_the_button_on_a_live_page_leaves_it_as_it_was(client: Client, editor: Any, picture: PortalImage) -> None:
    story = _draft(None)
    story.get_latest_revision().publish()
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[story.pk]),
        _form("story", picture, **{"action-publish": "1"}),
        follow=True,
    )
    story = StoryPage.objects.get(pk=story.pk)
    assert (story.live, story.picture_id, story.title) == (True, None, "A day in the glass workshop")
    assert WHY in answer.content.decode()
    assert story.get_latest_revision_as_object().picture_id == picture.pk


def test_the_admins_own_action_is_taken_back(picture: PortalImage) -> None:
    """Whatever calls Wagtail's action, and with it no hook and no `publish`, is undone and written down."""
    story = _draft(picture)
    PublishPageRevisionAction(story.get_latest_revision()).execute(skip_permission_checks=True)
    assert not _live(story)
    assert PageLogEntry.objects.filter(page=story.pk, action="portal.unpublish.refused").count() == 1
    assert [WHY in mail.body for mail in OutboxMail.objects.all()] == [True]


def test_of_several_together_the_good_are_published(client: Client, editor: Any, picture: PortalImage) -> None:
    bad, good = _draft(picture, "With the crowd"), _draft(PictureFactory(), "With a lathe")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={bad.pk}&id={good.pk}&next=/admin/pages/", follow=True)
    assert (_live(bad), _live(good)) == (False, True)
    words = answer.content.decode()
    assert "‘With the crowd’ is not published" in words
    assert "1 page has been published" in words
    assert OutboxMail.objects.count() == 0  # whoever did it has read it


def test_children_published_with_their_parent_pass_the_gate_too(
    client: Client, editor: Any, picture: PortalImage
) -> None:
    bad, good = _draft(picture, "With the crowd"), _draft(PictureFactory(), "With a lathe")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={bad.get_parent().pk}", {"include_descendants": "on"})
    assert (_live(bad), _live(good)) == (False, True)


def _schedule(story: StoryPage, **when: int) -> None:
    story = story.get_latest_revision_as_object()
    story.go_live_at = timezone.now() + timedelta(**when)
    story.save_revision(user=UserFactory()).publish()


def test_a_due_page_goes_back_to_draft_and_the_others_are_published(time_machine: Any) -> None:
    """Consent that ran out meanwhile: its author gets one mail, and what is due after it goes live."""
    time_machine.move_to("2026-11-22 09:00:00+00:00", tick=False)
    with_people = PictureFactory(consent_until=timezone.localdate())
    bad, good = _draft(with_people, "With the crowd"), _draft(PictureFactory(), "With a lathe")
    _schedule(bad, days=1)
    _schedule(good, days=1, minutes=5)
    assert [page.scheduled_revision is not None for page in (bad, good)] == [True, True]
    time_machine.move_to("2026-11-23 10:00:00+00:00", tick=False)
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    bad, good = StoryPage.objects.get(pk=bad.pk), StoryPage.objects.get(pk=good.pk)
    assert (bad.live, bad.scheduled_revision, good.live) == (False, None, True)
    mail = OutboxMail.objects.get()
    assert mail.to == bad.get_latest_revision().user.email
    assert WHY in mail.body


def test_a_workflow_that_ends_well_does_not_publish_it(picture: PortalImage) -> None:
    workflow = Workflow.objects.create(name="Ask the office")
    task = GroupApprovalTask.objects.create(name="Look at it")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    bad, good = _draft(picture, "With the crowd"), _draft(PictureFactory(), "With a lathe")
    WorkflowPage.objects.create(workflow=workflow, page=bad.get_parent())
    approver = UserFactory(is_superuser=True)
    for story in (bad, good):
        state = workflow.start(story, approver)
        state.current_task_state.approve(user=approver)
    assert (_live(bad), _live(good)) == (False, True)
    assert OutboxMail.objects.filter(key__startswith="publish-refused:").count() == 1


def _published_with(picture: PortalImage) -> StoryIndexPage:
    """Return a live page whose picture was agreed to when it was published, and is not any more."""
    home = Site.objects.get(is_default_site=True).root_page
    page: StoryIndexPage = home.add_child(instance=StoryIndexPage(title="Stories", slug="stories", live=False))
    page.picture = picture
    page.save_revision(user=UserFactory()).publish()
    assert _live(page)
    PortalImage.objects.filter(pk=picture.pk).update(people=People.NOT_SAID)
    return StoryIndexPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("recursive", [False, True])
def test_a_copy_that_was_to_stay_live_is_a_draft(recursive: bool) -> None:
    page = _published_with(PictureFactory())
    copy = page.copy(keep_live=True, recursive=recursive, update_attrs={"slug": "copied"})
    assert not _live(copy)
    assert _live(page)


def test_pages_below_a_copy_are_asked_too(picture: PortalImage) -> None:
    """A page without fault whose child may not be shown: the copy of the one is live, that of the other not."""
    home = Site.objects.get(is_default_site=True).root_page.specific
    index = home.add_child(instance=StoryIndexPage(title="Stories", slug="stories", picture=picture))
    copy = home.copy(keep_live=True, recursive=True, update_attrs={"slug": "copied"}, to=Page.objects.get(depth=1))
    assert _live(copy)
    below = Page.objects.child_of(copy).get(slug="stories")
    assert (index.live, below.live) == (True, False)


def test_an_alias_is_taken_down_when_its_source_is_refused() -> None:
    """Publishing by the admin's action sends the content on to all aliases, each made live without being asked."""
    page = _published_with(PictureFactory())
    alias = page.create_alias(update_slug="alias")
    PublishPageRevisionAction(page.save_revision()).execute(skip_permission_checks=True)
    assert (_live(page), _live(alias)) == (False, False)


def test_an_alias_follows_what_is_in_order() -> None:
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=StoryIndexPage(title="Stories", slug="stories", picture=PictureFactory()))
    alias = page.create_alias(update_slug="alias")
    page.title = "All stories"
    page.save_revision().publish()
    alias = StoryIndexPage.objects.get(pk=alias.pk)
    assert (alias.live, alias.title) == (True, "All stories")


def test_an_older_version_is_asked_as_a_new_one(client: Client, editor: Any, picture: PortalImage) -> None:
    """Going back to a version with a picture that may not be shown: refused, by the screen and by `publish`."""
    story = _draft(picture)
    older = story.get_latest_revision()
    story.picture = None
    story.save_revision().publish()
    client.post(
        reverse("wagtailadmin_pages:edit", args=[story.pk]),
        _form("story", picture, **{"action-publish": "1", "revision": str(older.pk)}),
    )
    older.publish()
    assert StoryPage.objects.get(pk=story.pk).picture_id is None
    assert _live(story)


def test_each_picture_in_the_text_counts(picture: PortalImage) -> None:
    """In a gallery, as the still of a video, alone: each picture is named once."""
    block = {"image": picture.pk, "alt_text": "A crowd", "decorative": False}
    good = {"image": PictureFactory().pk, "alt_text": "A lathe", "decorative": False}
    story = _draft(None)
    story.body = [
        {"type": "picture", "value": {"picture": block, "caption": ""}},
        {"type": "gallery", "value": {"title": "", "pictures": [{"picture": good, "caption": ""}] * 2}},
        {"type": "video", "value": {"title": "Glass", "still": block, "address": "https://videos.example/1"}},
    ]
    revision = story.save_revision()
    texts = [one.text for one in revision.as_object().obstacles()]
    assert [WHY in text and "The crowd" in text for text in texts] == [True]
