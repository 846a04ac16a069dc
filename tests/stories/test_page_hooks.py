"""What the admin says and does when a story is copied, made an alias of, or deleted: one, several, or all at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.core.registries import Scope, measures
from portal.front.counting import PAGE
from portal.front.read_pages import GONE, read_pages
from portal.stories.enums import Agreement
from portal.stories.models import StoryPage, StorySuggestion, Subject
from portal.stories.site_search import find_stories
from profiles.models import Skill
from tests.asking import found_by
from tests.factories.people import SkillFactory, UserFactory, live_technician
from tests.factories.stories import SubjectFactory, draft_story, publish, save_body, stories_index

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def editor(client: Client) -> Client:
    """Return the browser of somebody who may do everything."""
    client.force_login(UserFactory(is_superuser=True))
    return client


def _told(title: str = "Kiln", **person: Any) -> StoryPage:
    """Return a published story about somebody who agreed."""
    subject = SubjectFactory(story=draft_story(title), **person)
    return publish(save_body(subject.story, ("subject", {"subject": subject.pk, "shows": "all"})))


def _copying(page: Page, **more: str) -> dict[str, str]:
    sent = {"new_title": "Again", "new_slug": "again", "new_parent_page": str(page.get_parent().pk)}
    return sent | more


def _words(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


# --- copies and aliases ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("agreement", [Agreement.AGREED, Agreement.ASKED, Agreement.REFUSED, Agreement.WITHDRAWN])
def test_an_alias_of_a_story_is_refused_with_words(editor: Client, agreement: Agreement) -> None:
    """Of one that may be published too: nobody agreed to a second address."""
    story = SubjectFactory(agreement=agreement).story
    address = reverse("wagtailadmin_pages:copy", args=[story.pk])
    assert editor.get(address).status_code == 200
    answer = editor.post(address, _copying(story, alias="on", publish_copies="on"), follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert "A story is shown at one address only." in _words(answer)
    assert StoryPage.objects.count() == 1


def test_a_copy_that_was_to_be_published_is_a_draft_and_says_so(editor: Client) -> None:
    story = _told()
    address = reverse("wagtailadmin_pages:copy", args=[story.pk])
    answer = editor.post(address, _copying(story, publish_copies="on"), follow=True)
    assert "The copy is a draft, and has no people yet" in _words(answer)
    copy = StoryPage.objects.exclude(pk=story.pk).get()
    assert (copy.live, copy.slug, copy.people) == (False, "again", [])
    assert Client().get("/stories/again/").status_code == 404
    # Its blocks name the people of the other, so that no button publishes it either
    assert "not one of this story" in _published(editor, [copy])
    assert not StoryPage.objects.get(pk=copy.pk).live


def _published(editor: Client, pages: list[StoryPage]) -> str:
    """Publish pages together in the admin, and return what is said."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return _words(editor.post(f"{address}?{chosen}&next=/admin/", {"include_descendants": ""}, follow=True))


def test_an_alias_that_something_else_made_is_published_by_no_button(editor: Client) -> None:
    story = _told()
    alias = StoryPage.objects.get(pk=story.pk).create_alias(update_slug="alias")
    said = _published(editor, [alias])
    assert "A story is shown at one address only: link to it in place of an alias." in said
    assert not StoryPage.objects.get(pk=alias.pk).live
    editor.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    page = StoryPage.objects.get(pk=alias.pk)
    assert (page.alias_of, page.live) == (None, False)
    assert "not one of this story" in _published(editor, [page])
    assert Client().get("/stories/alias/").status_code == 404


# --- deleted --------------------------------------------------------------------------------------------------------


def _delete(editor: Client, page: Page, **sent: str) -> Any:
    return editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), sent, follow=True)


def _delete_together(editor: Client, pages: list[StoryPage], **sent: str) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return editor.post(f"{address}?{chosen}&next=/admin/", sent, follow=True)


def _shown_at(words: str, skill: Skill) -> set[str]:
    """Return the public pages on which some words stand."""
    addresses = ("/stories/", "/stories/feed/", "/technicians/ines-vale/", f"/skills/{skill.slug}/", "/search/?q=Kiln")
    return {address for address in addresses if words in Client().get(address).content.decode()}


