"""Puts our screens of users in the place of Wagtail's."""

from wagtail.users.apps import WagtailUsersAppConfig


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, kept so that nobody can raise themselves."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"
