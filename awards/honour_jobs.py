"""What awards do by themselves when a round is decided: letters, then the announcement."""

from datetime import timedelta

from portal.core.registries import Job, jobs

from .services.announcing import announce_awards, send_letters


def register_honour_jobs() -> None:
    """Offer it to `run_jobs`: at each call, so that an announcement is public in its minute."""
    each_minute = timedelta(minutes=1)
    jobs.register(Job("send_award_letters", "Send the letters of finished rounds", each_minute, send_letters))
    jobs.register(Job("announce_awards", "Announce awards whose minute has come", each_minute, announce_awards))
