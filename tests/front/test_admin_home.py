"""The first screen of the admin begins with what needs whoever came."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.role_sync import sync_roles
from portal.core.registries import Need, NeedSource, needs_me
from portal.core.roles import Role
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client: Client) -> Client:
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=Role.AWARD_ORGANISER.label))
    client.force_login(user)
    return client


def waiting(monkeypatch: pytest.MonkeyPatch, *needs: Need) -> None:
    monkeypatch.setattr(needs_me, "_entries", {"test": NeedSource("test", lambda user: needs)})


def test_what_is_due_comes_first_each_with_its_button(organiser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Need("To be judged: Steady Hand", "Two wait.", "/me/judging/1/", "Judge them", due=date(2026, 12, 9))
    waiting(monkeypatch, Need("Some time <b>", "", "/me/", "Look"), later)
    page = organiser.get("/admin/").content.decode()
    assert page.index("To be judged: Steady Hand") < page.index("Some time &lt;b&gt;")
    assert '<time datetime="2026-12-09">9 December 2026</time>' in page
    assert 'href="/me/judging/1/">Judge them<span class="w-sr-only">: To be judged: Steady Hand</span></a>' in page
    assert "When you can" in page


def test_where_nothing_waits_it_says_so(organiser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(monkeypatch)
    assert "Nothing needs you today." in organiser.get("/admin/").content.decode()


def test_it_costs_the_same_for_one_and_for_thirty(organiser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    organiser.get("/admin/")
    found = []
    for number in (1, 30):
        waiting(monkeypatch, *(Need(f"Thing {n}", "", "/me/", "Look") for n in range(number)))
        with CaptureQueriesContext(connection) as queries:
            assert organiser.get("/admin/").content.decode().count("Thing ") == 2 * number
        found.append(len(queries))
    assert found[0] == found[1]
