"""The server of the search tests itself: it starts, answers, stands still and is gone when it is told to."""

import json
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.search_server import SearchServer, running_server

pytestmark = pytest.mark.elasticsearch


def asked(server: SearchServer) -> str:
    with urlopen(server.address, timeout=0.3) as answer:
        return json.load(answer)["version"]["number"].partition(".")[0]


def test_it_says_that_it_is_version_8(search_server: SearchServer) -> None:
    assert asked(search_server) == "8"


def test_it_can_be_held_up_and_stopped_and_started_again(tmp_path: Path) -> None:
    with running_server(tmp_path) as server:
        with server.paused(), pytest.raises(TimeoutError):
            asked(server)
        assert asked(server) == "8"
        server.stop()
        with pytest.raises(URLError):
            asked(server)
        server.start()
        assert asked(server) == "8"
