"""The last gate: a page that became live by a way that asks nobody (copy, alias, the admin's own action)."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from .pages import BasePage
from .publishing import keep_as_draft


@receiver(page_published)
def take_down_what_may_not_be_shown(instance: Any, revision: Revision | None = None, **kwargs: Any) -> None:
    """Unpublish a page that went live though something stands in its way."""
    if not isinstance(instance, BasePage) or not instance.live:
        return
    found = instance.obstacles()
    if found:
        instance.unpublish(log_action="portal.unpublish.refused")
        if revision is not None:
            keep_as_draft(instance, revision, found)
