"""System checks for mistakes that would otherwise show only at run time."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Warning, register

from .pdf import PANGO_PACKAGES, can_make_pdf


@register()
def one_search_app(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse `modelsearch` beside `wagtail.search`: together they break indexing without a word."""
    if apps.is_installed("modelsearch") and apps.is_installed("wagtail.search"):
        return [Error("'modelsearch' and 'wagtail.search' are both installed; take one out.", id="portal.E001")]
    return []


@register("pdf", deploy=True)  # finding out takes a second: not at the start of each command
def pdf_files_can_be_drawn(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Say where certificates can only be printed from the page, and what is to be installed."""
    if can_make_pdf():
        return []
    hint = f"On Debian or Ubuntu: apt install {PANGO_PACKAGES}"
    return [Warning("PDF files cannot be drawn; the page to print is offered instead.", hint=hint, id="portal.W002")]
