"""A migrated SQLite file to copy from: running some three hundred migrations for every run costs more than the tests.

The file is made by the real migrations and named after them and after the versions of the packages that bring
them, so that a changed migration is never passed over. It stands in `var/`, which is nobody's to commit.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "var" / "test"


def is_wanted() -> bool:
    """Say whether tests run on SQLite in memory, where a copy can be laid over the empty database."""
    return connection.vendor == "sqlite" and not os.environ.get("DATABASE_URL")


def _fingerprint() -> str:
    """Return what the migrated database depends on, as a short hash."""
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.name}/{path.name}".encode())
            if ROOT in path.parents and ".venv" not in path.parts:
                digest.update(path.read_bytes())
    digest.update(repr(sorted((d.name, d.version) for d in distributions())).encode())
    return digest.hexdigest()[:16]


def migrated_file() -> Path:
    """Return the file, made first where it is not there. Of several processes one makes it and the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / f"migrated-{_fingerprint()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            for old in FOLDER.glob("migrated-*"):
                old.unlink()
            draft = FOLDER / "draft.sqlite3"
            draft.unlink(missing_ok=True)
            _migrate(draft)
            draft.rename(target)
    return target


def _migrate(path: Path) -> None:
    """Run the migrations on a file, in a process of its own: this one's connection is the tests'."""
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    with sqlite3.connect(path) as file:  # fold the write-ahead log into the file, which is then all there is
        file.execute("PRAGMA journal_mode = DELETE")


def copy_into_connection() -> None:
    """Lay the migrated database over the tests' own."""
    connection.ensure_connection()
    with sqlite3.connect(migrated_file()) as template:
        template.backup(connection.connection)
    # Rows of the bare tables were remembered by their keys, which are others now
    ContentType.objects.clear_cache()
    cache.clear()
