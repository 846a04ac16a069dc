"""Nothing about a named person is published without their agreement, whatever way a story goes live."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from portal.core.models import OutboxMail
from portal.stories.enums import Agreement
from portal.stories.models import TAKEN_SLUGS, StoryPage, Subject
from portal.stories.subjects import subjects_of
from portal.stories.urls import urlpatterns
from tests.factories.people import UserFactory
from tests.factories.stories import PictureFactory, SubjectFactory, draft_story, publish, save_body

pytestmark = pytest.mark.django_db
UNSETTLED = (Agreement.NOT_ASKED, Agreement.ASKED, Agreement.WISHES, Agreement.REFUSED)


def _about(subject: Subject) -> StoryPage:
    return save_body(subject.story, ("subject", {"subject": subject.pk, "shows": "all"}))


def _is_seen(story: StoryPage) -> bool:
    """Say whether visitors see it: the queryset, the page itself and the address must all say the same."""
    story = StoryPage.objects.get(pk=story.pk)
    answers = {
        StoryPage.objects.showing().filter(pk=story.pk).exists(),
        story.may_be_seen(),
        Client().get(story.get_url()).status_code == 200,
    }
    assert len(answers) == 1, answers
    return answers.pop()


def test_agreed_is_published_and_shown() -> None:
    """Name, role and quote stand on the page."""
    subject = SubjectFactory(photo=PictureFactory(alt_text="At the lathe"))
    story = publish(_about(subject))
    assert _is_seen(story)
    html = Client().get(story.get_url()).content.decode()
    for words in (subject.name, subject.role, subject.quote, "At the lathe"):
        assert words in html


@pytest.mark.parametrize("state", UNSETTLED)
def test_unsettled_is_not_published(state: Agreement) -> None:
    """The page stays a draft and its writer is told, without a name."""
    subject = SubjectFactory(agreement=state)
    story = _about(subject)
    story.latest_revision.user = UserFactory()
    story.latest_revision.save()
    assert not publish(story).live
    assert not _is_seen(story)
    body = OutboxMail.objects.get().body
    assert "Person 1 of the story" in body
    assert subject.name not in body


@pytest.mark.parametrize("state", UNSETTLED)
def test_live_is_hidden_when_unsettled(state: Agreement) -> None:
    """Whoever makes a row unsettled behind our back hides the story too."""
    subject = SubjectFactory()
    story = publish(_about(subject))
    assert _is_seen(story)
    Subject.objects.update(agreement=state)
    assert not _is_seen(story)


def test_changed_words_show_nothing() -> None:
    """Other words than those agreed to are not shown, even where the state was not changed with them."""
    subject = SubjectFactory()
    story = publish(_about(subject))
    Subject.objects.update(quote="I sell what nobody makes.")
    story = StoryPage.objects.get(pk=story.pk)
    assert subjects_of(story) == {}
    assert not story.may_be_seen()
    assert [one.may_pass_by_itself for one in story.obstacles()] == [True]


def test_due_story_goes_back_to_draft_and_others_publish() -> None:
    """A schedule that comes due without agreement refuses one story and not those after it."""
    first, second = _about(SubjectFactory(agreement=Agreement.ASKED)), _about(SubjectFactory())
    writer = UserFactory()
    for story in (first, second):
        version = story.get_latest_revision_as_object()
        version.go_live_at = timezone.now() + timedelta(hours=1)
        version.save_revision(user=writer).publish()
        assert StoryPage.objects.get(pk=story.pk).scheduled_revision is not None
    for revision in (story.scheduled_revision for story in StoryPage.objects.filter(pk__in=[first.pk, second.pk])):
        revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.save()
    call_command("publish_scheduled")
    assert not _is_seen(first)
    assert _is_seen(second)
    assert StoryPage.objects.get(pk=first.pk).scheduled_revision is None
    assert [mail.to for mail in OutboxMail.objects.all()] == [writer.email]


@pytest.mark.parametrize("state", [Agreement.REFUSED, Agreement.WITHDRAWN])
def test_no_schedule_for_refused(state: Agreement) -> None:
    """What does not pass by itself cannot be scheduled."""
    story = _about(SubjectFactory(agreement=state))
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()
    assert StoryPage.objects.get(pk=story.pk).scheduled_revision is None


@pytest.mark.parametrize("recursive", [False, True])
def test_a_copy_is_a_draft(recursive: bool) -> None:
    """Nobody has agreed to the copy, and a copy of the whole list of stories shows none either."""
    story = publish(_about(SubjectFactory()))
    kept = StoryPage.objects.get(pk=story.pk)
    source: Any = Page.objects.get(pk=story.get_parent().pk).specific if recursive else kept
    source.copy(keep_live=True, recursive=recursive, update_attrs={"slug": "copied", "title": "Copied"})
    copy = StoryPage.objects.exclude(pk=story.pk).get()
    assert (copy.live, copy.live_revision) == (False, None)
    assert not _is_seen(copy)
    assert any("not one of this story's people" in one.text for one in copy.obstacles())
    assert not publish(copy).live
    assert _is_seen(story)


@pytest.mark.parametrize("recursive", [False, True])
def test_an_alias_never_shows(recursive: bool) -> None:
    """Neither when it is made nor when its source is published again, nor where something else made it live."""
    story = publish(_about(SubjectFactory()))
    source = story.get_parent().specific if recursive else StoryPage.objects.get(pk=story.pk)
    source.create_alias(update_slug="alias", recursive=recursive)
    alias = StoryPage.objects.get(alias_of=story.pk)
    assert not _is_seen(alias)
    publish(story)
    assert not StoryPage.objects.get(pk=alias.pk).live
    StoryPage.objects.filter(pk=alias.pk).update(live=True, live_revision=story.live_revision)
    assert not _is_seen(alias)
    assert _is_seen(story)


def test_live_without_a_version_never_shows() -> None:
    """What something made live that asks nobody is not shown."""
    story = draft_story()
    StoryPage.objects.filter(pk=story.pk).update(live=True)
    assert not _is_seen(story)
    assert list(StoryPage.objects.held_back()) == [story]


def test_older_version_leaves_the_rows() -> None:
    """Publishing a version from before somebody was added asks for their agreement all the same."""
    story = publish(draft_story())
    older = story.latest_revision
    subject = SubjectFactory(story=story, agreement=Agreement.ASKED)
    _about(subject)
    older.publish()
    assert Subject.objects.get().pk == subject.pk
    assert not _is_seen(story)


def test_somebody_elses_row() -> None:
    """A block that names the row of another story's person draws nothing and is not published."""
    other = SubjectFactory()
    story = save_body(draft_story("Another"), ("subject", {"subject": other.pk, "shows": "all"}))
    assert not publish(story).live


