"""The search knows the text of live pages, and of nothing else."""

import pytest
from wagtail.models import PageViewRestriction

from portal.front.models import HomePage, PageText
from portal.front.services.page_texts import keep_all_texts
from portal.front.site_search import find_pages
from portal.stories.models import StoryIndexPage
from tests.asking import found_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    """Return a live page with a text."""
    words = "Tomatoes & orchids in winter, kept at <5 °C."
    made = StoryIndexPage(title="Récits of the glasshouse", slug="recits", introduction=words)
    return HomePage.objects.get().add_child(instance=made)


def titles(text: str) -> list[str]:
    return [card.title for card in found_by(find_pages, text)[1]]


def test_a_page_is_found_by_title_and_text_whatever_the_accents(page):
    for text in ("recits", "RÉCITS", "orchid", "glass winter", '"orchids in winter"'):
        assert titles(text) == [page.title], text
    for text in ("lasshouse", "orchids tulips", '"winter orchids"'):
        assert titles(text) == [], text
    (card,) = found_by(find_pages, "orchids")[1]
    assert (card.url, card.detail) == ("/recits/", "Tomatoes & orchids in winter, kept at <5 °C.")


def test_a_page_taken_down_is_not_found_any_more(page):
    page.unpublish()
    assert titles("orchids") == []
    assert not PageText.objects.filter(pk=page.pk).exists()


def test_what_is_only_drafted_is_not_found(page):
    page.introduction = "Cactuses."
    page.save_revision()
    assert titles("cactuses") == []
    page.get_latest_revision().publish()
    assert (titles("cactuses"), titles("orchids")) == ([page.title], [])


def test_a_page_kept_for_some_is_not_found(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert titles("orchids") == []


def test_the_job_finds_what_was_changed_behind_its_back(page):
    StoryIndexPage.objects.filter(pk=page.pk).update(introduction="Ferns.")
    assert keep_all_texts() == "1 texts of pages brought up to date"
    assert (titles("ferns"), titles("orchids")) == ([page.title], [])
    StoryIndexPage.objects.filter(pk=page.pk).update(live=False)
    assert titles("ferns") == []
    assert keep_all_texts() == "1 texts of pages brought up to date"
    assert keep_all_texts() == "0 texts of pages brought up to date"


def test_titles_come_before_texts(page):
    page.add_sibling("last-sibling", instance=StoryIndexPage(title="Orchids", slug="orchids"))
    assert titles("orchids") == ["Orchids", page.title]
    assert found_by(find_pages, "orchids", 1)[0] == 2
