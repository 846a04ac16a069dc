"""What may stand in the way of showing a page, and what happens then.

Wagtail publishes by many ways: the editor's button (which calls the action and not `Page.publish`), workflow, bulk
action, schedule, copy, alias. So the rules stand in one place, `BasePage.obstacles`, and are asked by `publish`, by
the hooks of the admin, and once more after the fact by `signals`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from django.urls import reverse
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.log_actions import log as log_action
from wagtail.models import Revision

from .mail import queue_mail
from .models import PortalImage

if TYPE_CHECKING:
    from .pages import BasePage

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Obstacle:
    """One thing that stands in the way of a page, in a sentence that says what to do about it.

    `may_pass_by_itself`: it does not stand in the way of a schedule, since it may be settled until the page is due
    (somebody who was asked has not answered yet); when the page is due it is asked again.
    """

    text: str
    may_pass_by_itself: bool = False


def obstacles_now(page: "BasePage") -> list[Obstacle]:
    """Return what stands in the way of publishing, or, where the page is to go live later, of scheduling it."""
    is_scheduled = page.go_live_at is not None and page.go_live_at > timezone.now()
    return [one for one in page.obstacles() if not (is_scheduled and one.may_pass_by_itself)]


def pictures_of(page: "BasePage") -> list[PortalImage]:
    """Return the pictures of the library that a version of a page shows, each once."""
    wanted = {int(pk) for pk in _picture_keys(page)}
    return list(PortalImage.objects.filter(pk__in=wanted).order_by("pk"))


def _picture_keys(page: "BasePage") -> Iterator[Any]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            for model, pk, _, _ in field.stream_block.extract_references(value):
                if model is PortalImage:
                    yield pk
        elif getattr(field, "related_model", None) is PortalImage and field.many_to_one:
            pk = getattr(page, field.attname)
            if pk is not None:
                yield pk


def picture_obstacles(page: "BasePage") -> list[Obstacle]:
    """Return an obstacle for each picture of a version of a page that the public may not see today."""
    today = timezone.localdate()
    return [
        Obstacle(
            f"The picture ‘{picture.title}’ cannot be published: say in the picture library whether people can be "
            "recognised in it and, if so, who agreed until when, or choose another."
        )
        for picture in pictures_of(page)
        if not picture.may_be_shown(today)
    ]


def keep_off_the_site(page: Any) -> None:
    """Make a page a draft that was saved as live though no version of it was ever published.

    The admin's screen for a new page saves it so before it asks whether it may be published.
    """
    if page.live and page.live_revision_id is None:
        page.live, page.has_unpublished_changes = False, True
        page.save(update_fields=["live", "has_unpublished_changes"], clean=False)


def keep_as_draft(page: "BasePage", revision: Revision, found: list[Obstacle], user: Any = None) -> None:
    """Leave a version that may not be shown a draft, take it off the schedule, and tell whoever wrote it.

    `found`: what stands in the way, at least one. The page that is live stays as it is.
    """
    if revision.approved_go_live_at is not None:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    texts = [one.text for one in found]
    log_action(instance=page, action="portal.publish.refused", user=user, revision=revision, data={"obstacles": texts})
    log.info("publish_refused", page=page.pk, revision=revision.pk, obstacles=len(texts))
    author: Any = revision.user
    if author is None or not author.is_active:
        return
    queue_mail(
        key=f"publish-refused:{revision.pk}:{timezone.localdate()}",
        to=author.email,
        subject=f"Not published: {page.get_admin_display_title()}",
        template="core/email/publish_refused.txt",
        context={
            "title": page.get_admin_display_title(),
            "obstacles": texts,
            "path": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        },
    )
