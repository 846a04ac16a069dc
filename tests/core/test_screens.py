"""The ground of a room's screens in the admin: who gets in, and the way back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from portal.core.models import Theme
from portal.core.screens import Crumb, Screen


class ListScreen(Screen):
    may = staticmethod(lambda user: user == "keeper")
    page_title = "Things"


class OneScreen(ListScreen):
    home = ("picture_consent:index", "Things")
    page_title = "Mend it"

    def way(self) -> list[Crumb]:
        return [("/things/7/", "The seventh")]


class SeventhScreen(ListScreen):
    def is_open_to(self, user: Any) -> bool:
        return user == f"keeper of {self.kwargs['pk']}"

    def get_page_subtitle(self) -> str:
        return "The seventh"


def asked_by(user: str, address: str = "/") -> HttpRequest:
    request = RequestFactory().get(address)
    request.user = user  # type: ignore[assignment]
    return request


def crumbs_of(kind: type[Screen]) -> list[tuple[str, str]]:
    screen = kind()
    screen.setup(asked_by("keeper"))
    return [(crumb["url"], crumb["label"]) for crumb in screen.get_breadcrumbs_items()]


def test_nobody_else_gets_in() -> None:
    with pytest.raises(PermissionDenied):
        ListScreen.as_view()(asked_by("somebody"))


def test_a_screen_may_ask_what_the_address_names() -> None:
    assert SeventhScreen.as_view()(asked_by("keeper of 7"), pk=7).status_code == 200
    for user in ("keeper of 8", "keeper"):
        with pytest.raises(PermissionDenied):
            SeventhScreen.as_view()(asked_by(user), pk=7)


def test_the_way_back_leads_home_to_the_list_and_what_lies_between() -> None:
    home = (reverse("wagtailadmin_home"), "Home")
    start = (reverse("picture_consent:index"), "Things")
    assert crumbs_of(ListScreen) == [home, ("", "Things")]
    assert crumbs_of(OneScreen) == [home, start, ("/things/7/", "The seventh"), ("", "Mend it")]


def test_where_one_is_is_named_in_full() -> None:
    screen = SeventhScreen()
    screen.setup(asked_by("keeper of 7"), pk=7)
    assert screen.get_breadcrumbs_items()[-1] == {"url": "", "label": "Things", "sublabel": "The seventh"}


class TwoAPage(ListScreen):
    rows_a_page = 2


@pytest.mark.parametrize(("asked", "rows"), [("", [0, 1]), ("?page=2", [2, 3]), ("?page=9", [4]), ("?page=x", [0, 1])])
def test_a_page_of_rows_is_the_one_asked_for_or_the_nearest(asked: str, rows: list[int]) -> None:
    screen = TwoAPage()
    screen.setup(asked_by("keeper", f"/{asked}"))
    themes = [Theme(order=number) for number in range(5)]
    assert [theme.order for theme in screen.page_of(themes)] == rows
