"""The sample university's standard pages: all of them public, their words known to the facts, their files real."""

from io import BytesIO
from zipfile import is_zipfile

import pytest
from django.test import Client
from wagtail.models import Page

from portal.demo.pages import sample_pages, write_pages
from portal.front.models import PledgePage, ResourcePage

pytestmark = pytest.mark.django_db


def test_they_are_public_and_whole(facts: None) -> None:
    """One test: writing them takes seconds."""
    write_pages()
    _all_are_public()
    _words_are_the_facts_own()
    _files_are_what_they_say()


def _all_are_public() -> None:
    pages = Page.objects.filter(depth__gt=2).specific()
    assert len(pages) >= 25
    assert [page.slug for page in pages if not page.live or page.obstacles()] == []
    wrong = {page.url: status for page in pages if (status := Client().get(page.url).status_code) != 200}
    assert wrong == {}


def _words_are_the_facts_own() -> None:
    rows = [child for page in sample_pages() for child in page.get("children", []) if "kind" in child]
    for words in rows:
        page = ResourcePage.objects.get(slug=words["slug"])
        assert {theme.name for theme in page.themes.all()} == set(words.get("themes", [])), words["slug"]
        assert {skill.name for skill in page.skills.all()} == set(words.get("skills", [])), words["slug"]


def _files_are_what_they_say() -> None:
    pledge = PledgePage.objects.get()
    assert pledge.certificate_picture.alt_text.startswith("A certificate")
    assert pledge.certificate_document.file.read(5) == b"%PDF-"
    documents = [page.document for page in ResourcePage.objects.exclude(document=None)]
    assert {document.file_extension for document in documents} == {"docx", "xlsx"}
    assert all(is_zipfile(BytesIO(document.file.read())) for document in documents)
