"""Addresses of awards that are no pages of the tree; they stand before those.

What stands beneath /awards/ without being a scheme has its first part in `models.pages.TAKEN_SLUGS`.
"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
