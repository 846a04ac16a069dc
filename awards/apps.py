"""Awards: schemes, nominations, judging, honours, thanks."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Schemes and their rounds, nominations, judging, honours and thanks."""

    name = "awards"
    verbose_name = "Awards"
