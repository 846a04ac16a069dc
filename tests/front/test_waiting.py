"""The header's count of what waits: not asked for on every page, and never behind one's own acts."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core.registries import Need, NeedSource, needs_me
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


class Waiting:
    """A source that counts how often it is asked, and of which a test says what waits."""

    def __init__(self) -> None:
        self.asked, self.count = 0, 3

    def find(self, user: object) -> list[Need]:
        self.asked += 1
        return [Need(f"Thing {n}", "", "/me/", "Look") for n in range(self.count)]


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Waiting:
    source = Waiting()
    monkeypatch.setattr(needs_me, "_entries", {"test": NeedSource("test", source.find)})
    return source


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def counted(client: Client) -> int:
    text = client.get(reverse("skills")).content.decode()
    return (
        int(text.split('<span class="count">')[1].split("</span>")[1].split("<")[0]) if 'class="count"' in text else 0
    )


def test_pages_ask_once_in_a_while(signed_in: Client, waiting: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.front.waiting.COUNT_KEPT", 1)  # a cache of another process has a clock of its own
    assert counted(signed_in) == 3
    waiting.count = 2
    assert counted(signed_in) == 3
    assert waiting.asked == 1
    time.sleep(1.2)
    assert counted(signed_in) == 2


def test_ones_own_page_is_always_as_of_now(signed_in: Client, waiting: Waiting) -> None:
    assert counted(signed_in) == 3
    waiting.count = 1
    assert "One thing needs you." in signed_in.get(reverse("me")).content.decode()
    assert counted(signed_in) == 1
    assert waiting.asked == 2


def test_after_ones_own_act_it_is_counted_anew(signed_in: Client, waiting: Waiting) -> None:
    assert counted(signed_in) == 3
    waiting.count = 0
    signed_in.post(reverse("skills"))  # whatever comes of it
    assert counted(signed_in) == 0


def test_anothers_act_does_not_make_one_count_anew(signed_in: Client, waiting: Waiting) -> None:
    assert counted(signed_in) == 3
    other = Client()
    other.force_login(UserFactory())
    other.post(reverse("skills"))
    waiting.count = 0
    assert counted(signed_in) == 3


def test_a_page_in_between_asks_the_database_less(signed_in: Client) -> None:
    signed_in.get(reverse("skills"))
    with CaptureQueriesContext(connection) as warm:
        signed_in.get(reverse("skills"))
    cache.clear()
    with CaptureQueriesContext(connection) as cold:
        signed_in.get(reverse("skills"))
    assert len(warm) < len(cold)
