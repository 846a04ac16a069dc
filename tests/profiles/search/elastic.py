"""Search servers for tests: indices under a name that nobody else uses, gone afterwards."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.search_address import read_address
from profiles.engines import guarded
from profiles.engines.elastic_documents import END
from profiles.engines.elasticsearch import ElasticEngine
from profiles.search import Engine, Query, Results


def with_prefix(address: str) -> str:
    """Return the address with a prefix of indices of its own."""
    return f"{address.rstrip('/')}/test-{secrets.token_hex(4)}"


@contextmanager
def fresh_engine(address: str) -> Iterator[ElasticEngine]:
    """Make empty indices on a server, and delete them."""
    engine = ElasticEngine(read_address(with_prefix(address)))
    with engine.renewed():
        pass
    try:
        yield engine
    finally:
        for name in engine.client.indices.get(index=f"{engine.address.prefix}-*"):
            engine.client.indices.delete(index=name)


@contextmanager
def searching_on(address: str, settings: Any) -> Iterator[None]:
    """Let the portal use the server as visitors have it, the database behind it, with indices of its own."""
    with fresh_engine(address) as made:
        settings.SEARCH_ENGINE = f"{address.rstrip('/')}/{made.address.prefix}"
        yield


def be_patient(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Give a server in good health this time for each thing, where others want the same processors."""
    monkeypatch.setattr(guarded, "BUDGET", seconds)
    monkeypatch.setattr(guarded, "WRITE_SECONDS", seconds)
    monkeypatch.setattr(guarded, "LATE", timedelta(seconds=seconds))


def answered(engine: Engine, query: Query) -> tuple[str, Results]:
    """Search, and return who answered, 'server' or 'database', and the answer."""
    with CaptureQueriesContext(connection) as asked:
        results = engine.search(query)
    of_database = any("profiles_searchstate" in each["sql"] for each in asked.captured_queries)
    return "database" if of_database else "server", results


def all_held(engine: ElasticEngine, audience: str) -> str:
    """Return all that the server holds for an audience, as one text of plain words."""
    told = engine.client.search(index=engine.alias(audience), size=1_000)
    return repr([hit["_source"] for hit in told["hits"]["hits"]]).replace(END, "")
