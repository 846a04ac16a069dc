"""Searching, and saving, while the index is made anew, each in an OS process: everybody is found all the while.

With two readers in every run, and with twenty where nothing else runs; on the database alone, and with a search server
before it, whose indices change places under the readers' hands.
"""

import time
from collections import Counter
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command

from profiles.engines import breaker
from profiles.enums import Audience
from profiles.models import SearchEntry, Technician
from profiles.search import Query, get_engine
from profiles.services.index import index_now, repair
from tests.profiles.crowd import crowd
from tests.profiles.search.elastic import answered, be_patient, searching_on
from tests.races import Racer, Start, processes, race

pytestmark = pytest.mark.usefixtures("committed")
PEOPLE = 60
BATCH = 15  # so that a rebuild is several batches
READERS, MANY_READERS = 2, 20
FEWEST = 3  # rounds of searches of each reader, and saves
PATIENT = 20  # seconds that a server in good health is given, where twenty readers want the same processors
NEARLY_ALL = 0.95  # share of the answers that come from the server
QUESTIONS = (
    Query(Audience.PUBLIC, page_size=PEOPLE),
    Query(Audience.PUBLIC, "microscopy", page_size=PEOPLE),
    Query(Audience.COLLEAGUES, "crowd", {"campus": frozenset({"crowd-1"})}, page_size=PEOPLE),
)


@pytest.fixture(params=["database", pytest.param("server", marks=pytest.mark.elasticsearch)])
def in_use(
    request: pytest.FixtureRequest, committed: None, settings: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Search on the database, or on a server before it that is given the time it needs."""
    monkeypatch.setattr("profiles.services.index.BATCH", BATCH)
    if request.param == "database":
        yield request.param
        return
    be_patient(monkeypatch, PATIENT)
    with searching_on(request.getfixturevalue("search_address"), settings):
        yield request.param


def answers() -> list[tuple[str, tuple[int, int, int]]]:
    """Ask as visitors do: everybody, by a word, by a facet. Return who answered, and of how many people: in all, on
    the page, of the largest count.
    """
    found = []
    for query in QUESTIONS:
        who, results = answered(get_engine(), query)
        counted = max(value.count for value in results.facets["campus"])
        found.append((who, (results.total, len(results.technician_pks), counted)))
    return found


def rebuilding(rebuilt: object, times: int) -> Racer:
    def run(start: Start) -> None:
        start()
        try:
            for _ in range(times):
                call_command("rebuild_search", stdout=StringIO())
        finally:
            rebuilt.set()

    return run


def reading(rebuilt: object, expected: list[tuple[int, int, int]]) -> Racer:
    """Return a racer who searches until the rebuilds are done, and answers with who answered how often, what was wrong,
    and whether the server ever failed.
    """

    def run(start: Start) -> tuple[Counter[str], list[object], str]:
        start()
        who: Counter[str] = Counter()
        rounds, wrong = 0, []
        while not rebuilt.is_set() or rounds < FEWEST:
            found = answers()
            rounds += 1
            who.update(name for name, _ in found)
            if [numbers for _, numbers in found] != expected:
                wrong.append(found)
        trouble = breaker.trouble()
        return who, wrong, trouble.reason if trouble else ""

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


def rebuild_under(readers: int, in_use: str, times: int) -> None:
    """Rebuild while so many read and one saves, and fail where anybody was missing, refused, or answered in vain."""
    crowd(PEOPLE)
    first = answers()
    expected = [numbers for _, numbers in first]
    assert {who for who, _ in first} == {in_use}
    assert [total for total, _, _ in expected] == [PEOPLE, PEOPLE, PEOPLE // 3]
    rebuilt = processes.Event()
    _, saves, *told = race(
        rebuilding(rebuilt, times), saving(rebuilt), *[reading(rebuilt, expected) for _ in range(readers)]
    )
    assert [(wrong, trouble) for _, wrong, trouble in told] == [([], "")] * readers
    who = sum((each for each, _, _ in told), Counter())
    print(f"{readers} readers on the {in_use}, {saves} saves; answered by: {dict(who)}")  # noqa: T201 (read with -s)
    assert who[in_use] / who.total() >= NEARLY_ALL
    assert min(saves, *[each.total() // len(QUESTIONS) for each, _, _ in told]) >= FEWEST
    assert SearchEntry.objects.count() == 2 * PEOPLE
    assert repair().endswith("; 0 technicians mended, 0 stray rows deleted")


def test_everybody_is_found_while_the_index_is_made_anew(in_use: str) -> None:
    rebuild_under(READERS, in_use, times=2)


@pytest.mark.slow
@pytest.mark.alone
def test_twenty_readers_find_everybody_while_the_index_is_made_anew(in_use: str) -> None:
    rebuild_under(MANY_READERS, in_use, times=1)
