"""The files that begin first are there, and do begin first."""

from pathlib import Path

import pytest

from tests.long_first import LONG, sort


def test_long_files_are_there() -> None:
    assert [name for name in LONG if not Path(__file__).parent.parent.joinpath(name).exists()] == []


def test_they_come_first_and_all_else_keeps_its_order(request: pytest.FixtureRequest) -> None:
    found = list(reversed(request.session.items))
    items = list(found)
    sort(items)
    places = [LONG.index(item.location[0]) if item.location[0] in LONG else len(LONG) for item in items]
    assert places == sorted(places)
    others = [item for item in found if item.location[0] not in LONG]
    assert items[len(items) - len(others) :] == others
