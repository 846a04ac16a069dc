"""Search servers for tests: indices under a name that nobody else uses, gone afterwards."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from portal.core.search_address import read_address
from profiles.engines.elastic_documents import END
from profiles.engines.elasticsearch import ElasticEngine


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


def all_held(engine: ElasticEngine, audience: str) -> str:
    """Return all that the server holds for an audience, as one text of plain words."""
    told = engine.client.search(index=engine.alias(audience), size=1_000)
    return repr([hit["_source"] for hit in told["hits"]["hits"]]).replace(END, "")
