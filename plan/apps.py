"""The action plan: imported as it is, published, measured."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Plans, their actions, steps and evidence."""

    name = "plan"
    label = "plan"
    verbose_name = "Action plan"

    def ready(self) -> None:
        """Fill in the registries."""
        from plan.jobs import register_jobs  # noqa: PLC0415 (needs models)
        from plan.needs import register_needs  # noqa: PLC0415 (needs models)
        from plan.personal import plan_data  # noqa: PLC0415 (needs models)
        from plan.site_search import register_searchables  # noqa: PLC0415 (needs models)
        from portal.core.registries import personal_data  # noqa: PLC0415 (needs the apps loaded)

        register_jobs()
        register_needs()
        register_searchables()
        personal_data.register(plan_data())
