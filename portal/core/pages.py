"""What every page of the site has in common."""

from typing import Any

from django.db import models
from django.forms import CheckboxSelectMultiple
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Revision

from .models import PortalImage, Theme
from .panels import UndescribedPicturePanel
from .publishing import Obstacle, keep_as_draft, obstacles_now, picture_obstacles
from .wording import wording_faults


class BasePage(Page):
    """What every page of the site has besides its title."""

    summary = models.TextField(
        blank=True, max_length=300, help_text="One or two sentences, shown in lists and to search engines."
    )
    picture = models.ForeignKey(
        PortalImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown in lists, at the head of the page, and where the page is shared.",
    )
    themes = ParentalManyToManyField(
        Theme, blank=True, help_text="Themes of the Technician Commitment that the page is about."
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("picture"), UndescribedPicturePanel()]
    promote_panels = [*Page.promote_panels, FieldPanel("themes", widget=CheckboxSelectMultiple)]

    class Meta:
        abstract = True

    def obstacles(self) -> list[Obstacle]:
        """Return what stands in the way of showing this version of the page to the public; apps add their own."""
        return [*picture_obstacles(self), *(Obstacle(fault) for fault in wording_faults(self))]

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Publish or schedule a version; one that something stands in the way of stays a draft.

        Never raises for an obstacle: `publish_scheduled` tries nothing, and one refusal would keep back every page
        due after it. The admin's own screens do not come by here, see `wagtail_hooks`.
        """
        found = obstacles_now(revision.as_object())
        if found:
            keep_as_draft(self, revision, found, user)
            return
        super().publish(
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=skip_permission_checks,
        )
