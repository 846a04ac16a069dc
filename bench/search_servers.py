"""The search server in the bench: a real one that BENCH_SEARCH_ENGINE names, or else the small one of the tests.

The small one is no Elasticsearch, and is meant for a few hundred documents: its times say how long our own part takes,
and nothing of how fast Elasticsearch is. The database stands behind the server as in a portal, on SQLite, but does not
answer in its place here: a server that is late fails the bench.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

from portal.core.search_address import DATABASE, is_address

REAL = "BENCH_SEARCH_ENGINE"  # as SEARCH_ENGINE; the prefix of the indices should be one that nobody else has
MOST = 300  # documents of the small server
PATIENT = 120  # seconds for what the bench asks and writes


@contextmanager
def elasticsearch_server() -> Iterator[str]:
    """Give the address of a database file that is thrown away, and name a search server before it in the environment.

    Raises ImportError where no real server is named and the small one is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        if os.environ.get(REAL):
            with patch.dict(os.environ, SEARCH_ENGINE=os.environ[REAL]):
                yield url
            return
        from tests.search_server import running_server  # noqa: PLC0415 (the tests' packages may not be installed)

        with (
            running_server(Path(folder) / "server") as server,
            patch.dict(os.environ, SEARCH_ENGINE=f"{server.address}bench"),
        ):
            yield url


def is_used() -> bool:
    """Say whether this process measures a search server."""
    return is_address(os.environ.get("SEARCH_ENGINE", DATABASE))


def sizes_for(sizes: list[int]) -> list[int]:
    """Return the sizes that can be measured: on the small server none above `MOST`."""
    if not is_used() or os.environ.get(REAL):
        return sizes
    return sorted({min(size, MOST) for size in sizes})


def prepare() -> str:
    """Make empty indices, let nothing but the server answer, and return what is measured, in words."""
    from profiles.engines import guarded  # noqa: PLC0415 (the settings are this process's own)
    from profiles.engines.database import DatabaseEngine  # noqa: PLC0415
    from profiles.search import get_engine  # noqa: PLC0415
    from profiles.services.index import rebuild  # noqa: PLC0415

    def refuse(*args: object) -> NoReturn:
        raise SystemExit("The search server did not answer, or not in time; the database would have.")

    guarded.BUDGET = guarded.WRITE_SECONDS = PATIENT
    guarded.TRUSTED = timedelta(days=1)
    DatabaseEngine.search = refuse  # type: ignore[method-assign]
    rebuild()
    if os.environ.get(REAL):
        return str(get_engine().server.client.info()["version"]["number"])
    return f"protocol, as noida-db {version('noida-db')} speaks it, at most {MOST} technicians"


def raw(engine: Any) -> Callable[[Any], object]:
    """Return the server's own query, as anybody would write it: all words, in whatever fields, the best 24."""
    from profiles.engines.elastic_documents import phrases_of  # noqa: PLC0415 (the settings are this process's own)
    from profiles.search import WEIGHTS  # noqa: PLC0415

    fields = [f"{name}.begin^{weight}" for name, weight in WEIGHTS.items()]

    def search(query: Any) -> object:
        asked = [{"multi_match": {"query": phrases_of(term)[0], "fields": fields}} for term in query.terms]
        client, index = engine.server.client, engine.server.alias(query.audience)
        return client.search(index=index, query={"bool": {"must": asked}}, size=24, source=False)

    return search


def remove() -> None:
    """Delete the bench's indices from a server that goes on."""
    from profiles.search import get_engine  # noqa: PLC0415 (the settings are this process's own)

    server = get_engine().server
    for name in server.client.indices.get(index=f"{server.address.prefix}-technicians-*"):
        server.client.indices.delete(index=name)
