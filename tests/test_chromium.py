"""What `make test` says where there is no browser, or none that Playwright can drive."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def look_for_a_browser(**environment: str | Path) -> subprocess.CompletedProcess[str]:
    """Run what `make test` runs first. CHROMIUM is always given, so that nothing is installed."""
    given = {key: str(value) for key, value in environment.items()}
    return subprocess.run(
        [ROOT / ".ci/browser"],
        env={**os.environ, "BROWSER": "auto", **given},
        capture_output=True,
        text=True,
        check=False,
    )


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_browser_that_is_not_there_is_named_and_the_ways_out_are_told(tmp_path: Path) -> None:
    done = look_for_a_browser(CHROMIUM=tmp_path / "none")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "",
        f"CHROMIUM={tmp_path}/none is no Chromium that starts.",
        "",
        "The browser tests need Chromium, and what they need could not be found or installed.",
        "  Debian, as root:        apt install chromium libatomic1",
        "  Ubuntu, as root:        apt install libatomic1 && .venv/bin/python -m playwright install-deps chromium",
        "  another Chromium:       make test CHROMIUM=/path/to/chromium",
        "  without browser tests:  make test BROWSER=none   (its last lines say what did not run)",
    ]


def test_a_playwright_that_does_not_start_is_told_before_any_test_runs(tmp_path: Path) -> None:
    fault = "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file"
    done = look_for_a_browser(
        CHROMIUM=script(tmp_path / "chromium", "echo Chromium 1"),
        PLAYWRIGHT_NODEJS_PATH=script(tmp_path / "node", f"echo '{fault}' >&2; exit 127"),
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[1] == f"Playwright does not start: {fault}"


def test_a_browser_that_starts_is_taken_without_a_word(tmp_path: Path) -> None:
    done = look_for_a_browser(CHROMIUM=script(tmp_path / "chromium", "echo Chromium 1"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_no_browser_is_looked_for_where_none_is_wanted(tmp_path: Path) -> None:
    done = look_for_a_browser(BROWSER="none", CHROMIUM=tmp_path / "none")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
