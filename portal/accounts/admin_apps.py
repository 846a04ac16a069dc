"""Puts the superusers' admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's admin with our door."""

    default_site = "portal.accounts.admin_site.SuperuserAdminSite"
