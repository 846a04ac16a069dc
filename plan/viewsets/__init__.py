"""Screens of the Wagtail admin about plans."""
