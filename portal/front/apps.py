"""Front: the roof over all apps."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """Home, standard pages, navigation, search, the personal page."""

    name = "portal.front"
    label = "front"
    verbose_name = "Front"
