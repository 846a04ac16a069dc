"""Nothing is left out without a word: a skip fails, and what was not run is said in the last lines.

Two things may be left out, both by a marker and both told at the end: browser tests with BROWSER=none, and tests
that only make sense on another database (`@pytest.mark.vendor("postgresql")`), which the full gate runs there.
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

NOT_RUN = pytest.StashKey[Counter[str]]()
WORKER_KEY = "not_run"
ADVICE = "Nothing is skipped here: make it run, or mark it (see tests/no_silent_skips.py)."


def wants_browser() -> bool:
    """Say whether browser tests are to run: always, unless BROWSER=none."""
    return os.environ.get("BROWSER", "auto") != "none"


def _reason(item: pytest.Item, vendor: str) -> str | None:
    """Return why a test is left out, or None where it runs."""
    if item.get_closest_marker("browser") and not wants_browser():
        return "browser tests, because of BROWSER=none"
    marker = item.get_closest_marker("vendor")
    if marker and vendor not in marker.args:
        return f"tests for {' or '.join(marker.args)}, because this database is {vendor}"
    return None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was asked to be left out, and count it."""
    from django.db import connection  # noqa: PLC0415 (Django is set up after this module is read)

    reasons = {item: _reason(item, connection.vendor) for item in items}
    left_out = [item for item in items if reasons[item]]
    config.stash[NOT_RUN] = Counter(str(reasons[item]) for item in left_out)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not reasons[item]]


def _refuse(report: Any) -> None:
    """Turn a skip into a failure."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: {reason}\n{ADVICE}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Fail a test that skips itself."""
    report: Any = yield
    _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """Fail a module that skips itself while it is collected."""
    report: Any = yield
    _refuse(report)
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what this worker of pytest-xdist left out to the process that prints."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[WORKER_KEY] = dict(session.config.stash.get(NOT_RUN, Counter()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a worker left out. Every worker collects everything, so one count is the whole."""
    counted = getattr(node, "workeroutput", {}).get(WORKER_KEY)
    if counted is not None:
        node.config.stash[NOT_RUN] = Counter(counted)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Say in the last lines what did not run."""
    if hasattr(config, "workerinput"):
        return
    for reason, count in config.stash.get(NOT_RUN, Counter()).items():
        print(f"NOT RUN: {count} {reason}.")
