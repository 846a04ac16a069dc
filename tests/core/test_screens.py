"""The ground of a room's screens in the admin: who gets in, and the way back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from portal.core.screens import Crumb, Screen


class ListScreen(Screen):
    may = staticmethod(lambda user: user == "keeper")
    page_title = "Things"


class OneScreen(ListScreen):
    home = ("picture_consent:index", "Things")
    page_title = "Mend it"

    def way(self) -> list[Crumb]:
        return [("/things/7/", "The seventh")]


def asked_by(user: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    return request


def crumbs_of(kind: type[Screen]) -> list[tuple[str, str]]:
    screen = kind()
    screen.setup(asked_by("keeper"))
    return [(crumb["url"], crumb["label"]) for crumb in screen.get_breadcrumbs_items()]


def test_nobody_else_gets_in() -> None:
    with pytest.raises(PermissionDenied):
        ListScreen.as_view()(asked_by("somebody"))


def test_the_way_back_leads_home_to_the_list_and_what_lies_between() -> None:
    home = (reverse("wagtailadmin_home"), "Home")
    start = (reverse("picture_consent:index"), "Things")
    assert crumbs_of(ListScreen) == [home, ("", "Things")]
    assert crumbs_of(OneScreen) == [home, start, ("/things/7/", "The seventh"), ("", "Mend it")]
