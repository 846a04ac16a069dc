"""The contract on the server that speaks Elasticsearch's protocol, or on a real one that SEARCH_ENGINE names."""

from collections.abc import Iterator

import pytest

from profiles.engines.elasticsearch import ElasticEngine
from tests.profiles.search.contract import EngineContract
from tests.profiles.search.elastic import fresh_engine

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def engine(db: None, search_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ElasticEngine]:
    """Return the server's engine with nothing before or behind it, its index empty."""
    with fresh_engine(search_address) as made:
        monkeypatch.setattr("profiles.services.index.get_engine", lambda: made)
        yield made


class TestElasticEngine(EngineContract):
    """Elasticsearch, asked alone."""
