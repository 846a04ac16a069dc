"""The text of live pages as the site's search looks through it."""

from django.db import models
from wagtail.models import Page

from portal.front.querysets import PageTextQuerySet


class PageText(models.Model):
    """What a live page says, folded to plain lower-case words; it goes when the page does or is taken down.

    Wagtail's own index knows no folding of accents on SQLite, and ranks nothing there.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField(help_text="Summary and body, without mark-up, for the lines shown with what was found.")
    words = models.TextField(help_text="All folded words of title and text, with a space before and after each.")
    title_words = models.TextField(help_text="Those of the title, in the same way.")

    objects = PageTextQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Text of page {self.pk}"
