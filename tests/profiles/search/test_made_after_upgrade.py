"""An index that is empty after an upgrade is made by what the timer calls: nobody has to do anything by hand."""

from io import StringIO

import pytest
from django.core.management import call_command

from portal.core.models import JobRun
from profiles.engines import breaker
from profiles.enums import Audience
from profiles.finding import find
from profiles.index_documents import INDEXED_AUDIENCES
from profiles.models import SearchEntry, SearchState, SearchWaiting, Technician
from profiles.search import Query, get_engine
from profiles.services import search_server
from profiles.services.index import index_now, rebuild
from tests.factories.people import live_technician
from tests.search_server import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Technician]:
    return [live_technician(family_name=name) for name in ("Adeyemi", "Brisbane", "Castellanos")]


@pytest.fixture
def upgraded(people: list[Technician]) -> None:
    """Leave the index as migrations leave it that make its tables anew: empty."""
    rebuild()
    get_engine().write([person.pk for person in people], [])
    SearchState.objects.all().delete()


def found(text: str = "") -> list[str]:
    names = dict(Technician.objects.values_list("pk", "family_name"))
    return [names[pk] for pk in find(Query(Audience.PUBLIC, text)).results.technician_pks]


def timer(job: str = "make_search") -> str:
    """Call what the timer calls, and return what it says of the job; empty where that was not due."""
    said = StringIO()
    call_command("run_jobs", stdout=said)
    return "".join(line.partition(": ")[2] for line in said.getvalue().splitlines() if line.startswith(f"{job}: "))


def test_everybody_is_found_after_the_first_call_of_the_timer(upgraded):
    assert found() == []
    assert timer() == "Done. 3 technicians indexed"
    assert found() == ["Adeyemi", "Brisbane", "Castellanos"]
    assert found("brisb") == ["Brisbane"]
    assert SearchEntry.objects.count() == 3 * len(INDEXED_AUDIENCES)


def test_who_saved_a_profile_since_the_upgrade_is_not_taken_for_everybody(upgraded, people):
    index_now([people[0].pk])
    assert found() == ["Adeyemi"]
    timer()
    assert found() == ["Adeyemi", "Brisbane", "Castellanos"]


def test_it_is_made_once(upgraded, monkeypatch):
    timer()
    monkeypatch.setattr(search_server, "rebuild", None)  # calling it would fail
    JobRun.objects.filter(key="make_search").delete()  # a minute later
    assert timer() == "Done. The index is as this version makes it"


def test_a_version_that_makes_it_otherwise_makes_it_anew(people):
    rebuild()
    assert timer() == "Done. The index is as this version makes it"
    SearchState.objects.update(how_made="as some version before")
    JobRun.objects.filter(key="make_search").delete()
    assert timer() == "Done. 3 technicians indexed"


def test_a_university_without_technicians_has_an_index_too():
    assert timer() == "Done. 0 technicians indexed"
    assert search_server.make_where_missing() == "The index is as this version makes it"


def test_a_search_server_that_is_away_does_not_keep_anybody_from_being_found(upgraded, settings):
    settings.SEARCH_ENGINE = f"http://127.0.0.1:{free_port()}/"
    assert timer() == "Done. The database's index is made; the search server failed (LeftOut)"
    assert found() == ["Adeyemi", "Brisbane", "Castellanos"]
    assert breaker.trouble() is not None
    assert SearchWaiting.objects.values("technician_pk").distinct().count() == 3
