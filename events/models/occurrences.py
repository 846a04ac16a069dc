"""When and where an event takes place, once or again and again."""

from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from events.enums import BookingWay, OccurrenceState
from events.querysets import OccurrenceQuerySet
from profiles.models import Campus

from .pages import EventPage

MOST_PLACES = 5000


class Series(models.Model):
    """A rule from which occurrences were made; each of them is a row of its own afterwards."""

    event = models.ForeignKey(EventPage, on_delete=models.PROTECT, related_name="series")
    rule = models.CharField(
        max_length=300, help_text="As RFC 5545 writes it ('FREQ=MONTHLY;BYDAY=1TU'), in Europe/London’s own time."
    )
    words = models.CharField(max_length=200, help_text="The rule as people say it.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.words


class Occurrence(models.Model):
    """One time that an event takes place. Bookings are of an occurrence.

    Times are moments; they are entered and shown in Europe/London. `sequence` rises with each change that those
    booked should know of (RFC 5545, 3.8.7.4), `uid` never changes.
    """

    event = models.ForeignKey(EventPage, on_delete=models.PROTECT, related_name="occurrences")
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="occurrences")
    starts_at = models.DateTimeField("starts", db_index=True)
    ends_at = models.DateTimeField("ends")
    campus = models.ForeignKey(Campus, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="Room and building, or an address.")
    is_online = models.BooleanField("online", default=False, help_text="People can take part from anywhere.")
    joining_link = models.URLField(
        blank=True, max_length=500, help_text="Sent to those who have a place, and shown to nobody else."
    )
    note = models.CharField(max_length=300, blank=True, help_text="What is special about this time.")
    booking_way = models.CharField(
        "how it is booked", max_length=12, choices=BookingWay.choices, default=BookingWay.HERE
    )
    capacity = models.PositiveIntegerField(
        "places", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
        help_text="Empty: as many as come.",
    )  # fmt: skip
    booking_opens_at = models.DateTimeField("booking opens", null=True, blank=True, help_text="Empty: at once.")
    booking_closes_at = models.DateTimeField(
        "booking closes", null=True, blank=True, help_text="Empty: when it starts."
    )
    needs_approval = models.BooleanField(
        default=False, help_text="An organiser says yes or no to each who asks for a place."
    )
    state = models.CharField(max_length=10, choices=OccurrenceState.choices, default=OccurrenceState.SCHEDULED)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gte=models.F("starts_at")), name="events_ends_after"),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1), name="events_capacity_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(booking_opens_at=None)
                | models.Q(booking_closes_at=None)
                | models.Q(booking_opens_at__lt=models.F("booking_closes_at")),
                name="events_opens_before_closes",
            ),
        ]
        indexes = [models.Index(fields=["event", "starts_at"]), models.Index(fields=["state", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.event}, {timezone.localtime(self.starts_at):%-d %B %Y, %H:%M}"

    @property
    def closes_at(self) -> datetime:
        """Return the moment from which nobody books any more: never later than the start."""
        return min(self.booking_closes_at or self.starts_at, self.starts_at)

    @property
    def is_cancelled(self) -> bool:
        """Say whether it does not take place."""
        return self.state == OccurrenceState.CANCELLED

    def is_over(self, now: datetime) -> bool:
        """Say whether it has ended."""
        return self.ends_at <= now

    def takes_bookings(self, now: datetime) -> bool:
        """Say whether somebody may book here at a moment, be there places left or a waiting list."""
        is_open = self.booking_opens_at is None or self.booking_opens_at <= now
        return self.booking_way == BookingWay.HERE and not self.is_cancelled and is_open and now < self.closes_at


# Else the admin says that an event cannot be deleted, and not why; the hooks of events do
cast("Any", Occurrence._meta.get_field("event")).wagtail_reference_index_ignore = True
cast("Any", Series._meta.get_field("event")).wagtail_reference_index_ignore = True
