"""How far an import is, as another process sees it while the list is being written; on any database and cache."""

from functools import partial

import pytest

from portal.settings.base import caches
from profiles.enums import RosterState
from profiles.models import RosterImport, Technician
from profiles.services.rosters import apply_roster
from profiles.services.rosters.progress import Standing, progress_of
from tests.races import Start, race

from .conftest import checked, csv_bytes, row

PEOPLE = 400
BATCH = 20


def work(pk: int, start: Start) -> None:
    roster = RosterImport.objects.get(pk=pk)
    start()
    apply_roster(roster, None)


def watch(pk: int, start: Start) -> list[Standing]:
    """Look as the page does, until the list is applied; return what was shown, without repeats."""
    start()
    seen: list[Standing] = []
    while True:
        standing, people = progress_of(pk), Technician.objects.count()
        if RosterImport.objects.get(pk=pk).state != RosterState.APPLYING:
            return seen
        assert people == 0  # what is written is nobody's yet
        if standing not in seen:
            seen.append(standing)


def test_progress_is_seen_while_a_list_is_applied(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = checked(csv_bytes([row(f"W{n}") for n in range(PEOPLE)]))
    RosterImport.objects.update(state=RosterState.APPLYING)
    monkeypatch.setattr("profiles.services.staff.BATCH", BATCH)
    _, seen = race(partial(work, roster.pk), partial(watch, roster.pk))
    writing = [standing for standing in seen if standing.doing == "Writing the staff list" and standing.of]
    assert any(0 < standing.done < PEOPLE for standing in writing), seen
    assert {standing.of for standing in writing} == {PEOPLE}
    assert [standing.done for standing in writing] == sorted(standing.done for standing in writing)
    assert Technician.objects.count() == PEOPLE


@pytest.mark.parametrize(
    ("url", "backend"),
    [
        ("dbcache://portal_cache", "FileBasedCache"),  # it would be seen with the commit only
        ("locmemcache://portal", "FileBasedCache"),  # it would be seen by the worker alone
        ("redis://127.0.0.1:6379/1", "RedisCache"),
    ],
)
def test_progress_is_told_where_others_see_it_at_once(monkeypatch: pytest.MonkeyPatch, url: str, backend: str) -> None:
    monkeypatch.setenv("CACHE_URL", url)
    assert caches("locmemcache://")["progress"]["BACKEND"].endswith(backend)
