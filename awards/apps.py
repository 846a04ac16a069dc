"""Awards: schemes, nominations, judging, honours, thanks."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Schemes and their rounds, nominations, judging, honours and thanks."""

    name = "awards"
    verbose_name = "Awards"

    def ready(self) -> None:
        """Connect what follows on saving, and fill in the registries."""
        import awards.signals  # noqa: F401, PLC0415 (needs models)
        from portal.core.registries import personal_data  # noqa: PLC0415 (needs the apps loaded)

        from .acts import register_acts  # noqa: PLC0415 (needs the apps loaded)
        from .alert_jobs import register_alert_jobs  # noqa: PLC0415 (needs models)
        from .honour_jobs import register_honour_jobs  # noqa: PLC0415 (needs models)
        from .honour_needs import register_honour_needs  # noqa: PLC0415 (needs models)
        from .judging_jobs import register_judging_jobs  # noqa: PLC0415 (needs models)
        from .judging_needs import register_judging_needs  # noqa: PLC0415 (needs models)
        from .keeping_jobs import register_keeping_jobs  # noqa: PLC0415 (needs models)
        from .measures import register_measures  # noqa: PLC0415 (needs models)
        from .nominating_jobs import register_nominating_jobs  # noqa: PLC0415 (needs models)
        from .nominating_needs import register_nominating_needs  # noqa: PLC0415 (needs models)
        from .offers import register_offers  # noqa: PLC0415 (needs models)
        from .personal import award_data  # noqa: PLC0415 (needs models)
        from .site_search import register_searchables  # noqa: PLC0415 (needs models)
        from .thanked import register_thanks_panel  # noqa: PLC0415 (needs models)
        from .thanks_needs import register_thanks_needs  # noqa: PLC0415 (needs models)
        from .years import register_year_parts  # noqa: PLC0415 (needs models)

        register_acts()
        register_judging_jobs()
        register_judging_needs()
        register_nominating_jobs()
        register_nominating_needs()
        register_keeping_jobs()
        personal_data.register(award_data())
        register_alert_jobs()
        register_thanks_panel()
        register_thanks_needs()
        register_honour_jobs()
        register_honour_needs()
        register_measures()
        register_offers()
        register_searchables()
        register_year_parts()
