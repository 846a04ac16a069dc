"""Who wants to know when a scheme opens."""

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.utils import timezone

from awards.querysets import SchemeAlertQuerySet
from portal.core.secrets import new_secret

from .asked import SECRET_LENGTH
from .pages import SchemePage


class SchemeAlert(models.Model):
    """Somebody who asked to be told when a scheme opens: by account, or by an address that was confirmed.

    `told_for` is the opening for which they were told last, so that they are told once of each.
    """

    scheme = models.ForeignKey(SchemePage, on_delete=models.CASCADE, related_name="alerts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="award_alerts"
    )
    email = models.EmailField(blank=True)
    secret = models.CharField(max_length=SECRET_LENGTH, unique=True, default=new_secret)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_for = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = SchemeAlertQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "user"], name="awards_alert_once_a_user"),
            models.UniqueConstraint(
                fields=["scheme", "email"], condition=~models.Q(email=""), name="awards_alert_once_an_address"
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, email="") | (models.Q(user=None) & ~models.Q(email="")),
                name="awards_alert_of_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Alert {self.pk}"


cast("Any", SchemeAlert._meta.get_field("scheme")).wagtail_reference_index_ignore = True
