"""What measures time, or races for seconds, is run without a neighbour: by `.ci/slow`, and so it has to be slow too."""

from collections.abc import Iterable

import pytest


def refuse_quick_ones(items: Iterable[pytest.Item]) -> None:
    """Stop where a test is marked `alone` and not `slow`: `make test` would run it, beside another.

    Raises:
        pytest.UsageError: naming those tests.
    """
    found = [item.nodeid for item in items if item.get_closest_marker("alone") and not item.get_closest_marker("slow")]
    if found:
        raise pytest.UsageError(f"Marked alone and not slow: {', '.join(found)}")
