"""How many queries the pages of plans cost: no more for many rows than for one, none twice, fifteen at most."""

import pytest
import time_machine

from tests.factories.many_plans import add_actions, many_plans
from tests.test_queries import logo, queries, repeated

MOST = 15  # the issue's own number
TODAY = "2026-11-22T12:00:00Z"
ADDRESSES = (
    "/plan/",
    "/plan/?q=library+books&theme=visibility&status=on-track&lead=Office+1&due=in-2026-08&evidence=yes",
    "/plan/?show=all",
    "/plan/from-2025/",
    "/plan/from-2025/actions.csv",
    "/plan/from-2025/actions.xlsx",
    "/plan/updates.atom",
    "/api/plan/",
    "/api/plan/from-2025/",
    "/sitemap.xml",
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


def limits() -> None:
    """Assert the number of the issue, as the database stands, with a logo, which costs queries of its own."""
    logo()
    with time_machine.travel(TODAY, tick=False):
        for address in (*ADDRESSES, "/plan/?page=2"):
            asked = queries(address)
            assert len(asked) <= MOST, f"{address}: {len(asked)}\n" + "\n".join(asked)
            assert repeated(asked) == {}, address


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_costs_the_same_for_one_and_for_thirty(address: str) -> None:
    with time_machine.travel(TODAY, tick=False):
        plan = many_plans(2, 1, 1)
        for_one = queries(address)
        add_actions(plan, 29, first=1)
        for_thirty = queries(address)
    assert len(for_one) == len(for_thirty), "\n".join(for_thirty)
    assert repeated(for_thirty) == {}


def test_limits_of_a_small_plan() -> None:
    many_plans(2, 30, 30)
    limits()


@pytest.mark.slow
def test_limits_of_ten_plans_of_200_actions_with_three_years_of_readings() -> None:
    many_plans(10, 200, 3 * 365)
    limits()
