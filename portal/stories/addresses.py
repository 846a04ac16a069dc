"""Where stories stand on the site."""

from django.urls import reverse


def stories_url() -> str:
    """Return the address of all stories: beside the feed and the form, which are no pages of the tree."""
    return reverse("story_feed").removesuffix("feed/")
