"""What shared words have in common: technicians suggest them, editors agree to them."""

from django.conf import settings
from django.db import models

from profiles.enums import WordState


class SharedWord(models.Model):
    """A name that many people use. Until editors agree to it, nobody but those who typed it and editors see it."""

    state = models.CharField(max_length=10, choices=WordState.choices, default=WordState.APPROVED, db_index=True)
    suggested_by = models.ForeignKey(
        "profiles.Technician", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    suggested_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(
        "reason for refusing", max_length=300, blank=True, help_text="Told to whoever suggested it."
    )

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        """Say whether editors have still to look at it."""
        return self.state == WordState.SUGGESTED

    @property
    def kind(self) -> str:
        """Return what it is in one word, as addresses and screens say it: 'skill' or 'equipment'."""
        return str(self._meta.model_name)
