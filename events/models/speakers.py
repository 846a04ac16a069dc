"""Who speaks at an event."""

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.utils import timezone

from events.querysets import SpeakerQuerySet
from portal.core.enums import Agreement
from portal.core.secrets import new_secret
from profiles.models import Technician

from .pages import EventPage


class Speaker(models.Model):
    """One person who speaks. The page names them when they have agreed, and nobody before that.

    A row and not a part of the page: its versions would keep a name that somebody has taken back. A technician's name
    stands on the profile and nowhere else, so that it is shown to those alone who may see it; with the technician the
    row goes, since nobody would be left who could take the agreement back.
    """

    event = models.ForeignKey(EventPage, on_delete=models.PROTECT, related_name="speakers")
    technician = models.ForeignKey(Technician, null=True, blank=True, on_delete=models.CASCADE, related_name="speaking")
    name = models.CharField(max_length=160, blank=True, help_text="Of somebody who is no technician here.")
    role = models.CharField(max_length=160, blank=True, help_text="Job and place of work, as they are printed.")
    topic = models.CharField(max_length=200, blank=True, help_text="What they speak about.")
    email = models.EmailField(blank=True, help_text="Where somebody from outside is asked.")
    order = models.PositiveSmallIntegerField(default=0)
    agreement = models.CharField(max_length=10, choices=Agreement.choices, default=Agreement.NOT_ASKED)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "technician"], name="events_speaker_once"),
            models.CheckConstraint(
                condition=(models.Q(technician=None) & ~models.Q(name=""))
                | models.Q(technician__isnull=False, name=""),
                name="events_speaker_is_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(recorded_by=None) | ~models.Q(recorded_reason=""),
                name="events_speaker_recorded_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "A technician"


cast("Any", Speaker._meta.get_field("event")).wagtail_reference_index_ignore = True
