"""Somebody whose agreement is asked."""

from django.conf import settings
from django.db import models

from portal.core.enums import Agreement

SECRET_LENGTH = 40


class Asked(models.Model):
    """A person, a technician of ours or a name, who agrees or does not to what is published of them.

    A technician's name stands on the profile and nowhere else, so that it is shown to those alone who may see it.
    """

    name = models.CharField(max_length=160, blank=True, help_text="Of somebody who has no profile here.")
    email = models.EmailField(blank=True)
    department_name = models.CharField("department", max_length=160, blank=True)
    agreement = models.CharField(max_length=10, choices=Agreement.choices, default=Agreement.NOT_ASKED)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_reason = models.CharField(max_length=300, blank=True, help_text="How they agreed, where not here.")

    class Meta:
        abstract = True

    @property
    def has_agreed(self) -> bool:
        """Say whether they agreed, and did not take it back."""
        return self.agreement == Agreement.AGREED
