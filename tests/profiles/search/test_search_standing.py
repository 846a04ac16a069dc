"""What site managers and machines are told of the search server."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from profiles.engines import breaker
from profiles.engines.guarded import GuardedEngine
from profiles.models import SearchServer, SearchWaiting
from profiles.search import get_engine
from profiles.search_standing import standing
from tests.factories.people import UserFactory
from tests.search_server import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(settings: object) -> GuardedEngine:
    """Return an engine before which stands a server that is not there, and was in step a moment ago."""
    settings.SEARCH_ENGINE = f"http://127.0.0.1:{free_port()}/"
    made = get_engine()
    SearchServer.objects.create(address=made.server.address.digest, in_step_at=timezone.now())
    return made


def home_of(role: Role) -> str:
    sync_roles()
    client = Client()
    client.force_login(UserFactory(role=role.label))
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_site_managers_read_it_in_the_admin_and_nobody_else_does(engine):
    assert 'id="search-server"' not in home_of(Role.SITE_MANAGER)
    breaker.failed("ConnectionTimeout")
    SearchWaiting.objects.create(technician_pk=1)
    page = " ".join(home_of(Role.SITE_MANAGER).split())
    assert "(ConnectionTimeout). The database answers searches" in page
    assert "1 change waits for the server." in page
    assert 'id="search-server"' not in home_of(Role.COMMUNICATIONS_EDITOR)


def test_where_no_server_is_used_nothing_is_said(client):
    assert standing() is None
    assert not [line for line in client.get("/readyz").json() if "Search" in line]


def test_while_all_is_well(engine, client):
    assert standing().is_well
    assert client.get("/readyz").json()["SearchServerCheck()"] == "OK"


def test_a_failing_server_is_said_and_the_portal_is_ready_all_the_same(engine, client):
    breaker.failed("ConnectionTimeout")
    SearchWaiting.objects.create(technician_pk=1)
    found = standing()
    assert (found.is_well, found.reason, found.waiting) == (False, "ConnectionTimeout", 1)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["SearchServerCheck()"] != "OK"
    assert client.get("/readyz?format=text").status_code == 200


def test_a_server_that_is_not_in_step_is_said(engine):
    SearchServer.objects.all().delete()
    assert not standing().is_well
