"""A proxy before the search server that makes it slow, cuts its answers off or lets them be half ones."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Fault:
    """What is done to answers; by itself nothing."""

    wait = 0.0  # seconds before an answer begins
    wait_between = 0.0  # seconds between its bytes
    cut_at: int | None = None  # bytes after which the connection ends
    status: int | None = None
    rewrite: Callable[[dict[str, Any]], object] | None = None

    def __init__(self, **what: Any) -> None:
        self.__dict__.update(what)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Proxy"

    def _pass_on(self) -> None:
        self.server.asked += 1
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        upstream = HTTPConnection("127.0.0.1", self.server.upstream, timeout=20)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in {"host", "connection"}}
        upstream.request(self.command, self.path, body, headers)
        answer = upstream.getresponse()
        told = answer.read()
        upstream.close()
        fault = self.server.fault if "_search" in self.path else Fault()
        if fault.rewrite:
            told = json.dumps(fault.rewrite(json.loads(told))).encode()
        time.sleep(fault.wait)
        self.send_response(fault.status or answer.status)
        self.send_header("Content-Type", answer.getheader("Content-Type") or "application/json")
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        if self.command == "HEAD":
            return
        for piece in [told[i : i + 1] for i in range(len(told))] if fault.wait_between else [told[: fault.cut_at]]:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(fault.wait_between)
        self.close_connection = self.close_connection or fault.cut_at is not None

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass_on  # noqa: N815 (the names that the library calls)

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Let nobody be told that a client has gone: it was meant to go."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().handle()


class _Proxy(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, upstream: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = upstream
        self.fault = Fault()
        self.asked = 0

    @property
    def address(self) -> str:
        """Return what SEARCH_ENGINE is set to, without the prefix of the indices."""
        return f"http://127.0.0.1:{self.server_port}/"


@contextmanager
def proxy_before(upstream: int) -> Iterator[_Proxy]:
    """Run a proxy before a port. Its `fault` falls upon searches from then on; `asked` counts all requests."""
    proxy = _Proxy(upstream)
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join(5)
