"""What every test stands on: the facts loaded, failed tasks told, a clean cache."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

from tests import alone, long_first, no_silent_skips, template_database
from tests.factories.people import TechnicianFactory, UserFactory, live_technician
from tests.kept_facts import put_facts
from tests.outputs.world import World, build_world
from tests.races import scratch_database
from tests.search_server import SearchServer, running_server

# Hooks are found by their names in this module.
pytest_runtest_makereport = no_silent_skips.pytest_runtest_makereport
pytest_make_collect_report = no_silent_skips.pytest_make_collect_report
pytest_sessionfinish = no_silent_skips.pytest_sessionfinish
pytest_testnodedown = no_silent_skips.pytest_testnodedown
pytest_unconfigure = no_silent_skips.pytest_unconfigure


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was asked to be left out, and begin with the long files."""
    alone.refuse_quick_ones(items)
    no_silent_skips.pytest_collection_modifyitems(config, items)
    long_first.sort(items)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what is loaded for good: Django, Wagtail and the tests themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Make bare tables only, where the migrated database is then laid over them."""
    if template_database.is_wanted():
        template_database.migrated_file()
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Give the tests a migrated database without running the migrations each time."""
    if template_database.is_wanted():
        with django_db_blocker.unblock():
            template_database.copy_into_connection()


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Rate limits and cached looks of one test must not reach the next."""
    for each in settings.CACHES:
        caches[each].clear()
    yield
    for each in settings.CACHES:
        caches[each].clear()


@pytest.fixture(autouse=True)
def failed_tasks(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fail the test when a task failed: the immediate backend swallows exceptions.

    A test that wants a task to fail empties the list that it gets from this fixture.
    """
    failures: list[str] = []

    def note(sender: object, task_result: object, **kwargs: object) -> None:
        if task_result.status == TaskResultStatus.FAILED:  # type: ignore[attr-defined]
            failures.extend(error.traceback for error in task_result.errors)  # type: ignore[attr-defined]

    task_finished.connect(note, weak=False)
    yield failures
    task_finished.disconnect(note)
    if failures:
        pytest.fail("A task failed:\n" + "\n".join(failures))


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Build the world of the outputs once for a module, in a transaction around those of its tests.

    Ask for `world`; what a test changes in it is taken back by the test's own transaction. Files are not: a test that
    removes any builds a world of its own.
    """
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        made = build_world()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def world(built: World, db: None) -> World:
    """Return the world of the outputs, in which all is public and live."""
    return built


@pytest.fixture
def facts(db: None) -> None:
    """Load skills, registration types and themes."""
    put_facts()


@pytest.fixture
def user(db: None) -> object:
    """Return a colleague: signed in, with no profile."""
    return UserFactory()


@pytest.fixture
def technician(db: None) -> object:
    """Return somebody on the staff list who has not claimed the profile."""
    return TechnicianFactory()


@pytest.fixture
def live(db: None) -> object:
    """Return a live technician all of whose sections are public."""
    return live_technician()


@pytest.fixture
def committed(db: None, tmp_path: Path) -> Iterator[None]:
    """Give the test a database of its own in which all it writes is committed, for races (see `tests/races.py`)."""
    with scratch_database(tmp_path):
        yield


@pytest.fixture(scope="session")
def search_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchServer]:
    """Run a server that speaks Elasticsearch's protocol, one a process of pytest-xdist that asks for it.

    A test that stops it or holds it up starts one of its own (`running_server`).
    """
    with running_server(tmp_path_factory.mktemp("search")) as server:
        yield server
