"""What events do by themselves, and when."""

from datetime import timedelta

from django.utils import timezone

from portal.core.registries import Job, jobs

from .services.feedback import ask_for_feedback
from .services.forgetting import forget_past_guests, purge_private_answers
from .services.guests import forget_unconfirmed
from .services.places import expire_offers
from .services.telling import remind_booked


def forget_guests() -> str:
    """Delete bookings that nobody confirmed; return a line for the log."""
    return f"{forget_unconfirmed(timezone.now())} not confirmed in time"


def register_jobs() -> None:
    """Offer the recurring work of events."""
    often, hourly, daily = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)
    jobs.register(Job("expire_offers", "Pass on places that were offered and not taken", often, expire_offers))
    jobs.register(Job("remind_booked", "Remind those who have a place", hourly, remind_booked))
    jobs.register(Job("forget_guests", "Forget guests who did not confirm", hourly, forget_guests))
    jobs.register(Job("forget_past_guests", "Forget who guests of past events were", daily, forget_past_guests))
    jobs.register(Job("ask_for_feedback", "Ask those who came what they thought", hourly, ask_for_feedback))
    jobs.register(Job("purge_private_answers", "Delete private answers of past events", hourly, purge_private_answers))
