"""Stories: what technicians did, told by communications staff."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Success stories and case studies, and who they are about."""

    name = "portal.stories"
    label = "stories"
    verbose_name = "Stories"

    def ready(self) -> None:
        """Fill in the registries."""
        import portal.stories.signals  # noqa: F401, PLC0415 (connects what follows on deletion)
        from portal.core.registries import personal_data  # noqa: PLC0415 (needs the apps loaded)
        from portal.core.workflow_mail import write_through_outbox  # noqa: PLC0415 (needs models)

        from .jobs import register_jobs  # noqa: PLC0415 (needs models)
        from .measures import register_measures  # noqa: PLC0415 (needs models)
        from .needs import register_needs  # noqa: PLC0415 (needs models)
        from .offers import register_offers  # noqa: PLC0415 (needs models)
        from .personal import story_data  # noqa: PLC0415 (needs models)
        from .site_search import register_searchables  # noqa: PLC0415 (needs models)
        from .suggestion_needs import register_suggestions  # noqa: PLC0415 (needs models)
        from .years import register_year_part  # noqa: PLC0415 (needs models)

        register_jobs()
        write_through_outbox()
        register_measures()
        register_needs()
        register_offers()
        register_searchables()
        register_suggestions()
        register_year_part()
        personal_data.register(story_data())
