"""Where what somebody said of an action and what is measured do not agree. Nothing is overwritten: people are told."""

from django.db import models
from django.db.models import F

from plan.querysets import DisagreementQuerySet, or_none

from .actions import Action
from .updates import Update


class Disagreement(models.Model):
    """A status and a number that differ, from the day on which the portal found it until they agree again.

    Whoever looks at the action afterwards has answered it. There is one of each update, so that a number which comes
    and goes writes one mail.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="disagreements")
    update = models.ForeignKey(
        Update,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Which said so; empty where nobody has said anything yet.",
    )
    words = models.TextField(help_text="As its lead is told.")
    since = models.DateField()
    told_on = models.DateField(null=True, blank=True, help_text="When somebody was written to.")
    ended_on = models.DateField(null=True, blank=True, help_text="When the two agreed again.")

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [models.UniqueConstraint("action", or_none(F("update")), name="plan_disagreement_once")]

    def __str__(self) -> str:
        return self.words
