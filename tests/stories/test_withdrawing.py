"""After somebody took their agreement back, their name is in no row of the database, no file and no page."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, PageLogEntry

from portal.core.models import OutboxMail, PortalImage
from portal.stories.enums import Agreement
from portal.stories.models import StoryPage, StorySuggestion, Subject
from portal.stories.services.withdrawing import withdraw
from profiles.enums import ReuseState
from profiles.models import PhotoReuse
from tests.factories.people import UserFactory, live_technician
from tests.factories.stories import PictureFactory, SubjectFactory, draft_story, publish, save_body

pytestmark = pytest.mark.django_db
GIVEN, FAMILY = "Qxgivenkz", "Qxfamilykz"
NAME = f"{GIVEN} {FAMILY}"
QUOTE = "Qxquotekz is what I say of every single kiln."
CANARIES = (GIVEN.lower(), FAMILY.lower(), "qxquotekz")


def rows_that_hold(words: tuple[str, ...]) -> list[str]:
    """Return the tables in which one of the words stands in any column, in lower case, escaped or not."""
    found = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text = " ".join(str(value) for row in cursor.fetchall() for value in row).lower()
        found += [f"{table}: {word}" for word in words if word in text]
    return found


def files_that_name(words: tuple[str, ...]) -> list[str]:
    """Return the files under the media root whose name holds one of the words."""
    names = [path.name.lower() for path in Path(settings.MEDIA_ROOT).rglob("*")]
    return [name for name in names if any(word in name for word in words)]


@pytest.fixture
def named_everywhere() -> Subject:
    """Publish a story that names somebody in every text it has, with versions, comments, a log and a redirect."""
    picture = PictureFactory(title=f"{NAME} at the kiln", alt_text=f"{FAMILY} at the kiln", file__name="x.png")
    story = draft_story(f"A day with {NAME}", slug=f"a-day-with-{GIVEN}-{FAMILY}".lower())
    subject = SubjectFactory(
        story=story, name=NAME, quote=QUOTE, photo=picture, email=f"{GIVEN}@elsewhere.example",
        recorded_by=UserFactory(), recorded_reason=f"{GIVEN} rang",
    )  # fmt: skip
    story = save_body(
        story,
        ("text", f"<p>Here <b>{GIVEN}</b> {FAMILY} works. {QUOTE}</p>"),
        ("picture", {"picture": {"image": picture.pk, "alt_text": f"{NAME}"}, "caption": f"By {FAMILY}’s kiln"}),
        ("subject", {"subject": subject.pk, "shows": "all"}),
        summary=f"{NAME} tells",
        search_description=f"{FAMILY}, {GIVEN}",
        seo_title=NAME,
        picture=picture,
    )
    story = publish(story)
    save_body(story, ("text", f"<p>{NAME} once more</p>"), title=f"{NAME} again")
    Comment.objects.create(page=story, user=UserFactory(), text=f"Is it {NAME}?", contentpath="title", position="")
    Redirect.add_redirect(f"/stories/old-{FAMILY.lower()}/", redirect_to=story)
    StorySuggestion.objects.create(title=f"Tell of {NAME}", text=f"{NAME} has a kiln", about=NAME, story=story)
    return subject


def test_named_everywhere_and_nowhere_after(
    named_everywhere: Subject, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    """The crawl is known to find it before, and finds nothing after; the rest of the text stands."""
    subject = named_everywhere
    story = StoryPage.objects.get(pk=subject.story_id)
    assert story.may_be_seen()
    assert set(CANARIES) <= {line.split(": ")[1] for line in rows_that_hold(CANARIES)}
    with django_capture_on_commit_callbacks(execute=True):
        done = withdraw(subject.pk)
    assert rows_that_hold(CANARIES) == []
    assert files_that_name(CANARIES) == []
    assert done.unpublished
    story = StoryPage.objects.get(pk=story.pk)
    assert (story.live, story.title, story.slug) == (False, "A day with [name removed]", f"story-{story.pk}")
    assert "<p>Here <b>[name removed]</b> works. [name removed].</p>" in str(story.body.raw_data)
    assert Client().get(story.get_url()).status_code == 404
    told = [mail for mail in mailoutbox if "took their agreement" in mail.subject]
    assert told == [] or all(NAME not in mail.body for mail in told)
    assert not PortalImage.objects.exists()
    # What happened stands in the story's history, where editors read it
    entry = PageLogEntry.objects.get(action="stories.subject.withdrawn")
    assert entry.data["unpublished"] is True
    assert "title" in entry.data["parts"]


def test_older_versions_hold_nothing(named_everywhere: Subject) -> None:
    """Reverting to any of them does not bring the name back, nor can it be published unread."""
    withdraw(named_everywhere.pk)
    story = StoryPage.objects.get(pk=named_everywhere.story_id)
    for revision in story.revisions.all():
        version = revision.as_object()
        assert NAME not in version.title + version.summary + str(version.body.raw_data)
        revision.publish()
        assert not StoryPage.objects.get(pk=story.pk).live
    Subject.objects.get().delete()
    assert publish(story).may_be_seen()


def test_a_story_that_says_no_more_than_the_row_stays() -> None:
    """Only the person is gone from it; the others stand."""
    story = draft_story()
    going, staying = SubjectFactory(story=story, name=NAME), SubjectFactory(story=story)
    blocks = [("subject", {"subject": each.pk, "shows": "all"}) for each in (going, staying)]
    story = publish(save_body(story, *blocks))
    assert NAME in Client().get(story.get_url()).content.decode()
    done = withdraw(going.pk)
    assert (done.unpublished, done.parts) == (False, ())
    page = Client().get(story.get_url())
    assert page.status_code == 200
    assert NAME not in page.content.decode()
    assert staying.name in page.content.decode()
    assert rows_that_hold(CANARIES[:2]) == []


def test_copies_follow() -> None:
    """What was copied from the story with the row's block in it is cleaned too."""
    subject = SubjectFactory(name=NAME)
    body = [("text", f"<p>{NAME}</p>"), ("subject", {"subject": subject.pk, "shows": "all"})]
    story = publish(save_body(subject.story, *body, title=f"About {NAME}"))
    StoryPage.objects.get(pk=story.pk).copy(update_attrs={"slug": "copied"})
    StoryPage.objects.get(pk=story.pk).create_alias(update_slug="alias")
    withdraw(subject.pk)
    assert rows_that_hold(CANARIES[:2]) == []
    assert StoryPage.objects.count() == 3


