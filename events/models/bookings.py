"""Who comes: bookings, what is asked at booking, and what people thought of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from events.enums import LIVE_BOOKINGS, Attendance, BookingState, LapsedBecause, QuestionKind
from events.querysets import BookingQuerySet
from portal.core.secrets import new_secret

from .occurrences import Occurrence
from .pages import EventPage


class Booking(models.Model):
    """One person and one occurrence: asked for, on the waiting list, offered, confirmed, or ended.

    `user` is whose it is; a guest, from the public, has a name and a confirmed address instead, which are kept for a
    time (`services.forgetting`). `queued_at` is the place in the waiting list. `sequence` rises with each calendar
    file that is sent for it.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="bookings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    guest_name = models.CharField(max_length=160, blank=True)
    guest_email = models.EmailField(blank=True)
    state = models.CharField(max_length=12, choices=BookingState.choices)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="A manager who booked for their team, or an organiser.",
    )  # fmt: skip
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    lapsed_because = models.CharField(max_length=12, choices=LapsedBecause.choices, blank=True)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    sequence = models.PositiveIntegerField(default=0)
    answer_words = models.CharField("words of the organiser", max_length=300, blank=True)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, default=Attendance.NOT_MARKED, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    feedback_at = models.DateTimeField(
        null=True, blank=True, help_text="That feedback was given; what was said is not tied to anybody."
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "user"],
                condition=models.Q(state__in=LIVE_BOOKINGS, user__isnull=False),
                name="events_booking_once_a_user",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "guest_email"],
                condition=models.Q(state__in=LIVE_BOOKINGS) & ~models.Q(guest_email=""),
                name="events_booking_once_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(user=None) | models.Q(guest_email=""), name="events_booking_of_one_person"
            ),
            models.CheckConstraint(
                condition=models.Q(state=BookingState.OFFERED, offered_until__isnull=False)
                | (~models.Q(state=BookingState.OFFERED) & models.Q(offered_until=None)),
                name="events_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=BookingState.WAITING) | models.Q(queued_at__isnull=False),
                name="events_waiting_has_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(lapsed_because="") | models.Q(state=BookingState.LAPSED),
                name="events_lapsed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(attendance="") | models.Q(state=BookingState.CONFIRMED),
                name="events_attended_with_a_place",
            ),
        ]
        indexes = [models.Index(fields=["occurrence", "state", "queued_at"])]

    def __str__(self) -> str:
        return f"{self.name}: {self.occurrence_id} ({self.get_state_display().lower()})"

    @property
    def name(self) -> str:
        """Return what the person is called; of somebody who was erased or forgotten only that there was one."""
        if self.user is not None:
            return str(self.user)
        return self.guest_name or "Name no longer kept"

    @property
    def is_live(self) -> bool:
        """Say whether somebody has it still."""
        return self.state in LIVE_BOOKINGS

    @property
    def why_lapsed(self) -> str:
        """Return in words why it ended though nobody cancelled it; of rows older than the reasons, what it may be."""
        because = self.lapsed_because
        return str(LapsedBecause(because).label if because else "there was no place, or one was not taken in time")

    @property
    def email(self) -> str:
        """Return where they are written to; empty where nobody is left to write to."""
        return self.user.email if self.user is not None else self.guest_email


class Question(models.Model):
    """Something that is asked of those who book an event.

    A private one (dietary or access needs) is seen by organisers alone; its answers go 14 days after the occurrence.
    """

    event = models.ForeignKey(EventPage, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField("question", max_length=200)
    help_text = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    choices = models.TextField(max_length=1000, blank=True, help_text="One answer a line.")
    is_required = models.BooleanField("must be answered", default=False)
    is_private = models.BooleanField(
        "about food, access or health", default=True, help_text="Answers are deleted 14 days after the event."
    )
    is_asked = models.BooleanField("asked of those who book now", default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What somebody answered at booking. Shown to organisers of the event, and to whoever gave it."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booking", "question"], name="events_answer_once")]

    def __str__(self) -> str:
        return f"Answer to {self.question_id}"


class Feedback(models.Model):
    """What somebody thought of an occurrence. Nothing on it tells who."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="feedback")
    score = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)], help_text="From 1, not useful, to 5, very useful."
    )
    words = models.TextField(max_length=2000, blank=True)
    given_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-given_on", "-pk"]
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="events_score_in_range")
        ]

    def __str__(self) -> str:
        return f"{self.score} of 5"


class CalendarLink(models.Model):
    """The private address under which a calendar program reads somebody's own bookings; deleted, it is gone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_link")
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "A private calendar address"
