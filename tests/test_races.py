"""The database of a race is gone when the race is over, whoever is still at work in it."""

from pathlib import Path

import pytest
from django.db import connection, connections

from tests.races import scratch_database


@pytest.mark.vendor("postgresql")
def test_a_connection_that_was_left_open_keeps_no_database(db: None, tmp_path: Path) -> None:
    left = connections.create_connection("default")
    with scratch_database(tmp_path):
        left.settings_dict = connection.settings_dict
        left.ensure_connection()
    with connection._nodb_cursor() as cursor:  # the test's own connection ended where the race began
        cursor.execute("SELECT datname FROM pg_database WHERE datname = %s", [left.settings_dict["NAME"]])
        assert cursor.fetchall() == []
    assert not left.is_usable()
    left.close()
