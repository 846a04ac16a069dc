"""The words that each audience's index holds, with how many people use them: what typing errors are mended by."""

from django.db import models

from profiles.enums import Audience


class HeldWord(models.Model):
    """A folded word of some entries of an audience's index; it goes with the last of them.

    Beside it stands an index of three letters each (`profiles/vocabulary_words.py`). Written by the database's engine
    together with the entries, and by nothing else.
    """

    audience = models.CharField(max_length=10, choices=Audience.choices)
    word = models.CharField(max_length=60)
    uses = models.IntegerField(help_text="People in whose entry it stands.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "word"], name="profiles_held_word_once"),
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.ONLY_ME), name="profiles_held_word_never_private"
            ),
        ]
        indexes = [
            models.Index(fields=["audience"], condition=models.Q(uses__lte=0), name="profiles_held_word_unused"),
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.audience})"
