"""Kinds and states of what a plan holds."""

from django.db.models import TextChoices


class TimescaleKind(TextChoices):
    """What an author's wording of a date comes down to."""

    BY = "by", "By a date"
    RANGE = "range", "From one date to another"
    RECURRING = "recurring", "Several times"
    PLAN_YEAR = "plan_year", "Within years of the plan"
    ONGOING = "ongoing", "Ongoing"
    UNKNOWN = "unknown", "Not understood"


class ActionStatus(TextChoices):
    """How an action is going."""

    NOT_STARTED = "not-started", "Not started"
    ON_TRACK = "on-track", "On track"
    AT_RISK = "at-risk", "At risk"
    DELAYED = "delayed", "Delayed"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"
