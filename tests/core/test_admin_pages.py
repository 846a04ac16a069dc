"""The pages of a list in the admin keep what was asked for."""

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string


def pages(number: int, query: str = "") -> str:
    page = Paginator(range(4000), 2).page(number)
    return render_to_string("components/admin_pages.html", {"page": page, "query": query})


@pytest.mark.parametrize(
    ("number", "links"),
    [
        (1, ["?q=a+b&amp;page=2"]),
        (1500, ["?q=a+b&amp;page=1499", "?q=a+b&amp;page=1501"]),
        (2000, ["?q=a+b&amp;page=1999"]),
    ],
)
def test_previous_and_next_stay_within_the_search(number: int, links: list[str]) -> None:
    shown = pages(number, "q=a+b")
    assert [part.split('"')[0] for part in shown.split('href="')[1:]] == links


def test_a_single_page_has_no_links() -> None:
    page = Paginator(range(2), 2).page(1)
    assert render_to_string("components/admin_pages.html", {"page": page}).strip() == ""
