"""The roles of the portal. Each app says in its `permissions.GRANTS` what a role may do there."""

from django.db.models import TextChoices


class Role(TextChoices):
    """A role is a group of this name, kept by `sync_roles`."""

    TECHNICIAN = "technician", "Technician"
    COMMUNICATIONS_EDITOR = "communications_editor", "Communications editor"
    STORY_WRITER = "story_writer", "Story writer"
    PROFILE_STEWARD = "profile_steward", "Profile steward"
    PLAN_OWNER = "plan_owner", "Plan owner"
    AWARD_ORGANISER = "award_organiser", "Award organiser"
    EVENT_ORGANISER = "event_organiser", "Event organiser"
    SITE_MANAGER = "site_manager", "Site manager"
