"""Development and the demo: SQLite, mail printed to files, work done at once, the sample university."""

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, STATIC_ROOT, STORAGES, TASKS, VAR_DIR, env
from .logging import configure_structlog, logging_config

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env("SECRET_KEY", default="for-development-only-never-in-production")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]
ROOT_URLCONF = "portal.demo.urls"
WAGTAIL_SITE_NAME = "Wexcombe Technicians"
SIGNUP_EMAIL_DOMAINS = env.list("SIGNUP_EMAIL_DOMAINS", default=["wexcombe.example"])
DEFAULT_FROM_EMAIL = "Wexcombe Technicians <technicians@wexcombe.example>"
TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
# Each mail is a file in var/mail, which the demo shows at /demo/mail/.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty here, and looked for all the same
WHITENOISE_AUTOREFRESH = DEBUG
LOGGING = logging_config(as_json=False, level=env("LOG_LEVEL", default="WARNING"))
configure_structlog()
