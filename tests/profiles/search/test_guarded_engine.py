"""The search server stopped, held up, slow and answering by half, for real: the database answers, and it catches up."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from profiles.engines import breaker, guarded
from profiles.engines.guarded import BUDGET, GuardedEngine
from profiles.enums import Audience, ProfileState, Section
from profiles.index_documents import documents_of
from profiles.models import SearchEntry, SearchServer, SearchWaiting, Technician
from profiles.search import Query, get_engine
from profiles.services.index import index_now, rebuild, repair
from profiles.services.search_server import catch_up
from tests.factories.people import show
from tests.profiles.search.elastic import answered
from tests.search_proxy import Fault, _Proxy, proxy_before
from tests.search_server import SearchServer as Server
from tests.search_server import running_server

pytestmark = [pytest.mark.elasticsearch, pytest.mark.usefixtures("committed")]
SOON = BUDGET + 1.5  # seconds: the budget, and the database on a busy machine; less than the slow server takes
PATIENT = 5  # seconds that a server in good health is given here, where others want the same processor


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def proxy(server: Server) -> Iterator[_Proxy]:
    with proxy_before(server.port) as before:
        yield before


@pytest.fixture
def engine(committed: None, proxy: _Proxy, settings: object, monkeypatch: pytest.MonkeyPatch) -> GuardedEngine:
    """Return the engine as visitors have it, but patient, its server behind the proxy; left alone for a moment only."""
    settings.SEARCH_ENGINE = f"{proxy.address}test"
    monkeypatch.setattr(breaker, "REST", 1)
    monkeypatch.setattr(guarded, "BUDGET", PATIENT)
    rebuild()
    return get_engine()


@pytest.fixture
def answer(engine: GuardedEngine) -> Callable[..., tuple[str, list[str]]]:
    """Return a function that searches and says who answered, the server or the database, and the family names."""

    def ask(text: str = "", audience: Audience = Audience.PUBLIC) -> tuple[str, list[str]]:
        who, results = answered(engine, Query(audience, text))
        names = dict(Technician.objects.values_list("pk", "family_name"))
        return who, [names[pk] for pk in results.technician_pks]

    return ask


@pytest.fixture
def impatient() -> Callable[[], AbstractContextManager[None]]:
    """Return what has the engine wait no longer than for visitors."""

    @contextmanager
    def in_time() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(guarded, "BUDGET", BUDGET)
            yield

    return in_time


@pytest.fixture
def age() -> Callable[[], None]:
    """Return a function that lets what waits have waited for long."""
    return lambda: SearchWaiting.objects.update(created_at=timezone.now() - timedelta(minutes=1))


EVERYBODY = ["Achebe", "Martins", "Öberg", "O’Neill"]


def test_the_server_answers_and_the_database_holds_the_same(engine, world, answer):
    assert answer() == ("server", EVERYBODY)
    assert answer("nmr") == ("server", ["Öberg"])
    query = Query(Audience.PUBLIC, "microscopy", {"campus": frozenset({"quarry-hill"})})
    assert engine.search(query) == engine.database.search(query)


def test_a_change_is_found_at_once(world, answer):
    Technician.objects.filter(pk=world.zoe.pk).update(family_name="Adler")
    begun = time.monotonic()
    index_now([world.zoe.pk])
    assert answer("adler") == ("server", ["Adler"])
    assert time.monotonic() - begun < 1
    assert answer("oberg") == ("server", [])
    assert not SearchWaiting.objects.exists()


# --- faults


def test_a_server_that_is_stopped_is_asked_three_times_and_then_left_alone(server, proxy, world, answer):
    server.stop()
    assert [answer("nmr") for _ in range(breaker.FAILURES)] == [("database", ["Öberg"])] * breaker.FAILURES
    asked = proxy.asked
    assert answer("nmr") == ("database", ["Öberg"])
    assert proxy.asked == asked


def test_it_is_asked_again_after_a_rest_and_all_is_as_before(server, world, answer, impatient):
    with server.paused(), impatient():
        assert [answer()[0] for _ in range(breaker.FAILURES + 1)] == ["database"] * (breaker.FAILURES + 1)
        assert breaker.trouble() is not None
    time.sleep(breaker.REST + 0.1)
    assert answer() == ("server", EVERYBODY)
    assert breaker.trouble() is None


FAULTS = {
    "slow": Fault(wait=2),
    "slow within its answer": Fault(wait_between=0.05),
    "cut off": Fault(cut_at=40),
    "timed out": Fault(rewrite=lambda told: told | {"timed_out": True}),
    "a part failed": Fault(rewrite=lambda told: told | {"_shards": {"total": 2, "successful": 1, "failed": 1}}),
    "no parts": Fault(rewrite=lambda told: {key: value for key, value in told.items() if key != "_shards"}),
    "no counts": Fault(rewrite=lambda told: {key: value for key, value in told.items() if key != "aggregations"}),
    "no hits": Fault(rewrite=lambda told: {key: value for key, value in told.items() if key != "hits"}),
    "something else": Fault(rewrite=lambda told: ["not", "an answer"]),
    "overloaded": Fault(status=429),
    "broken": Fault(status=503),
    "locked": Fault(status=401),
}


@pytest.mark.parametrize("name", FAULTS)
def test_whatever_is_wrong_the_database_answers_in_time(name, proxy, world, answer, impatient):
    proxy.fault = FAULTS[name]
    begun = time.monotonic()
    with impatient():
        assert answer("nmr") == ("database", ["Öberg"])
    assert time.monotonic() - begun < SOON
    assert breaker.trouble() is not None
    proxy.fault = Fault()
    assert answer("nmr") == ("server", ["Öberg"])


def test_a_server_that_stands_still_costs_no_more_than_the_budget(server, world, answer, impatient):
    with server.paused(), impatient():
        begun = time.monotonic()
        assert answer() == ("database", EVERYBODY)
        assert time.monotonic() - begun < SOON


# --- writing while it is away


def test_what_changes_while_it_is_away_is_never_found_by_old_words(server, world, answer, age):
    gone = [world.zoe.pk, world.tom.pk, world.rui.pk]
    with server.paused():
        show(world.zoe, Audience.ONLY_ME, Section.SKILLS)
        index_now([world.zoe.pk])
        Technician.objects.filter(pk=world.tom.pk).update(state=ProfileState.HIDDEN)
        index_now([world.tom.pk])
        world.rui.delete()
    assert sorted(SearchWaiting.objects.values_list("technician_pk", flat=True)) == sorted(gone)
    age()
    breaker.worked()  # it answers again, and still holds what was withdrawn
    assert answer("nmr") == ("database", [])
    assert answer() == ("database", ["Martins", "Öberg"])
    assert catch_up() == "3 changes written on the search server, 0 technicians mended there"
    assert answer("nmr") == ("server", [])
    assert answer() == ("server", ["Martins", "Öberg"])
    assert catch_up() == "0 changes written on the search server, 0 technicians mended there"


def test_while_it_is_away_all_goes_on_waiting(server, world, answer):
    server.stop()
    index_now([world.zoe.pk])
    assert catch_up() == "The search server failed (ConnectionError): the database answers, 1 changes wait"
    assert SearchWaiting.objects.count() == 1


def test_of_two_changes_the_later_stays_in_whatever_order_they_come(engine, world, answer):
    pk = world.zoe.pk
    document = documents_of(Technician.objects.filter(pk=pk).for_views())[0]
    top = 10_000
    engine.server.write([pk], [], {pk: top})
    engine.server.write([pk], [document], {pk: top + 1})
    engine.server.write([pk], [], {pk: top})
    assert engine.server.held()[pk, str(document.audience)] == document.digest


def test_a_change_that_is_rolled_back_leaves_no_trace(engine, world):
    with transaction.atomic():
        Technician.objects.filter(pk=world.zoe.pk).update(family_name="Adler")
        index_now([world.zoe.pk])
        transaction.set_rollback(True)
    assert engine.held() == engine.server.held() == engine.database.held()
    assert not SearchWaiting.objects.exists()


# --- what the server has lost, or was never told


def spoil(engine: GuardedEngine, world: SimpleNamespace) -> None:
    """Let the server hold somebody less, somebody too much and somebody otherwise than the database."""
    pks = [world.zoe.pk, world.ana.pk]
    documents = documents_of(Technician.objects.filter(pk__in=pks).for_views())
    engine.server.write([world.tom.pk, *pks], [replace(d, rest="", technician_pk=d.technician_pk) for d in documents])
    engine.server.write([99_999], [replace(documents[0], technician_pk=99_999)])


def test_the_nightly_check_counts_and_compares_the_server_too(engine, world):
    assert repair() == "4 for public, 4 for colleagues; 0 technicians mended, 0 stray rows deleted"
    spoil(engine, world)
    assert repair() == "4 for public, 4 for colleagues; 4 technicians mended, 0 stray rows deleted"
    assert engine.server.held() == engine.database.held()
    assert len(engine.server.held()) == 8


def test_the_nightly_check_does_without_a_server_that_is_away(server, world, failed_tasks):
    server.stop()
    assert repair() == "4 for public, 4 for colleagues; 0 technicians mended, 0 stray rows deleted"


def test_a_server_that_was_left_out_for_long_is_compared_before_it_answers(engine, world, answer):
    spoil(engine, world)
    SearchServer.objects.update(in_step_at=timezone.now() - timedelta(hours=2))
    assert answer() == ("database", EVERYBODY)
    assert catch_up() == "0 changes written on the search server, 4 technicians mended there"
    assert answer() == ("server", EVERYBODY)


def test_a_portal_that_went_back_to_the_database_compares_again(world, answer, settings):
    named, settings.SEARCH_ENGINE = settings.SEARCH_ENGINE, "database"
    assert catch_up() == "No search server is used"
    Technician.objects.filter(pk=world.zoe.pk).update(family_name="Adler")
    index_now([world.zoe.pk])
    settings.SEARCH_ENGINE = named
    assert answer("adler") == ("database", ["Adler"])
    assert catch_up() == "0 changes written on the search server, 1 technicians mended there"
    assert answer("adler") == ("server", ["Adler"])


def test_a_server_that_has_lost_its_indices_is_given_new_ones(engine, world, answer):
    client = engine.server.client
    for name in client.indices.get(index="test-*"):
        client.indices.delete(index=name)
    assert answer() == ("database", EVERYBODY)
    index_now([world.zoe.pk])
    assert SearchWaiting.objects.count() == 1
    assert not [name for name in client.indices.get(index="*") if name.startswith("test-")]  # none by guesswork
    assert catch_up() == "4 technicians written into new indices on the search server"
    assert answer() == ("server", EVERYBODY)
    assert not SearchWaiting.objects.exists()


def test_a_rebuild_leaves_one_index_an_audience_and_its_alias(engine, world):
    rebuild()
    held = engine.server.client.indices.get_alias(index="test-*").body
    assert sorted(alias for told in held.values() for alias in told["aliases"]) == [
        "test-technicians-colleagues",
        "test-technicians-public",
    ]


def test_a_rebuild_without_the_server_makes_the_database_anew_and_says_so(engine, server, world):
    server.stop()
    SearchEntry.objects.all().delete()
    with pytest.raises(CommandError, match=r"The database's index is made anew\. The search server goes on"):
        call_command("rebuild_search")
    assert len(engine.database.held()) == 8
