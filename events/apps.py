"""Events and training: listed, booked, attended."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events, their occurrences, and the bookings for them."""

    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        """Connect what follows on saving, and fill in the registries."""
        import events.signals  # noqa: F401, PLC0415 (needs models)
        from portal.core.registries import personal_data  # noqa: PLC0415 (needs the apps loaded)

        from .jobs import register_jobs  # noqa: PLC0415 (needs models)
        from .measures import register_measures  # noqa: PLC0415 (needs models)
        from .needs import register_needs  # noqa: PLC0415 (needs models)
        from .offers import register_offers  # noqa: PLC0415 (needs models)
        from .personal import event_data  # noqa: PLC0415 (needs models)
        from .years import register_year_parts  # noqa: PLC0415 (needs models)

        register_jobs()
        register_measures()
        register_needs()
        register_offers()
        register_year_parts()
        personal_data.register(event_data())
