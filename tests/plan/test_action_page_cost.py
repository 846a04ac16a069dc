"""What an action's page costs: at most fifteen queries, however much is read."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plan.models import Action, Continuation, Lead, Milestone, Plan, Reading, ReportedMeasure, Step, Target, Update
from tests.factories.people import live_technician
from tests.factories.plans import TargetFactory, UpdateFactory
from tests.plan.reading_pages import text
from tests.test_queries import logo

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-11-22 10:00", tick=False):
        yield


def fill(plans: int, actions: int, days: int) -> Action:
    """Make plans with actions, and three years of daily readings behind the targets of one action; return it."""
    measure = ReportedMeasure.objects.create(label="By hand", unit="%")
    start = date(2023, 11, 25)
    made = [
        Plan(slug=f"p{n}", title=f"Plan {n}", start=start, end=date(2028, 7, 31), published_at=timezone.now(),
             contact_email="plan@wexcombe.example")
        for n in range(plans)
    ]  # fmt: skip
    Plan.objects.bulk_create(made)
    rows = [
        Action(plan=plan, code=f"V{n}", slug=f"v{n}", title="Open the workshop", order=n)
        for plan in made
        for n in range(actions)
    ]
    Action.objects.bulk_create(rows)
    Update.objects.bulk_create(Update(action=row, status="on-track", note="Well", on=start) for row in rows)
    Milestone.objects.bulk_create(Milestone(action=row, start=start, end=date(2027, 1, 1)) for row in rows)
    Lead.objects.bulk_create(Lead(action=row, words="Glass") for row in rows)
    keys = ("profiles.public", "profiles.live", measure.key)
    Target.objects.bulk_create(
        Target(action=rows[0], measure=key, baseline=0, goal=60, by=date(2028, 7, 31)) for key in keys
    )
    person = live_technician(profile_updated_at=timezone.now() - timedelta(days=9))
    evidence = [["Somebody", f"/technicians/{person.slug}/"]]
    Reading.objects.bulk_create(
        Reading(
            measure=key, start=day if key == measure.key else start, on=day, end=day,
            value=None if n % 97 == 5 else n / 19, evidence=evidence, parts=[["RSci", 4]],
        )
        for key in keys
        for n, day in enumerate(start + timedelta(days=n) for n in range(days))
    )  # fmt: skip
    if plans > 1:
        Continuation.objects.create(action=rows[0], earlier=rows[actions], code="V0")
        Continuation.objects.create(action=rows[2 * actions], earlier=rows[0], code="V0")
    return rows[0]


def cost(action: Action) -> list[str]:
    Client().get(action.get_absolute_url())
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(action.get_absolute_url()).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_it_costs_at_most_fifteen_queries_and_no_more_for_many_rows() -> None:
    action = fill(plans=10, actions=200, days=3 * 365)
    logo()
    asked = cost(action)
    assert len(asked) <= MOST_QUERIES, "\n".join(asked)
    assert len(set(asked)) == len(asked)


def test_it_costs_as_much_for_one_row_as_for_thirty() -> None:
    action = fill(plans=3, actions=1, days=1)
    for_one = cost(action)
    for n in range(30):
        Step.objects.create(action=action, text=f"Step {n}", order=n)
        UpdateFactory(action=action)
        Lead.objects.create(action=action, words=f"Lead {n}")
        day = date(2026, 1, 1) + timedelta(days=n)
        Milestone.objects.create(action=action, start=day, end=day)
        TargetFactory(action=action, by=day)
    for_thirty = cost(action)
    assert len(for_one) == len(for_thirty), "\n".join(for_thirty)


def test_a_year_of_daily_readings_is_thinned_for_reading(client: Client) -> None:
    action = fill(plans=1, actions=1, days=365)
    page = text(client, action)
    assert "Of 361 readings, 10 are shown: the first and the last" in page
    assert page.count("No number") >= 4
