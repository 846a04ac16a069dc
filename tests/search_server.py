"""The server that speaks Elasticsearch's protocol in tests: started, stopped and held up for real, by its process.

It is `noida-db`. What it does not know it answers otherwise than Elasticsearch does, without an error: tests assert
exactly who is found.
"""

import os
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

WITHIN = 20  # seconds in which it must have started
TRIES = 3  # ports: another process may have taken the one that was free a moment ago


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        return int(ours.getsockname()[1])


class SearchServer:
    """One server process with a data folder of its own."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return what SEARCH_ENGINE is set to, without the prefix of the indices."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start it, and return once it answers. Raises RuntimeError where it does not."""
        binary = Path(str(files("noida_db").joinpath("noida-db")))
        if not os.access(binary, os.X_OK):
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    binary, "start", "--only", "elasticsearch", "--host", "127.0.0.1",
                    "--elasticsearch-port", str(self.port), "--data-dir", self.folder / "data",
                ],
                stdout=log,
                stderr=log,
            )  # fmt: skip
        end = time.monotonic() + WITHIN
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urlopen(f"{self.address}_cluster/health", timeout=1):
                    return
            except (URLError, OSError):
                time.sleep(0.02)
        self.stop()
        raise RuntimeError(f"No search server on port {self.port}:\n{(self.folder / 'log').read_text()}")

    def stop(self) -> None:
        """End the process at once, as a power cut does. Nothing happens where it has ended."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let the process stand still: connections are taken and nothing is answered."""
        assert self._process
        os.kill(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process.pid, signal.SIGCONT)


@contextmanager
def running_server(folder: Path) -> Iterator[SearchServer]:
    """Run a server for as long as the context lasts."""
    for attempt in range(TRIES):
        server = SearchServer(folder / str(attempt))
        try:
            server.start()
            break
        except RuntimeError:
            if attempt == TRIES - 1:
                raise
    try:
        yield server
    finally:
        server.stop()
