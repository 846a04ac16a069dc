"""Front: the roof over all apps."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """Home, standard pages, navigation, search, the personal page."""

    name = "portal.front"
    label = "front"
    verbose_name = "Front"

    def ready(self) -> None:
        """Fill in the registries."""
        import portal.front.signals  # noqa: F401, PLC0415 (connects what follows when a page is saved)
        from portal.front.jobs import register_jobs  # noqa: PLC0415 (needs models)
        from portal.front.measures import register_measures  # noqa: PLC0415 (needs models)
        from portal.front.site_search import register_searchables  # noqa: PLC0415 (needs models)

        register_jobs()
        register_measures()
        register_searchables()
