"""What stories do by themselves, and when."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from portal.core.registries import Job, jobs

from .services.asking import remind_once


def publish_what_is_due() -> str:
    """Publish and take down what was scheduled for now, pages of all kinds; return a line for the log.

    Each page's own `publish` refuses what may not be shown, and tells whoever wrote it.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).count()
    call_command("publish_scheduled", verbosity=0)
    return f"{due} versions were due"


def register_jobs() -> None:
    """Offer the recurring work of stories, and the schedule of all pages."""
    jobs.register(Job("publish_scheduled", "Publish what was scheduled", timedelta(minutes=5), publish_what_is_due))
    jobs.register(
        Job("remind_story_subjects", "Remind those who were asked about a story", timedelta(hours=6), remind_once)
    )
