"""What machines ask: is the process alive, and can it serve?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import django
django.setup()
from django.test import Client
answer = Client(raise_request_exception=False).get("/readyz")
print(answer.status_code)
print(answer.content.decode())
print(Client().get("/healthz").status_code)
"""


def test_alive_asks_nothing_of_the_database(client):  # pytest-django refuses the database here
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_names_what_it_asked(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert len(answer.json()) == 3
    assert set(answer.json().values()) == {"OK"}


def test_not_ready_while_the_database_is_away_yet_alive():
    """In a process of its own, whose database is a port that nobody listens on."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
        "CACHE_URL": "locmemcache://",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    ready, told, alive = done.stdout.strip().splitlines()
    assert (ready, alive) == ("500", "200")
    assert [line for check, line in json.loads(told).items() if "Database" in check] != ["OK"]
    assert "127.0.0.1" not in told  # addresses are for the log, not for whoever asks
