"""System checks of what the settings say of search."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from elasticsearch import ApiError, TransportError

from portal.core.search_address import FORM, is_address
from profiles.engines.elastic_address import our_address
from profiles.engines.elasticsearch import ElasticEngine


@register()
def search_engine_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Say what is unsafe or of no effect in the settings of search; they refuse by themselves what is no address."""
    found: list[CheckMessage] = []
    if os.environ.get("PROFILE_SEARCH_ENGINE"):
        found.append(
            Warning("PROFILE_SEARCH_ENGINE is not read any more.", hint=f"SEARCH_ENGINE={FORM}", id="portal.W003")
        )
    if not is_address(settings.SEARCH_ENGINE):
        return found
    address = our_address()
    if address.certificates and not Path(address.certificates).is_file():
        found.append(Error("SEARCH_ENGINE_CA names no file.", id="portal.E005"))
    if address.password and address.url.startswith("http:"):
        found.append(
            Warning(
                "SEARCH_ENGINE has a password, which goes over the network in plain text.",
                hint="Use https://, unless the server is on this machine.",
                id="portal.W004",
            )
        )
    return found


@register("search", deploy=True)  # it asks the server: not at the start of each command
def search_server_answers(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Say where the search server does not answer, or has not been given our indices."""
    if not is_address(settings.SEARCH_ENGINE):
        return []
    try:
        is_made = ElasticEngine(seconds=3).is_made()
    except (ApiError, TransportError) as error:
        text = f"The search server does not answer as it should ({type(error).__name__}); the database answers."
        return [Warning(text, hint="See docs/search-elasticsearch.md.", id="portal.W005")]
    if is_made:
        return []
    hint = "manage.py rebuild_search, or wait for the job catch_up_search."
    return [
        Warning(
            "The search server has not got the portal's indices; the database answers.", hint=hint, id="portal.W006"
        )
    ]
