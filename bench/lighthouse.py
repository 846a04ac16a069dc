"""What Lighthouse says of the main pages, served as in production: the median of several runs, on its phone profile.

    python -m bench.lighthouse [--runs 5] [--least 95] [--keep FOLDER]

Serves the database of the demo (`make setup`) with the production settings and gunicorn on a free port, runs
Lighthouse, which is fetched as a package of npm into a scratch folder, and prints a table. Exits with 1 where a
category of a page is under `--least`.
"""

import argparse
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on Node 20, which Debian has
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PAGES = {
    "home": "/",
    "story": "",  # the first of the list, found when it runs
    "directory": "/technicians/",
    "profile": "/technicians/nasrin-hallworthy/",
    "plan": "/plan/",
}
STARTS_WITHIN = 60  # seconds
RUNS_WITHIN = 180  # seconds, for one page once


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(scratch: Path) -> Iterator[str]:
    """Serve the demo's database with the production settings; yield its address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": f"https://127.0.0.1:{port}",
        "SECURE_SSL_REDIRECT": "False",
        "CACHE_URL": "locmemcache://lighthouse",
        "STATIC_ROOT": str(scratch / "static"),
        "VAR_DIR": str(ROOT / "var"),
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True)
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with (scratch / "gunicorn.log").open("w") as log:
        server = subprocess.Popen(gunicorn, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"{base}/healthz", server)
            yield base
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Wait until an address answers. Raises RuntimeError where the server stops or takes too long."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError("The server did not start; its words are in gunicorn.log.")


def first_story(base: str) -> str:
    """Return the path of the first story in the list."""
    with urlopen(f"{base}/stories/feed/", timeout=30) as answer:
        feed = answer.read().decode()
    slug = next(slug for slug in re.findall(r"/stories/([\w-]+)/", feed) if slug != "feed")
    return f"/stories/{slug}/"


def scores(address: str, scratch: Path, runs: int, keep: Path | None, name: str) -> dict[str, float]:
    """Return the median score of each category, of a hundred."""
    found: dict[str, list[float]] = {category: [] for category in CATEGORIES}
    for run in range(runs):
        report = (keep or scratch) / f"{name}-{run}.json"
        command = [
            str(scratch / "node_modules/.bin/lighthouse"),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={FLAGS} --user-data-dir={scratch}/profile-{run}",
        ]
        environment = os.environ | {"CHROME_PATH": find_chromium() or ""}
        subprocess.run(command, check=True, env=environment, cwd=scratch, timeout=RUNS_WITHIN)
        categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
        for category in CATEGORIES:
            found[category].append(round(100 * categories[category]["score"]))
    return {category: statistics.median(values) for category, values in found.items()}


def main() -> None:
    """Print the table; exit with 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each page is looked at; the median counts")
    parser.add_argument("--least", type=float, default=95, help="what each category of each page should reach")
    parser.add_argument("--keep", type=Path, help="keep the reports in this folder")
    options = parser.parse_args()
    if options.keep:
        options.keep = options.keep.resolve()  # Lighthouse runs in a folder of its own
        options.keep.mkdir(parents=True, exist_ok=True)
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(scratch), LIGHTHOUSE]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        with served(scratch) as base:
            print(f"{'page':<12}" + "".join(f"{category:>16}" for category in CATEGORIES))
            for name, path in PAGES.items():
                found = scores(base + (path or first_story(base)), scratch, options.runs, options.keep, name)
                print(f"{name:<12}" + "".join(f"{found[category]:>16.0f}" for category in CATEGORIES), flush=True)
                missed += [f"{name}: {category}" for category in CATEGORIES if found[category] < options.least]
    if missed:
        sys.exit(f"Under {options.least:.0f}: {', '.join(missed)}")


if __name__ == "__main__":
    main()