def test_a_photo_used_elsewhere_stays_there() -> None:
    """Under its own consent, without the name in its words."""
    picture = PictureFactory(title=NAME, alt_text=f"{NAME} at the kiln")
    other = SubjectFactory(photo=picture)
    subject = SubjectFactory(name=NAME, photo=picture)
    withdraw(subject.pk)
    picture.refresh_from_db()
    assert (picture.title, picture.alt_text) == ("[name removed]", "[name removed] at the kiln")
    assert Subject.objects.get(pk=other.pk).photo == picture


def test_a_copy_of_ones_own_photo_ends_its_use() -> None:
    """By the service that ends uses, so that whoever asked for it is told."""
    technician = live_technician()
    picture = PictureFactory()
    reuse = PhotoReuse.objects.create(
        technician=technician, editor=UserFactory(), purpose="A story", until="2094-01-31",
        state=ReuseState.AGREED, copy=picture,
    )  # fmt: skip
    subject = SubjectFactory(technician=technician, photo=picture, name=technician.display_name)
    withdraw(subject.pk, technician.user)
    reuse.refresh_from_db()
    assert (reuse.state, reuse.copy) == (ReuseState.WITHDRAWN, None)
    assert not PortalImage.objects.exists()


def test_the_photo_in_the_text_takes_the_story_down() -> None:
    """A photo that also stands in the body is shown beside the row, so that the story is unpublished."""
    picture = PictureFactory()
    subject = SubjectFactory(photo=picture)
    story = publish(
        save_body(
            subject.story,
            ("picture", {"picture": {"image": picture.pk, "alt_text": "A kiln"}, "caption": ""}),
            ("subject", {"subject": subject.pk, "shows": "all"}),
        )
    )
    assert story.may_be_seen()
    assert withdraw(subject.pk).parts == ("picture",)
    assert not StoryPage.objects.get(pk=story.pk).live


def test_editors_are_told_without_a_name(mailoutbox: list[Any], django_capture_on_commit_callbacks: Any) -> None:
    """By mail, with what happened and where to look."""
    editor = UserFactory()
    subject = SubjectFactory(name=NAME, asked_by=editor, agreement=Agreement.AGREED)
    story = publish(save_body(subject.story, ("text", f"<p>{FAMILY}’s</p>"), title=NAME))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(subject.pk)
    mail = next(mail for mail in mailoutbox if mail.to == [editor.email])
    assert mail.subject == "Somebody took their agreement to a story back"
    assert "Person 1 of the story ‘[name removed]’" in mail.body
    assert "it also stood" not in mail.body
    assert "stood in its title, text" in mail.body
    assert reverse("story_people:index", args=[story.pk]) in mail.body
    assert not OutboxMail.objects.filter(body__contains=FAMILY).exists()


def test_moving_shows_nothing() -> None:
    """A story that was taken down stays down wherever it goes."""
    subject = SubjectFactory(name=NAME)
    story = publish(save_body(subject.story, ("text", f"<p>{NAME}</p>")))
    withdraw(subject.pk)
    story = StoryPage.objects.get(pk=story.pk)
    story.move(Page.objects.get(pk=story.get_parent().pk), pos="first-child")
    assert not StoryPage.objects.showing().exists()
