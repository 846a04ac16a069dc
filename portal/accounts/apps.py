"""Accounts: who may sign in, and what they may do."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, preferences, consent."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"
