"""Where the browser of the tests is: one named, the system's Chromium, or the one Playwright fetched."""

import os
import shutil
import subprocess
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
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*map(shutil.which, NAMES), _playwrights_own()]
    return next((path for path in candidates if path and _starts(path)), None)


def _starts(path: str) -> bool:
    """Say whether the file is a browser; on Ubuntu the name may stand for a note that says to install a snap."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "Chrom" in done.stdout


def _playwrights_own() -> str | None:
    """Return where Playwright keeps its Chromium, if it has fetched one."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (slow to import, and seldom needed)

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
