"""Tests: quick hashing, work done at once, mail kept in memory; the database may be chosen by DATABASE_URL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, INSTALLED_APPS, STORAGES, TASKS, caches, env
from .logging import configure_structlog, logging_config

SECRET_KEY = "for-tests-only"  # noqa: S105 (it guards nothing)
ALLOWED_HOSTS = ["*"]
BASE_URL = "http://testserver"
INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]
ROOT_URLCONF = "portal.demo.urls"
SIGNUP_EMAIL_DOMAINS = ["wexcombe.example"]
DEFAULT_FROM_EMAIL = "Wexcombe Technicians <technicians@wexcombe.example>"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
# A pool keeps connections open, so that a test database could not be dropped at the end.
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
CACHES = caches("locmemcache://portal-tests")
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # Each worker of pytest-xdist has a Redis database of its own, since a test empties the whole of it.
    _worker = env("PYTEST_XDIST_WORKER", default="gw0").removeprefix("gw")
    CACHES["default"]["LOCATION"] = f"{CACHES['default']['LOCATION'].rstrip('/')}/{_worker}"
_FILES = Path(tempfile.mkdtemp(prefix="portal-tests-"))


def _throw_files_away(made_by: int) -> None:
    """Leave no files of a run behind; a process that a race forked off ends before the one whose they are."""
    if os.getpid() == made_by:
        shutil.rmtree(_FILES, ignore_errors=True)


atexit.register(_throw_files_away, os.getpid())
MEDIA_ROOT = _FILES / "media"
PRIVATE_ROOT = _FILES / "private"
if CACHES["progress"] is not CACHES["default"]:
    CACHES["progress"]["LOCATION"] = str(_FILES / "progress")
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
LOGGING = logging_config(as_json=False, level="ERROR")
configure_structlog()
