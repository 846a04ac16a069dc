"""Profiles: the staff list, and what technicians say of themselves."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Technicians, departments, skills, registrations, the directory."""

    name = "profiles"
    label = "profiles"
    verbose_name = "Technicians"
