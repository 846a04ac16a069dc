"""Who wants to know when an award opens, in the world that is crawled."""

from typing import Any

from django.utils import timezone

from awards.models import SchemeAlert, SchemePage

ALERT_SECRET = "an-alert-that-its-owner-confirmed-0001"
NEW_ALERT = "an-alert-that-nobody-confirmed-yet-001"


def add_alerts(scheme: SchemePage, colleague: Any) -> None:
    """Add one of an account, one of an address that is confirmed and one of an address that is not."""
    SchemeAlert.objects.create(scheme=scheme, user=colleague, confirmed_at=timezone.now())
    confirmed = {"secret": ALERT_SECRET, "confirmed_at": timezone.now()}
    SchemeAlert.objects.create(scheme=scheme, email="told@elsewhere.example", **confirmed)
    SchemeAlert.objects.create(scheme=scheme, email="new@elsewhere.example", secret=NEW_ALERT)
