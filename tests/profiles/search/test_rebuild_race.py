"""Searching, and saving, while the index is made anew, each in an OS process: everybody is found all the while."""

import time
from io import StringIO

import pytest
from django.core.management import call_command

from profiles.enums import Audience
from profiles.models import SearchEntry, Technician
from profiles.search import Query, get_engine
from profiles.services.index import index_now, repair
from tests.profiles.crowd import crowd
from tests.races import Racer, Start, processes, race

pytestmark = pytest.mark.usefixtures("committed")
PEOPLE = 60
BATCH = 15  # so that a rebuild is several batches
REBUILDS = 2
READERS = 2
FEWEST = 3  # searches of each reader, and saves


def answers() -> list[tuple[int, int, int]]:
    """Ask as visitors do: everybody, by a word, by a facet. Return totals, people on the page, the largest count."""
    asked = (
        Query(Audience.PUBLIC, page_size=PEOPLE),
        Query(Audience.PUBLIC, "microscopy", page_size=PEOPLE),
        Query(Audience.COLLEAGUES, "crowd", {"campus": frozenset({"crowd-1"})}, page_size=PEOPLE),
    )
    found = []
    for query in asked:
        results = get_engine().search(query)
        counted = max(value.count for value in results.facets["campus"])
        found.append((results.total, len(results.technician_pks), counted))
    return found


def rebuilding(rebuilt: object) -> Racer:
    def run(start: Start) -> None:
        start()
        try:
            for _ in range(REBUILDS):
                call_command("rebuild_search", stdout=StringIO())
        finally:
            rebuilt.set()

    return run


def reading(rebuilt: object, expected: list[tuple[int, int, int]]) -> Racer:
    """Return a racer who searches until the rebuilds are done, and answers with how often, and what was wrong."""

    def run(start: Start) -> tuple[int, list[object]]:
        start()
        searches, wrong = 0, []
        while not rebuilt.is_set() or searches < FEWEST:
            found = answers()
            searches += 1
            if found != expected:
                wrong.append(found)
        return searches, wrong

    return run


def saving(rebuilt: object) -> Racer:
    """Return a racer who has people indexed one by one, as saves of profiles do, from the last to the first."""

    def run(start: Start) -> int:
        start()
        pks, saves = list(Technician.objects.order_by("-pk").values_list("pk", flat=True)), 0
        while not rebuilt.is_set() or saves < FEWEST:
            index_now([pks[saves % len(pks)]])
            saves += 1
            time.sleep(0.02)  # not to be the only one who ever writes
        return saves

    return run


def test_everybody_is_found_while_the_index_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("profiles.services.index.BATCH", BATCH)
    crowd(PEOPLE)
    expected = answers()
    assert [total for total, _, _ in expected] == [PEOPLE, PEOPLE, PEOPLE // 3]
    rebuilt = processes.Event()
    _, saves, *readers = race(
        rebuilding(rebuilt), saving(rebuilt), *[reading(rebuilt, expected) for _ in range(READERS)]
    )
    assert [wrong for _, wrong in readers] == [[]] * READERS
    assert min(saves, *[searches for searches, _ in readers]) >= FEWEST
    assert SearchEntry.objects.count() == 2 * PEOPLE
    assert repair().endswith("; 0 technicians mended, 0 stray rows deleted")
