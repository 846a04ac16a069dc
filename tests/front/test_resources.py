"""The library: what the address asks for, counts beside each filter, and a cost that does not grow."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.core.models import Theme
from portal.front.models import HomePage
from portal.front.services.page_writing import write_page
from tests.factories.people import SkillFactory
from tests.statements import that_write
from tests.test_queries import queries, repeated

pytestmark = pytest.mark.django_db


def library() -> Any:
    return write_page(
        HomePage.objects.get(),
        {"type": "front.ResourcesPage", "slug": "resources", "title": "Resources", "publish": True},
    )


def add(parent: Any, slug: str, **words: Any) -> Any:
    start = {"type": "front.ResourcePage", "slug": slug, "title": slug.capitalize(), "publish": True}
    return write_page(parent, start | words)


def shown(query: str) -> list[str]:
    return [card.title for card in Client().get(f"/resources/{query}").context["found"].object_list]


@pytest.fixture
def three() -> None:
    Theme.objects.create(name="Being seen", slug="being-seen")
    SkillFactory(name="Glassblowing", slug="glassblowing")
    page = library()
    add(page, "labels", kind="guide", for_whom="everybody", reviewed_on=date(2026, 3, 1), themes=["Being seen"])
    add(page, "kilns", kind="video", for_whom="technicians", reviewed_on=date(2026, 2, 1), skills=["Glassblowing"])
    add(page, "talks", kind="guide", for_whom="managers", summary="Before the yearly one", reviewed_on=date(2026, 1, 1))
    add(page, "secret", publish=False)


def test_an_empty_library_says_so() -> None:
    library()
    body = Client().get("/resources/").content.decode()
    assert "The library is still empty" in body
    assert "<form" not in body.partition("<main")[2]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Labels", "Kilns", "Talks"]),
        ("?for=technicians", ["Labels", "Kilns"]),  # what is for everybody is for them too
        ("?for=everybody", ["Labels"]),
        ("?kind=guide", ["Labels", "Talks"]),
        ("?theme=being-seen", ["Labels"]),
        ("?skill=glassblowing", ["Kilns"]),
        ("?q=YEARLY", ["Talks"]),
        ("?q=glassbl", ["Kilns"]),
        ("?kind=guide&for=managers&q=talk", ["Talks"]),
        ("?q=zzz", []),
        ("?q=%26%26", []),
        ("?for=martians&kind=poem&theme=none&skill=x&page=x", ["Labels", "Kilns", "Talks"]),
        ("?page=99", ["Labels", "Kilns", "Talks"]),
        ("?q=%00", ["Labels", "Kilns", "Talks"]),
    ],
)
def test_it_finds(three: None, query: str, titles: list[str]) -> None:
    assert shown(query) == titles


def test_each_filter_says_how_many_it_would_leave(three: None) -> None:
    context = Client().get("/resources/?kind=guide").context
    counts = {option.value: option.count for option in context["options"]["for"]}
    assert counts == {"": 2, "everybody": 1, "technicians": 1, "managers": 2}
    assert {option.value: option.count for option in context["options"]["kind"]} == {"": 3, "guide": 2, "video": 1}
    assert context["sentence"] == "2 of 3 resources"
    assert [(chip.label, chip.url) for chip in context["chips"]] == [("Guide", "?")]


def test_a_search_is_not_indexed_and_the_library_is(three: None) -> None:
    assert "noindex" in Client().get("/resources/?q=kilns").content.decode()
    assert "noindex" not in Client().get("/resources/").content.decode()


def test_a_resource_leads_back_into_the_library(three: None) -> None:
    body = Client().get("/resources/kilns/").content.decode()
    assert 'href="/resources/?kind=video"' in body
    assert 'href="/skills/glassblowing/"' in body
    assert Client().get("/resources/secret/").status_code == 404


def test_it_costs_the_same_for_one_and_for_thirty(three: None) -> None:
    page = HomePage.objects.get().get_children().get(slug="resources")
    for_three = queries("/resources/")
    for number in range(27):
        add(page, f"more-{number}", themes=["Being seen"], skills=["Glassblowing"])
    for address in ("/resources/", "/resources/?page=2", "/resources/?theme=being-seen"):
        asked = queries(address)
        assert len(asked) == len(for_three), "\n".join(asked)
        assert repeated(asked) == {}


def test_reading_writes_nothing(three: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        for address in ("/resources/?q=kilns", "/resources/kilns/"):
            Client().get(address)
    assert that_write(captured) == []
