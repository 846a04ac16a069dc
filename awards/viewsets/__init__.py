"""Screens of awards in the admin."""
