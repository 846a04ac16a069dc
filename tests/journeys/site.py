"""The site that the browser looks at: made once a run, copied for each module, served by gunicorn."""

import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from tests.journeys.postbox import postbox
from tests.outputs.viewers import Viewer
from tests.outputs.world import World

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.outputs.site_settings"
STARTS_WITHIN = 60  # seconds


@dataclass
class LiveSite:
    """A running copy of the site."""

    url: str
    folder: Path
    world: World
    sessions: dict[str, str]

    def cookie(self, viewer: Viewer) -> dict[str, Any]:
        """Return the cookie that signs a viewer in."""
        return {"name": "sessionid", "value": self.sessions[viewer], "url": self.url}

    def run_later(self, job: str, days: int) -> str:
        """Run a job as if it were so many days later; return what it said."""
        return self.run("tests.journeys.later", str(days), job)

    def run(self, module: str, *arguments: str) -> str:
        """Run a module on the site in a process of its own; return what it said."""
        ran = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT, env=_environment(self.folder, self.url), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def mails_to(self, address: str) -> list[str]:
        """Return the texts of the mails sent to an address, the oldest first."""
        texts = []
        for path in sorted((self.folder / "mail").glob("*"), key=lambda file: file.stat().st_mtime):
            for part in re.split(rb"^-{70,}\n", path.read_bytes(), flags=re.MULTILINE):
                if part.strip():
                    mail = message_from_bytes(part.strip() + b"\n", policy=policy.default)
                    if address in str(mail["To"]):
                        words = mail.get_body(("plain",))
                        assert words is not None, mail
                        texts.append(f"{mail['Subject']}\n{words.get_content()}")
        return texts


def prepared(shared: Path) -> Path:
    """Return the folder of the site that all copies are made from; the first who asks makes it."""
    folder = shared / "browser-site"
    with (shared / "browser-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "world.json").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            made = subprocess.run(
                [sys.executable, "-m", "tests.outputs.prepare"],
                cwd=ROOT, env=_environment(folder, "http://localhost"), capture_output=True, text=True, check=False,
            )  # fmt: skip
            if made.returncode:
                raise RuntimeError(f"The site for the browser could not be made:\n{made.stdout}\n{made.stderr}")
    return folder


@contextmanager
def served(source: Path, folder: Path) -> Iterator[LiveSite]:
    """Serve a copy of a prepared site in this folder for the length of the context."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    port = _free_port()
    url = f"http://localhost:{port}"
    log = folder / "server.log"
    with postbox(folder, _free_port()), log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}",
             "--threads", "4", "--timeout", "120", "--keep-alive", "75", "--no-control-socket",
             "--worker-tmp-dir", str(folder)],
            cwd=ROOT, env=_environment(folder, url), stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_for(url, server, log)
            told = json.loads((folder / "world.json").read_text(encoding="utf-8"))
            sessions = told.pop("sessions")
            yield LiveSite(url, folder, World(**told), sessions)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _environment(folder: Path, url: str) -> dict[str, str]:
    ours = {"DJANGO_SETTINGS_MODULE": SETTINGS, "BROWSER_SITE": str(folder), "BROWSER_URL": url}
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}}
    return kept | ours


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The server for the browser did not start:\n{log.read_text(errors='replace')}")
