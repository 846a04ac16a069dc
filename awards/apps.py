"""Awards: schemes, nominations, judging, honours, thanks."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Schemes and their rounds, nominations, judging, honours and thanks."""

    name = "awards"
    verbose_name = "Awards"

    def ready(self) -> None:
        """Connect what follows on saving, and fill in the registries."""
        import awards.signals  # noqa: F401, PLC0415 (needs models)
