"""System checks for mistakes that would otherwise show only at run time."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register


@register()
def one_search_app(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse `modelsearch` beside `wagtail.search`: together they break indexing without a word."""
    if apps.is_installed("modelsearch") and apps.is_installed("wagtail.search"):
        return [Error("'modelsearch' and 'wagtail.search' are both installed; take one out.", id="portal.E001")]
    return []
