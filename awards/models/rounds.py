"""Rounds of a scheme of our own: when, in which categories, what is asked and what is judged."""

from typing import Any, cast

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from awards.enums import AskNominee, Blind, CategoryKind
from awards.querysets import RoundQuerySet
from profiles.models import Department

from .pages import SchemePage

MOST_SECONDERS = 5
MOST_WORDS = 2000
MOST_WEIGHT = 10
BEST_SCORE = 5


class Round(models.Model):
    """One time that a scheme is given. Where it stands is told from its times (`rounds.state_of`).

    Moments are entered and shown in Europe/London and hold to the minute. From `letters_at` on, nominators know, under
    embargo, until `announce_at`. `judging_opened_at`, `finished_at`, `letters_sent_at` and `announced_at` say when it
    was done. `closing_was`: the closing time first told, where it was moved once the round had opened.
    """

    scheme = models.ForeignKey(SchemePage, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=80, help_text="For example ‘2027’.")
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(1950), MaxValueValidator(2200)])
    introduction = models.TextField(max_length=1500, blank=True, help_text="What is special about this round.")
    opens_at = models.DateTimeField("opens")
    closes_at = models.DateTimeField("closes")
    judging_ends_at = models.DateTimeField("judging ends")
    letters_at = models.DateTimeField(
        "letters go out", help_text="Nominators and nominees learn the result, and are asked to keep it to themselves."
    )
    announce_at = models.DateTimeField("announced")
    blind = models.CharField("whose names judges see", max_length=10, choices=Blind.choices, blank=True, default="")
    ask_nominee = models.CharField(
        "when nominees are asked", max_length=6, choices=AskNominee.choices, default=AskNominee.LATER
    )
    most_seconders = models.PositiveSmallIntegerField(
        default=2, validators=[MaxValueValidator(MOST_SECONDERS)], help_text="0: nobody seconds."
    )
    allows_self = models.BooleanField("people may nominate themselves", default=False)
    employed_since = models.DateField(
        null=True, blank=True, help_text="Nominees must have been employed since this day. Empty: no rule."
    )
    departments = models.ManyToManyField(
        Department, blank=True, related_name="+", help_text="Nominees must belong to one of these. Empty: to any."
    )
    not_won_years = models.PositiveSmallIntegerField(
        "years since winning", default=0, validators=[MaxValueValidator(20)],
        help_text="Who won this scheme within so many years cannot be nominated. 0: no rule.",
    )  # fmt: skip
    judges_each = models.PositiveSmallIntegerField(
        "judges for each candidate", default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    judging_opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    letters_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    closing_was = models.DateTimeField(null=True, blank=True, editable=False)
    closing_moved_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name"], name="awards_round_named_once"),
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=models.F("closes_at"))
                & models.Q(closes_at__lte=models.F("judging_ends_at"))
                & models.Q(judging_ends_at__lte=models.F("letters_at"))
                & models.Q(letters_at__lte=models.F("announce_at")),
                name="awards_round_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at=None) | ~models.Q(cancelled_reason=""),
                name="awards_round_cancelled_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}, {self.name}"


def _without_article(words: str) -> str:
    return " ".join(words.casefold().split()).removeprefix("an ").removeprefix("a ")


class Category(models.Model):
    """What can be won in a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="categories")
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=500, blank=True)
    kind = models.CharField("who is nominated", max_length=12, choices=CategoryKind.choices, default="individual")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "categories"
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="awards_category_named_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_teams(self) -> bool:
        """Say whether several people are nominated together."""
        return self.kind == CategoryKind.TEAM

    @property
    def kind_beside_name(self) -> str:
        """Return who is nominated, in words; nothing where the name is these words already, with or without 'a'."""
        kind = str(self.get_kind_display())
        return "" if _without_article(self.name) == _without_article(kind) else kind


class NominationQuestion(models.Model):
    """Something that a nominator writes about, between so many words."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField("question", max_length=200)
    help_text = models.CharField(max_length=300, blank=True)
    least_words = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(MOST_WORDS)])
    most_words = models.PositiveSmallIntegerField(
        default=400, validators=[MinValueValidator(1), MaxValueValidator(MOST_WORDS)]
    )
    is_required = models.BooleanField("must be answered", default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(least_words__lte=models.F("most_words")), name="awards_words_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Criterion(models.Model):
    """Something that judges score from 1 to 5; a weight says how much it counts."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="criteria")
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=500, blank=True, help_text="What a 1, a 3 and a 5 look like.")
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_WEIGHT)]
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="awards_criterion_named_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=MOST_WEIGHT), name="awards_weight_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PurgeRecord(models.Model):
    """That what was kept of a round was purged: how many of what, and nothing about whom."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="purges")
    at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict, help_text="How many rows of each kind were purged.")
    kept = models.JSONField(default=dict, help_text="Numbers that stay: nominations received, people, by department.")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.round}, purged on {timezone.localdate(self.at):%-d %B %Y}"


# Else the admin says that a scheme cannot be deleted, and not why
cast("Any", Round._meta.get_field("scheme")).wagtail_reference_index_ignore = True
