"""Settings of the site that browser tests look at: a server of its own on files of its own.

BROWSER_SITE is the folder with its database, files and mail; BROWSER_URL the address under which it is served.
"""

import os
from pathlib import Path

from portal.settings.base import database
from portal.settings.test import *  # noqa: F403
from portal.settings.test import CACHES, STORAGES

_ROOT = Path(os.environ["BROWSER_SITE"])
BASE_URL = os.environ["BROWSER_URL"]
DATABASES = {"default": database(f"sqlite:///{_ROOT / 'portal.sqlite3'}")}
MEDIA_ROOT = _ROOT / "media"
PRIVATE_ROOT = _ROOT / "private"
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    }
}
# While it is served, a mail server runs beside it; while it is made, mail goes into files
_SMTP = _ROOT / "smtp-port"
if _SMTP.exists():
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(_SMTP.read_text(encoding="utf-8"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = _ROOT / "mail"
CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "browser-site"}}
# Files are looked for once, at the start, and kept by the browser
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
