"""Several claim one profile at the same moment, as OS processes on a database in a file: one wins."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from portal.core.models import OutboxMail
from profiles.services.invitations import invite
from tests.factories.people import TechnicianFactory, UserFactory

# the copy of the database is SQLite's
pytestmark = [pytest.mark.slow, pytest.mark.vendor("sqlite")]

RACERS = 4
WAITS = 120  # seconds for all to be at the start, on a busy machine

RACER = """
import sys, time, pathlib, django
django.setup()
from django.contrib.auth.models import AnonymousUser
from portal.accounts.models import User
from profiles.services.claims import ClaimError, claim_by_link, claim_by_staff_number

how, what, who, place, number = sys.argv[1:6]
place = pathlib.Path(place)
(place / f"ready-{number}").touch()
until = time.monotonic() + 300  # should whoever starts us be gone
while not (place / "go").exists() and time.monotonic() < until:
    time.sleep(0.002)
try:
    if how == "link":
        claim_by_link(what, AnonymousUser())
    else:
        claim_by_staff_number(User.objects.get(email=who), what)
except ClaimError:
    print("refused")
else:
    print("won")
"""


@pytest.fixture
def database_file(db: None, tmp_path: Path) -> Path:
    """Return where a copy of the test database will be."""
    return tmp_path / "race.sqlite3"


def race(database_file: Path, entries: list[tuple[str, str, str]]) -> list[str]:
    """Let each entry claim at once; return what came of each, in order of the answers."""
    # The rows are in an open transaction of this connection, which sqlite3's backup would wait for.
    database_file.write_bytes(connection.connection.serialize())
    place = database_file.parent
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{database_file}",
    }
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, *entry, str(place), str(number)],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, entry in enumerate(entries)
    ]
    until = time.monotonic() + WAITS
    while len(list(place.glob("ready-*"))) < len(entries) and time.monotonic() < until:
        time.sleep(0.05)
    (place / "go").touch()
    answers = []
    for racer in racers:
        out, err = racer.communicate(timeout=WAITS)
        assert racer.returncode == 0, err
        answers.append(out.strip())
    return sorted(answers)


def rows(database_file: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database_file) as copy:
        return list(copy.execute(query))


def sent_token(technician: object) -> str:
    invite([technician], UserFactory())  # type: ignore[list-item]
    body = OutboxMail.objects.latest("pk").body
    return body.partition("/claim/")[2].partition("/")[0]


def test_one_link_pressed_by_several_at_once_is_used_once(database_file: Path) -> None:
    technician = TechnicianFactory(email="ana@wexcombe.example")
    token = sent_token(technician)
    assert race(database_file, [("link", token, "-")] * RACERS) == ["refused"] * (RACERS - 1) + ["won"]
    accounts = rows(database_file, "select id from accounts_user where email = 'ana@wexcombe.example'")
    owner = rows(database_file, f"select user_id, state from profiles_technician where id = {technician.pk}")
    assert owner == [(accounts[0][0], "draft")]
    assert len(accounts) == 1
    assert len(rows(database_file, "select id from accounts_consent")) == 1


def test_link_and_staff_number_at_once_claim_once(database_file: Path) -> None:
    technician = TechnicianFactory()
    token = sent_token(technician)
    user = UserFactory(email=technician.email)
    entries = [("number", technician.staff_number, user.email)] * 3 + [("link", token, "-")] * 2
    assert race(database_file, entries).count("won") == 1
    assert rows(database_file, f"select user_id from profiles_technician where id = {technician.pk}") == [(user.pk,)]
    assert len(rows(database_file, "select id from accounts_consent")) == 1


def test_one_person_claims_one_of_two_profiles(database_file: Path) -> None:
    """Two rows of the staff list, two confirmed addresses, one account."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 (only here)

    first, second = TechnicianFactory(), TechnicianFactory()
    user = UserFactory(email=first.email)
    EmailAddress.objects.create(user=user, email=second.email, verified=True)
    entries = [("number", person.staff_number, user.email) for person in (first, second, first, second)]
    assert race(database_file, entries).count("won") == 1
    assert len(rows(database_file, f"select id from profiles_technician where user_id = {user.pk}")) == 1
