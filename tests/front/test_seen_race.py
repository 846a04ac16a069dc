"""Many read one page at the same moment, each an OS process: every read is counted, in one row."""

from datetime import date

import pytest

from portal.front.counting import CountedPage
from portal.front.enums import PageKind
from portal.front.models import PageReads
from portal.front.services.reads import count_read
from tests.races import Start, race

pytestmark = pytest.mark.usefixtures("committed")
RACERS, LAPS, READS = 4, 5, 10
DAYS = [date(2026, 11, day) for day in range(1, LAPS + 1)]


def read_each_day(start: Start) -> None:
    """Read the page so often on each of the days, the first time of each at the same moment as all others."""
    for day in DAYS:
        start()
        for _ in range(READS):
            count_read(CountedPage(PageKind.SKILL, "/skills/nmr/"), day)


def test_no_read_is_lost() -> None:
    race(*[read_each_day] * RACERS)
    assert list(PageReads.objects.order_by("day").values_list("day", "count")) == [
        (day, RACERS * READS) for day in DAYS
    ]
