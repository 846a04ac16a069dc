"""A migrated SQLite file to copy from: running some three hundred migrations for every run costs more than the tests.

The file is made by the real migrations and named after them and after the versions of the packages that bring
them, so that a changed migration is never passed over. Where migrations were only added, the file that was made before
is taken on, as an installation would be. It stands in `var/`, which is nobody's to commit.
"""

import fcntl
import hashlib
import json
import os
import shutil
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


def _depends_on() -> dict[str, str]:
    """Return what the migrated database depends on: each migration with a hash of it, and the packages."""
    found = {}
    for app in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            is_ours = ROOT in path.parents and ".venv" not in path.parts
            found[f"{app.name}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest() if is_ours else ""
    return found | {"packages": repr(sorted((d.name, d.version) for d in distributions()))}


def migrated_file() -> Path:
    """Return the file, made first where it is not there. Of several processes one makes it and the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    needed = _depends_on()
    told = json.dumps(needed, sort_keys=True)
    target = FOLDER / f"migrated-{hashlib.sha256(told.encode()).hexdigest()[:16]}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            draft = FOLDER / "draft.sqlite3"
            _make(draft, _earlier(needed))
            for old in FOLDER.glob("migrated-*"):
                old.unlink()
            target.with_suffix(".json").write_text(told, encoding="utf-8")
            draft.rename(target)
    return target


def _earlier(needed: dict[str, str]) -> Path | None:
    """Return a file that only lacks migrations which were added since it was made; None where there is none."""
    for told in FOLDER.glob("migrated-*.json"):
        had = json.loads(told.read_text(encoding="utf-8"))
        if had.items() <= needed.items() and told.with_suffix(".sqlite3").exists():
            return told.with_suffix(".sqlite3")
    return None


def _make(draft: Path, earlier: Path | None) -> None:
    """Make the file from an earlier one where that can be had and goes on, else from nothing."""
    draft.unlink(missing_ok=True)
    if earlier:
        shutil.copyfile(earlier, draft)
        try:
            _migrate(draft)
        except subprocess.CalledProcessError:  # an added migration belongs before one that is applied
            draft.unlink()
        else:
            return
    _migrate(draft)


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
