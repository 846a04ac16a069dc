"""Mistakes in the settings of sign-in that would otherwise show only when somebody guesses passwords."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

LONELY_CACHES = ("locmem.LocMemCache", "dummy.DummyCache")


@register(Tags.security, deploy=True)
def shared_cache(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a cache of each process's own: every process would count its own tries, and a restart forgets
    them.
    """
    backend = str(settings.CACHES["default"]["BACKEND"])
    if backend.endswith(LONELY_CACHES):
        return [
            Error(
                "The limits on bad passwords and claims are counted in the cache, which must be shared.",
                hint="Set CACHE_URL to Redis, or to dbcache://portal_cache and run createcachetable.",
                id="portal.E010",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def someone_may_sign_up(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a list of domains that lets nobody in, or everybody at a public mail service's example."""
    if not settings.SIGNUP_EMAIL_DOMAINS:
        return [Error("Set SIGNUP_EMAIL_DOMAINS to the university's e-mail domains.", id="portal.E011")]
    return []
