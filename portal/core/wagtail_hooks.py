"""Hooks of the ground into the Wagtail admin."""

from wagtail.snippets.models import register_snippet

from .viewsets import ThemeViewSet

register_snippet(ThemeViewSet)
