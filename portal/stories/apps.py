"""Stories: what technicians did, told by communications staff."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Success stories and case studies, and who they are about."""

    name = "portal.stories"
    label = "stories"
    verbose_name = "Stories"
