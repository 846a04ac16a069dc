"""The sample university; installed in development and tests only."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """University of Wexcombe: fictional, complete."""

    name = "portal.demo"
    label = "demo"
    verbose_name = "Sample university"
