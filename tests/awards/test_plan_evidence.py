"""The plan's evidence: somebody nominates, the job runs, and the public page of the action shows the new number."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from awards.models import Category
from awards.services.nominating import add_technician, begin, save_story, send
from plan.models import Reading
from profiles.enums import Audience
from tests.factories.awards import CategoryFactory, NominationFactory, NominationQuestionFactory, RoundFactory
from tests.factories.people import DepartmentFactory, UserFactory, live_technician
from tests.factories.plans import ActionFactory, PlanFactory, TargetFactory

pytestmark = pytest.mark.django_db
BEFORE = 7


def nominate(category: Category) -> None:
    """Nominate somebody as a colleague does, from the first step to sending it."""
    person = live_technician()
    question = category.round.questions.get()
    nomination = begin(category.round_id, user=UserFactory(), category=category)
    add_technician(nomination.pk, person.pk, audience=Audience.COLLEAGUES)
    save_story(nomination.pk, title="Kept the pump running", answers={question.pk: "For nine years, without a fuss."})
    send(nomination.pk)


def shown(address: str) -> str:
    """Return what a visitor reads on a page."""
    answer = Client().get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_nomination_counts_for_the_plan_once_the_job_ran() -> None:
    today = timezone.localdate()
    plan = PlanFactory(start=today - timedelta(days=300), end=today + timedelta(days=600), published_at=timezone.now())
    action = ActionFactory(plan=plan, title="Nominate technicians, and tell who was")
    TargetFactory(
        action=action, measure="nominations_received", baseline=0, baseline_on=plan.start, goal=40,
        by=today + timedelta(days=400),
    )  # fmt: skip
    category = CategoryFactory(round=RoundFactory())
    NominationQuestionFactory(round=category.round)
    department = DepartmentFactory()
    for _ in range(BEFORE):
        NominationFactory(category=category, nominee=live_technician(department=department))
    address = action.get_absolute_url()
    nominate(category)
    assert "Latest number – Goal" in shown(address), "A page counts nothing itself."
    call_command("run_jobs", only="take_readings")
    reading = Reading.objects.get(measure="nominations_received")
    assert reading.value == BEFORE + 1
    page = shown(address)
    assert "Nominations for awards" in page
    assert re.search(rf"Latest number {BEFORE + 1}\b", page), page
