"""Settings shared by all ways of running the portal; each value can be set from the environment.

`docs/settings.md` lists the variables for the people who run it.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE

from portal.core.search_address import checked as search_engine

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
BASE_URL: str = env("BASE_URL", default="http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "portal.front",
    "awards",
    "events",
    "plan",
    "portal.stories",
    "profiles",
    "portal.accounts",
    "portal.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.users_app.PortalUsersConfig",  # wagtail.users, in which nobody raises themselves
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "health_check",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "portal.accounts.admin_apps.PortalAdminConfig",  # django.contrib.admin, for superusers
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.core.security.PortalCSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.compression.CompressText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.front.middleware.SayWhatToDoInstead",
    "portal.front.middleware.CountAgainAfterAnAct",
    "portal.front.middleware.KnowTheSiteByItsLook",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.front.context.site",
                "portal.front.counting.seen_token",
            ],
        },
    },
]

# --- database: SQLite out of the box, PostgreSQL by DATABASE_URL -------------------------------------


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for one database address, with what each vendor needs to be safe.

    SQLite: write-ahead log and IMMEDIATE transactions, so that a writer waits for its turn (seconds in
    `timeout`) and is not refused half-way. PostgreSQL: pooled connections of psycopg 3.
    """
    config: dict[str, Any] = env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000;",
        }
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        config.setdefault("OPTIONS", {})["pool"] = {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", 8),
            "timeout": 5,  # seconds to wait for a connection, so that /readyz says soon that there is none
        }
    return config


def caches(default: str) -> dict[str, dict[str, Any]]:
    """Return the cache that CACHE_URL (or else `default`) names, and the one in which work says how far it is.

    That is said inside a transaction, and must be seen by others before it ends: through Redis, or else by files. A
    cache in the database would show it with the commit, one in memory to its own process alone.
    """
    main: dict[str, Any] = env.cache_url("CACHE_URL", default=default)
    if not main["BACKEND"].endswith(("DatabaseCache", "LocMemCache", "DummyCache")):
        return {"default": main, "progress": main}
    files = "django.core.cache.backends.filebased.FileBasedCache"
    return {"default": main, "progress": {"BACKEND": files, "LOCATION": str(VAR_DIR / "progress")}}


DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"))}
CACHES = caches("locmemcache://portal")
# What changes who is found has a queue and a worker of its own: a long import must not hold it up
TASKS: dict[str, Any] = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "search"]}}

# --- language and time ---------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]

# --- files ---------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Photos of people and uploaded staff lists: never under MEDIA_URL, always through a view that checks.
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default=str(VAR_DIR / "private")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
ROSTER_MAX_BYTES = env.int("ROSTER_MAX_BYTES", default=20 * 1024 * 1024)

# --- who may sign in, and how ----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.PasswordBackend",
    "portal.accounts.backends.AddressBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"
SIGNUP_EMAIL_DOMAINS: list[str] = env.list("SIGNUP_EMAIL_DOMAINS", default=["example.ac.uk"])

ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "portal.accounts.forms.SignupForm",
    "add_email": "portal.accounts.forms.AddEmailForm",
    "change_email": "portal.accounts.forms.ChangeEmailForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BASE_URL.startswith("https:") else "http"
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
# Codes by mail, in place of links: a mail scanner cannot use them up. University mail can take minutes.
CODE_SECONDS = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_SECONDS
# Added to allauth's own limits, which stand: five bad passwords in five minutes for an address, ten a minute
# from one network address. They are counted in the cache, which all processes must share.
ACCOUNT_RATE_LIMITS = {
    "claim_number": "5/h/user,30/h/ip",
    "claim_link": "20/h/ip,3/h/key",
    "report_problem": "10/h/ip,20/d/key",  # the key is the profile
    "ask_about_action": "10/h/ip,20/d/key",  # the key is the action
    "suggest_story": "10/d/user",
    "book_event": "60/h/user",
    "thank": "30/d/user",  # what was taken back again counts too
    "book_as_guest": "60/h/ip,6/h/key",  # the key is the address
    "nominate": "120/h/user",
    "nominate_as_guest": "60/h/ip,6/h/key",  # the key is the address
    "invite_seconder": "20/h/key",  # the key is the nomination
    "award_alert": "60/h/ip,6/h/key",  # the key is the address
    "write_to_us": "10/h/ip,60/d/key",  # the key is the topic
    "page_seen": "120/m/key",  # the key is a digest of the network address
    "show_contact": "60/h/ip",  # by visitors who are not signed in; whole lecture rooms share an address
}
# How many proxies stand before us, each adding to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ACCOUNT_LOGOUT_ON_GET = False
# None: ask. Otherwise the session ends with the browser, since bench computers are shared.
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = env("SITE_NAME", default="Technician portal")
MFA_TOTP_TOLERANCE = 1  # the step before and the one after, for telephones whose clock is a little off

# --- Wagtail -----------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = env("SITE_NAME", default="Technician portal")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "admin_door"
WAGTAIL_FRONTEND_LOGIN_URL = "/_util/login/"  # our door, not Wagtail's
WAGTAILUSERS_PASSWORD_ENABLED = False  # allauth alone takes passwords
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request to another host
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.core.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx", "zip", "vtt"]
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en-gb", "English")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILSNIPPETS_MENU_SHOW_ALL = False

# --- mail --------------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Technician portal <technicians@example.ac.uk>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

# --- security headers ------------------------------------------------------------------------------------
# Public and own pages: this site and nothing else. No nonce, since a cached page would repeat it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# The Wagtail admin's own scripts and styles are partly inline.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews
SESSION_COOKIE_AGE = 14 * 24 * 3600  # where "keep me signed in" is ticked
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.front.views.errors.csrf_failure"
# --- what the portal may be told ---------------------------------------------------------------------------
# 'database', or the address of an Elasticsearch server, which the database then stands behind
SEARCH_ENGINE: str = search_engine(env("SEARCH_ENGINE", default="database"))
SEARCH_ENGINE_CA = env("SEARCH_ENGINE_CA", default="")  # file with the authority that signed its certificate
ROSTER_UNDO_DAYS = env.int("ROSTER_UNDO_DAYS", default=30)
ROSTER_GONE_SHARE_ASKS = 0.05  # over this share of the list gone, the import asks again with names
EVENT_GUESTS_KEPT_MONTHS = env.int("EVENT_GUESTS_KEPT_MONTHS", default=12)  # after the date that they booked
NOMINATION_FILE_MAX_MB = env.int("NOMINATION_FILE_MAX_MB", default=10)  # of each file beside a nomination
JUDGING_REMINDER_DAYS = env.int("JUDGING_REMINDER_DAYS", default=4)  # before the last day of judging; 0: on it alone
AWARDS_KEPT_MONTHS = env.int("AWARDS_KEPT_MONTHS", default=12)  # after the announcement
METRICS_ENABLED = env.bool("METRICS_ENABLED", default=False)
