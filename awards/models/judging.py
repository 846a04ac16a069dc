"""Judging: who is judged, who judges, what each found."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from awards.enums import Conflict, Outcome, ReviewState, Seat
from awards.judging_querysets import CandidateQuerySet, JudgeQuerySet, ReviewQuerySet

from .rounds import BEST_SCORE, Category, Criterion, Round


class Candidate(models.Model):
    """A technician or team in a category, with all nominations of them. Made when judging opens.

    `number` is what a judge of a blind round calls them: in an order that tells nothing. `key` tells whose nominations
    belong together and is shown to nobody. `version` rises with each decision, so that two chairs do not decide over
    each other.
    """

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="candidates")
    key = models.CharField(max_length=200)
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=11, choices=Outcome.choices, default=Outcome.UNDECIDED, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["category", "key"], name="awards_candidate_once"),
            models.UniqueConstraint(fields=["category", "number"], name="awards_candidate_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(outcome="") | ~models.Q(reason=""), name="awards_decided_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Candidate {self.number}"


class Judge(models.Model):
    """Somebody on the panel of a round. One who left keeps what they scored, and judges no more."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="judges")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="judging"
    )
    seat = models.CharField(max_length=5, choices=Seat.choices, default=Seat.JUDGE)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="Last, of candidates that wait for them.")

    objects = JudgeQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="awards_judge_once")]

    def __str__(self) -> str:
        return str(self.user) if self.user is not None else "Name no longer kept"

    @property
    def is_chair(self) -> bool:
        """Say whether they decide."""
        return self.seat == Seat.CHAIR


class Review(models.Model):
    """One judge and one candidate: declared, read, scored; or not, and why."""

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="reviews")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=9, choices=ReviewState.choices, default=ReviewState.ASSIGNED)
    conflict = models.CharField(max_length=9, choices=Conflict.choices, blank=True)
    words = models.CharField(max_length=500, blank=True, help_text="Of a conflict, or why they declined or abstain.")
    notes = models.TextField(max_length=4000, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["candidate__category__order", "candidate__number"]
        constraints = [
            models.UniqueConstraint(fields=["judge", "candidate"], name="awards_review_once"),
            models.CheckConstraint(
                condition=~models.Q(state=ReviewState.SCORED) | models.Q(declared_at__isnull=False),
                name="awards_no_score_before_declaring",
            ),
        ]

    def __str__(self) -> str:
        return f"Review {self.pk}"


class Score(models.Model):
    """What a judge gave a candidate for a criterion, from 1 to 5."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(BEST_SCORE)])

    class Meta:
        ordering = ["criterion__order", "criterion_id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="awards_score_once"),
            models.CheckConstraint(
                condition=models.Q(value__gte=1, value__lte=BEST_SCORE), name="awards_score_in_range"
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)