def test_a_deleted_story_is_gone_from_everything_that_showed_it(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    person, skill = live_technician(slug="ines-vale"), SkillFactory()
    subject = SubjectFactory(story=draft_story("The Kiln at dawn"), technician=person)
    blocks = [("text", "<p>It is lit.</p>"), ("subject", {"subject": subject.pk, "shows": "all"})]
    story, secret = publish(save_body(subject.story, *blocks, skills=[skill])), subject.secret
    StorySuggestion.objects.create(title="A kiln", text="Tell of it", story=story, state="taken_up")
    other = _told("Lathe")
    assert len(_shown_at("at dawn", skill)) == 5
    assert Client().get(f"/stories/agreement/{secret}/").status_code == 200

    assert "what is kept of the 1 person in it" in _words(
        editor.get(reverse("wagtailadmin_pages:delete", args=[story.pk]))
    )
    assert Subject.objects.filter(story=story.pk).count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        _delete(editor, story)

    assert [page.pk for page in StoryPage.objects.all()] == [other.pk]
    assert [row.story_id for row in Subject.objects.all()] == [other.pk]
    assert _shown_at("at dawn", skill) == set()
    assert found_by(find_stories, "kiln")[0] == 0
    assert Client().get(story.url).status_code == 404
    assert editor.get(reverse("story_pack", args=[story.pk])).status_code == 404
    assert Client().get(f"/stories/agreement/{secret}/").status_code == 404
    mine = Client()
    mine.force_login(person.user)
    assert story.title not in mine.get("/me/stories/").content.decode()
    # What was suggested and read stays, without a way to the story; what is measured counts it no more
    assert StorySuggestion.objects.get().story is None
    key = f"{PAGE}{story.pk}"
    assert read_pages([key])[key].title == GONE
    measure = measures.get("stories_published")
    assert measure is not None
    assert measure.compute(Scope(TODAY - timedelta(days=1), TODAY)).value == 1


def test_an_alias_stays_a_draft_when_its_story_is_deleted(editor: Client) -> None:
    story = _told()
    alias = StoryPage.objects.get(pk=story.pk).create_alias(update_slug="alias")
    _delete(editor, story)
    left = StoryPage.objects.get()
    assert (left.pk, left.live) == (alias.pk, False)
    assert Client().get("/stories/alias/").status_code == 404
    assert "not one of this story" in _published(editor, [left])


def test_stories_are_deleted_together_with_their_people(editor: Client) -> None:
    first, second, kept = _told("One"), _told("Two"), _told("Three")
    _delete_together(editor, [first, second])
    assert [page.pk for page in StoryPage.objects.all()] == [kept.pk]
    assert [row.story_id for row in Subject.objects.all()] == [kept.pk]


def test_all_stories_go_with_the_page_above_them(editor: Client) -> None:
    stories = [_told("One"), _told("Two")]
    index = stories_index()
    said = _words(editor.get(reverse("wagtailadmin_pages:delete", args=[index.pk])))
    assert "With the stories goes what is kept of the 2 people in it" in said
    _delete(editor, index)
    assert not StoryPage.objects.filter(pk__in=[story.pk for story in stories]).exists()
    assert not Subject.objects.exists()


@pytest.mark.parametrize("together", [False, True])
def test_nobody_is_lost_where_the_deletion_was_not_confirmed(editor: Client, together: bool) -> None:
    """Where many pages go, Wagtail wants the site's name typed; the people stay while it is not."""
    story = _told()
    wrong = {"confirm_site_name": "another site"}
    answer = _delete_together(editor, [story], **wrong) if together else _delete(editor, stories_index(), **wrong)
    assert "to confirm" in _words(answer)
    assert StoryPage.objects.get().may_be_seen()
    assert Subject.objects.get().agreement == Agreement.AGREED
    right = {"confirm_site_name": settings.WAGTAIL_SITE_NAME}
    if together:
        _delete_together(editor, [story], **right)
    else:
        _delete(editor, stories_index(), **right)
    assert not StoryPage.objects.exists()
    assert not Subject.objects.exists()


def test_who_may_not_delete_takes_nobody_away(client: Client) -> None:
    story = _told()
    client.force_login(UserFactory())
    _delete(client, story)
    assert Subject.objects.get().agreement == Agreement.AGREED
    assert StoryPage.objects.get().may_be_seen()
