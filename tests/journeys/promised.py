"""A plan that runs today, with an action that is to reach a number: of public profiles, or of reads of the plan."""

import sqlite3
from datetime import timedelta

from django.utils import timezone

from tests.journeys.site import LiveSite

GOAL = 60


def promise_public_profiles(site: LiveSite, *, department: bool = False) -> str:
    """Promise sixty public profiles, or one in the subject's department; return the address of the action's page.

    The plan is moved to begin four hundred days ago, so that it runs whenever the tests do.
    """
    return promise(site, "profiles.public", 1 if department else GOAL, department=department)


def promise(site: LiveSite, measure: str, goal: int, *, department: bool = False) -> str:
    """Promise a value of a measure, in the subject's department or in all; return the address of the action's page."""
    today, things = timezone.localdate(), site.world.things
    start, end = today - timedelta(days=400), today + timedelta(days=600)
    with sqlite3.connect(site.folder / "portal.sqlite3", timeout=30) as database:
        database.execute("UPDATE plan_plan SET start = ?, end = ? WHERE id = ?", (start, end, things["plan"]))
        database.execute(
            'INSERT INTO plan_target (measure, baseline, baseline_on, goal, "by", better, action_id, department_id) '
            "SELECT ?, 0, ?, ?, ?, 'more', ?, "
            "CASE WHEN ? THEN (SELECT department_id FROM profiles_technician WHERE slug = ?) END",
            (measure, start, goal, end, things["other_action"], department, site.world.slug),
        )
    database.close()
    return f"/plan/{things['plan_slug']}/v2/"
