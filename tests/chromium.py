"""Where the browser of the tests is: one named, the system's Chromium, or the one Playwright fetched.

`python -m tests.chromium` says what browser tests lack, and fails, or says nothing.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A container's root cannot use Chromium's sandbox, and its /dev/shm may be too small for pages.
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")


@cache
def find_chromium() -> str | None:
    """Return the path of a Chromium that starts, or None.

    CHROMIUM names one, and then no other is taken.
    """
    return next((path for path in _candidates() if path and _starts(path)), None)


@cache
def fault_of_playwright() -> str | None:
    """Return why Playwright does not start, or None where it does.

    Its wheel brings a Node that wants libatomic.so.1, which a bare Debian has not.
    """
    command = [sys.executable, "-m", "playwright", "--version"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired as error:
        return str(error)
    return None if done.returncode == 0 else done.stderr.strip() or f"it ended with {done.returncode}"


def what_is_missing() -> str | None:
    """Return in words what browser tests lack, or None where they can run."""
    if fault := fault_of_playwright():
        return f"Playwright does not start: {fault}"
    if find_chromium():
        return None
    named = os.environ.get("CHROMIUM")
    return f"CHROMIUM={named} is no Chromium that starts." if named else "No Chromium that starts was found."


def _candidates() -> Iterator[str | None]:
    """Yield where a Chromium may be, the likeliest first."""
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    yield from map(shutil.which, NAMES)
    yield _playwrights_own()


def _starts(path: str) -> bool:
    """Say whether the file is a browser; on Ubuntu the name may stand for a note that says to install a snap."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "Chrom" in done.stdout


def _playwrights_own() -> str | None:
    """Return where Playwright keeps its Chromium, if it has fetched one."""
    if fault_of_playwright():
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (slow to import, and seldom needed)

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    sys.exit(what_is_missing())
