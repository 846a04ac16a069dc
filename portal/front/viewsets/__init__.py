"""Screens of the roof in the Wagtail admin."""