def test_a_photo_that_may_not_be_shown() -> None:
    """A photo without consent stands in the way, and is not drawn where its consent has run out since."""
    subject = SubjectFactory(photo=PictureFactory(alt_text="At the lathe"))
    story = publish(_about(subject))
    subject.photo.consent_until = timezone.localdate() - timedelta(days=1)
    subject.photo.save()
    assert [one.may_pass_by_itself for one in StoryPage.objects.get(pk=story.pk).obstacles()] == [False]
    assert "At the lathe" not in Client().get(story.get_url()).content.decode()


def test_two_queries_for_the_people(django_assert_num_queries: Any) -> None:
    """However many blocks ask."""
    story = draft_story()
    for _ in range(30):
        SubjectFactory(story=story, photo=PictureFactory())
    story = StoryPage.objects.get(pk=story.pk)
    with django_assert_num_queries(1):
        assert len(subjects_of(story)) == 30
        assert len(subjects_of(story)) == 30


def test_the_taken_addresses_are_those_of_the_urls() -> None:
    """A story at one of them would be hidden behind it."""
    routes = [str(entry.pattern) for entry in urlpatterns]
    firsts = {route.split("/")[1] for route in routes if route.startswith("stories/")}
    assert {first for first in firsts if "<" not in first} == set(TAKEN_SLUGS)


@pytest.mark.parametrize("slug", TAKEN_SLUGS)
def test_a_story_takes_no_address_that_is_taken(slug: str) -> None:
    story = draft_story()
    story.slug = slug
    with pytest.raises(ValidationError, match="Choose another address"):
        story.full_clean()
