"""Event organisers write and publish under the lists of events, and nowhere else."""

import pytest
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from events.enums import Shelf
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from tests.factories.events import EventFactory, events_index
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_organisers_keep_events_and_nothing_else(client: Client) -> None:
    sync_roles()
    organiser = UserFactory(role=Role.EVENT_ORGANISER.label)
    event, training = EventFactory(), events_index(Shelf.TRAINING)
    for page in (event.get_parent(), training):
        assert page.permissions_for_user(organiser).can_add_subpage()
    assert event.permissions_for_user(organiser).can_publish()
    home = Page.objects.get(depth=2).permissions_for_user(organiser)
    assert not home.can_edit()
    assert not home.can_add_subpage()
    client.force_login(organiser)
    assert client.get(f"/admin/pages/{event.pk}/edit/").status_code == 200
    assert client.get(f"/admin/pages/{Page.objects.get(depth=2).pk}/edit/").status_code == 302


def test_roles_made_after_the_lists_come_to_the_same() -> None:
    index = events_index()
    assert not GroupPagePermission.objects.filter(page=index).exists()
    sync_roles()
    kinds = GroupPagePermission.objects.filter(page=index, group__name=Role.EVENT_ORGANISER.label)
    assert set(kinds.values_list("permission__codename", flat=True)) == {"add_page", "change_page", "publish_page"}
    assert all(not change.added and not change.removed for change in sync_roles())
