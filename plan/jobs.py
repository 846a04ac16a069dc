"""What plans do by themselves, and when."""

from datetime import timedelta

from plan.services.import_files import forget_old_imports
from plan.services.readings import take_readings
from plan.services.reminders import remind_leads
from portal.core.registries import Job, jobs


def register_jobs() -> None:
    """Offer the recurring work of plans."""
    # Looked for each hour and taken once a day: a timer that slips past midnight misses no day
    jobs.register(Job("take_readings", "Take the readings of the plan's targets", timedelta(hours=1), take_readings))
    # After the readings, whose numbers it holds against what was said
    jobs.register(Job("remind_leads", "Remind those who lead actions of the plan", timedelta(days=1), remind_leads))
    jobs.register(
        Job("forget_old_plan_imports", "Delete the files of old plan imports", timedelta(days=1), forget_old_imports)
    )
