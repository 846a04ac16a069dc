"""Hooks into the Wagtail admin: registrations only, the screens are in `viewsets`."""

from wagtail.snippets.models import register_snippet

from profiles.viewsets.vocabulary import VocabularyGroup

register_snippet(VocabularyGroup)
