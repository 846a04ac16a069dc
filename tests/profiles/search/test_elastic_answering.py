"""The sixty questions on the search server, as visitors ask them: typing errors mended by the database's words."""

from collections.abc import Iterator
from typing import NoReturn

import pytest

from profiles.engines.database import DatabaseEngine
from profiles.search import Engine, get_engine
from tests.profiles.search.answering import Answering
from tests.profiles.search.elastic import be_patient, searching_on

pytestmark = pytest.mark.elasticsearch
PATIENT = 20  # seconds


@pytest.fixture
def engine(committed: None, search_address: str, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Return the engine as visitors have it, in which the database must not answer in the server's place."""

    def refuse(*args: object) -> NoReturn:
        pytest.fail("The database answered, and not the server.")

    be_patient(monkeypatch, PATIENT)
    monkeypatch.setattr(DatabaseEngine, "search", refuse)
    with searching_on(search_address, settings):
        yield get_engine()


class TestAnswering(Answering):
    """The sixty questions on it."""
