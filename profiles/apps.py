"""Profiles: the staff list, and what technicians say of themselves."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Technicians, departments, skills, registrations, the directory."""

    name = "profiles"
    label = "profiles"
    verbose_name = "Technicians"

    def ready(self) -> None:
        """Fill in the registries."""
        import profiles.checks  # noqa: PLC0415 (registers them)
        import profiles.signals  # noqa: F401, PLC0415 (connects what follows on deletion)
        from portal.core.registries import personal_data  # noqa: PLC0415 (needs the apps loaded)
        from profiles.certificate_needs import register_certificate_needs  # noqa: PLC0415 (needs models)
        from profiles.claim_needs import register_claim_needs  # noqa: PLC0415 (needs models)
        from profiles.draft_needs import register_draft_needs  # noqa: PLC0415 (needs models)
        from profiles.jobs import register_jobs  # noqa: PLC0415 (needs models)
        from profiles.measures import register_measures  # noqa: PLC0415 (needs models)
        from profiles.needs import register_needs  # noqa: PLC0415 (needs models)
        from profiles.personal import profile_data, requests_data  # noqa: PLC0415 (needs models)
        from profiles.photo_needs import register_photo_needs  # noqa: PLC0415 (needs models)
        from profiles.site_search import register_searchables  # noqa: PLC0415 (needs models)
        from profiles.word_needs import register_word_needs  # noqa: PLC0415 (needs models)

        personal_data.register(profile_data())
        personal_data.register(requests_data())
        register_jobs()
        register_needs()
        register_claim_needs()
        register_certificate_needs()
        register_word_needs()
        register_measures()
        register_draft_needs()
        register_photo_needs()
        register_searchables()
