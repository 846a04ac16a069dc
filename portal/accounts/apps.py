"""Accounts: who may sign in, and what they may do."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, preferences, consent."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Offer what waits for a person and what is held about them; listen to allauth."""
        from portal.core.registries import NeedSource, needs_me, personal_data  # noqa: PLC0415 (needs models)

        from . import checks, handlers  # noqa: F401, PLC0415 (needs models; checks register on import)
        from .needs import second_step  # noqa: PLC0415 (needs models)
        from .personal import PERSONAL_DATA  # noqa: PLC0415 (needs models)

        handlers.connect()
        needs_me.register(NeedSource("second_step", second_step))
        personal_data.register(PERSONAL_DATA)
