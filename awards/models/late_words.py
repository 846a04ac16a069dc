"""What was typed into a nomination that had been sent, and arrived after the closing."""

from django.db import models
from django.utils import timezone

from .nominations import Nomination


class LateWords(models.Model):
    """What is kept beside a nomination because it came too late to be part of it.

    Whoever nominates sees it and nobody else: it is neither judged nor shown to organisers. `answers` holds by the key
    of a question what was typed to it, and only where that differs from what had been sent; an empty `title` is one
    that was not changed. No foreign keys to questions: these words keep nobody from changing the questions.
    """

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="late_words")
    title = models.CharField(max_length=120, blank=True)
    answers = models.JSONField(default=dict)
    typed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, help_text="Rises with each change, so that none is lost.")

    class Meta:
        verbose_name_plural = "late words"

    def __str__(self) -> str:
        return f"Late words to {self.nomination_id}"

    @property
    def by_question(self) -> dict[int, str]:
        """Return what was typed, by the key of the question: JSON has texts as keys."""
        return {int(key): text for key, text in self.answers.items()}
