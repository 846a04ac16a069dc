"""Core: what every other app stands on."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ground: pages, pictures, registries, mail, jobs."""

    name = "portal.core"
    label = "core"
    verbose_name = "Portal ground"

    def ready(self) -> None:
        """Register the mail's own job and the system checks."""
        from . import checks, signals  # noqa: F401, PLC0415 (register on import, once apps are loaded)
        from .consent import register_consent_needs  # noqa: PLC0415 (needs models)
        from .jobs import register_jobs  # noqa: PLC0415 (needs models)

        register_jobs()
        register_consent_needs()
