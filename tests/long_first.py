"""Long files begin first: a file is run by one process as a whole, and one begun last would keep the other waiting."""

import pytest

# Those that take longest, the longest first; the others follow in the order in which they are found
LONG = (
    "tests/test_canary.py",
    "tests/test_roles.py",
    "tests/test_canary_search.py",
    "tests/journeys/test_axe.py",
    "tests/journeys/test_axe_admin.py",
    "tests/test_html.py",
    "tests/test_refusals.py",
    "tests/journeys/test_axe_admin_plans.py",
)


def sort(items: list[pytest.Item]) -> None:
    """Put the tests of long files first, the order within each file as it is."""
    place = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.location[0], len(LONG)))
