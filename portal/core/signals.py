"""What follows the framework's events: the last gate of publishing, and the files of pictures.

The gate is for a page that became live by a way that asks nobody (copy, alias, the admin's own action).
"""

import secrets
from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Revision, UploadedFile
from wagtail.signals import page_published

from .models import PortalImage
from .pages import BasePage
from .picture_files import library_file
from .pictures import draw_after_commit
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


@receiver(post_save, sender=PortalImage)
def make_files_of_pictures(instance: PortalImage, raw: bool = False, **kwargs: Any) -> None:
    """Have the files that pages ask for made again: the picture, its focal point or its consent may be another."""
    if not raw:
        draw_after_commit(instance)


@receiver(pre_save, sender=UploadedFile)
def keep_pixels_alone(instance: UploadedFile, **kwargs: Any) -> None:
    """Clean a picture that waits for the rest of its form too: it lies under /media/ until somebody fills that in."""
    kind = instance.for_content_type
    if kind is None or kind.model_class() is not PortalImage or instance.file._committed:
        return
    instance.file.file.seek(0)
    clean = library_file(instance.file.file.read())
    clean.name = f"{secrets.token_urlsafe(18)}.{(clean.name or '').rpartition('.')[2]}"
    instance.file = clean
