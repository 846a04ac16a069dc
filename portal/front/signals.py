"""What follows when a page is saved, however that comes about."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.core.pages import BasePage
from portal.front.services.page_texts import keep_text


@receiver(post_save)
def keep_text_of_page(
    sender: type, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Keep the text of a page that was saved as a whole.

    Where some fields only are saved, as when a draft is kept, the object in hand may hold what is not published.
    """
    if not raw and update_fields is None and isinstance(instance, BasePage):
        keep_text(instance)
