"""Which actions are found by what the address asks for, and what is said of it."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from plan.enums import ActionStatus
from plan.finding import Finder
from plan.models import Lead, Milestone, Plan, Step
from plan.plan_page import standings_of
from plan.progress import parts_of
from portal.core.models import Theme
from tests.factories.plans import ActionFactory, PlanFactory, ReadingFactory, TargetFactory, UpdateFactory

TODAY = date(2026, 11, 22)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.fixture
def plan() -> Plan:
    """Return a plan of three actions, each found by something of its own."""
    plan = PlanFactory(slug="now")
    glass = ActionFactory(plan=plan, code="V1", title="Open the glass workshop", detail="With the Zoë furnace lit")
    glass.themes.set(Theme.objects.filter(slug__in=["visibility", "recognition"]))
    Lead.objects.create(action=glass, words="Head of Glass")
    Milestone.objects.create(action=glass, start=date(2026, 3, 1), end=date(2026, 3, 31))
    UpdateFactory(action=glass, status=ActionStatus.AT_RISK)
    kit = ActionFactory(plan=plan, code="R2", title="Lend out oscilloscopes", detail="Like library books")
    kit.themes.set(Theme.objects.filter(slug="recognition"))
    Lead.objects.create(action=kit, words="Technician Office")
    Lead.objects.create(action=kit, words="HEAD OF GLASS")
    Step.objects.create(action=kit, text="Catalogue the cupboard")
    Milestone.objects.create(action=kit, start=date(2027, 3, 1), end=date(2027, 3, 31))
    UpdateFactory(action=kit, status=ActionStatus.ON_TRACK)
    target = TargetFactory(action=kit)
    ReadingFactory(measure=target.measure, start=plan.start)
    ActionFactory(plan=plan, code="S3", title="Write succession plans", detail="")
    return plan


def finder(plan: Plan) -> Finder:
    return Finder(standings_of(plan, TODAY), parts_of(plan.period, TODAY))


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["V1", "R2", "S3"]),
        ("status=at-risk", ["V1"]),
        ("status=overdue", ["V1"]),
        ("status=not-started", ["S3"]),
        ("status=behind", ["V1"]),
        ("theme=recognition", ["V1", "R2"]),
        ("theme=visibility", ["V1"]),
        ("theme=none", ["S3"]),
        ("lead=head+of+glass", ["V1", "R2"]),
        ("lead=Technician+Office", ["R2"]),
        ("due=in-2026-02", ["V1"]),
        ("due=in-2027-02", ["R2"]),
        ("due=in-2025-08", []),
        ("due=before-2026-08", ["V1"]),
        ("due=before-2028-02", ["V1", "R2"]),
        ("evidence=yes", ["R2"]),
        ("q=workshop+GLASS", ["V1"]),
        ("q=zoe", ["V1"]),
        ("q=cupboard", ["R2"]),
        ("q=r2", ["R2"]),
        ("q=office+oscill", ["R2"]),
        ("q=glass", ["V1", "R2"]),
        ("q=%2B%2B", []),
        ("q=glass&theme=recognition&status=on-track", ["R2"]),
        ("q=nothing-of-this", []),
    ],
)
def test_what_fits_is_found(plan, query, codes):
    found = finder(plan)
    fitting = found.find(found.read(QueryDict(query)))
    assert [standing.action.code for standing in fitting] == codes


@pytest.mark.parametrize(
    "query",
    [
        "status=great&theme=nonsense&lead=nobody&due=in-1066-01&evidence=perhaps&page=-1&show=some",
        "page=%C2%B2&due=before-&status[]=done",
        "page=99999999999999999999&theme=%00&lead=%00",
        "due=before-2025-08",
    ],
)
def test_what_cannot_be_understood_is_passed_over(plan, query):
    found = finder(plan)
    choice = found.read(QueryDict(query))
    assert not choice.is_narrowed
    assert (choice.page, choice.query) == (1, "")
    assert len(found.find(choice)) == 3


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "x" * 5000, "q=%ff%fe", "page=0", "due=in-", "theme=none&theme=", "lead=%00a"]
)
def test_a_bad_address_is_a_page_all_the_same(client, plan, query):
    Plan.objects.update(published_at="2026-01-01T00:00:00Z")
    assert client.get(f"/plan/?{query}").status_code == 200


def test_statuses_are_counted_beside_all_else_that_is_chosen(plan):
    found = finder(plan)
    choice = found.read(QueryDict("theme=recognition&status=at-risk"))
    assert [(option.value, option.count, option.is_chosen) for option in found.statuses(choice)] == [
        ("", 2, False),
        ("on-track", 1, False),
        ("at-risk", 1, True),
        ("overdue", 1, False),
    ]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "All 3 actions"),
        ("status=overdue", "1 of 3 actions: overdue"),
        ("status=behind", "1 of 3 actions: behind"),
        ("theme=none&q=plans", "1 of 3 actions: without a theme, matching ‘plans’"),
        (
            "status=on-track&theme=recognition&lead=Head+of+Glass&due=in-2027-02&evidence=yes",
            "1 of 3 actions: on track, in Recognition, led by Head of Glass, "
            "with a date in 2026–27, February to July, with evidence",
        ),
        ("due=before-2027-02", "1 of 3 actions: with a date before February 2027"),
    ],
)
def test_the_sentence_says_what_was_asked_for(plan, query, sentence):
    found = finder(plan)
    choice = found.read(QueryDict(query))
    assert found.sentence(choice, len(found.find(choice))) == sentence


def test_each_filter_can_be_taken_off(plan):
    found = finder(plan)
    chips = found.chips(found.read(QueryDict("status=on-track&q=glass&page=2")))
    assert [(chip.label, chip.url) for chip in chips] == [
        ("On track", "?q=glass#list"),
        ("Matching ‘glass’", "?status=on-track#list"),
    ]


def test_the_page_says_so_where_nothing_fits(client, plan):
    Plan.objects.update(published_at="2026-01-01T00:00:00Z")
    with time_machine.travel(f"{TODAY}T12:00:00Z", tick=False):
        text = client.get("/plan/?q=zzz").content.decode()
    assert "No action fits all of that" in text
    assert "0 of 3 actions: matching ‘zzz’" in text
    assert '<meta name="robots" content="noindex, follow">' in text
