"""What the portal itself measured in the world that is crawled: its public evidence is the subject's profile."""

from datetime import date

from plan.models import Action, Reading, Target
from profiles.models import Technician

KEY = "profiles.public"


def add_evidence(action: int, subject: Technician) -> None:
    """Give an action a target with readings: one without a number, and one whose evidence names the subject."""
    plan = Action.objects.select_related("plan").get(pk=action).plan
    Target.objects.create(action_id=action, measure=KEY, baseline=20, goal=60, by=date(2027, 7, 31))
    _read(plan.start, date(2025, 9, 1), value=21)
    _read(plan.start, date(2025, 9, 20), value=None, note="fewer than five, or too few to tell apart")
    _read(
        plan.start,
        date(2025, 10, 1),
        value=46,
        parts=[["RSciTech", 12]],
        evidence=[[f"{subject.preferred_name} {subject.family_name}", f"/technicians/{subject.slug}/"]],
    )


def _read(start: date, on: date, **fields: object) -> None:
    Reading.objects.create(measure=KEY, start=start, on=on, end=on, **fields)
