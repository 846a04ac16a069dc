"""The evidence on an action's page: numbers, where they come from, what is behind them, and what is withdrawn."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from plan.models import Action, ReportedMeasure
from portal.core.models import Theme
from profiles.enums import Audience, Section
from profiles.models import Technician
from tests.factories.people import UserFactory, live_technician, show
from tests.factories.plans import ReadingFactory, TargetFactory
from tests.plan.reading_pages import published_action, read, text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-11-22 10:00", tick=False):
        yield


@pytest.fixture
def action() -> Action:
    return published_action()


def test_a_target_shows_value_goal_baseline_and_the_way(client: Client, action: Action) -> None:
    TargetFactory(action=action)
    for value, on in ((31, date(2026, 10, 1)), (40, date(2026, 11, 1)), (46, TODAY)):
        ReadingFactory(value=value, on=on)
    page = text(client, action)
    assert "46 profiles now, 60 by July 2027." in page
    assert "Latest number 46 profiles read on 22 November 2026" in page
    assert "Goal 60 profiles by July 2027" in page
    assert "Where it began 20 profiles on 1 August 2025" in page
    assert "Expected by now 46.2 profiles Just where it should be by now." in page
    assert "Public profiles: from 31 profiles on 1 October 2026 to 46 profiles on 22 November 2026." in page
    rows = ("22 Nov 2026 46 46.2 Measured", "1 Nov 2026 40 45.1 Measured", "1 Oct 2026 31 43.4 Measured")
    assert " ".join([*rows, "1 Aug 2025 20 – Where it began : As the plan says"]) in page
    assert "Last entry made by the portal itself: 22 November 2026" in page


def test_a_number_that_is_kept_back_says_so(client: Client, action: Action) -> None:
    TargetFactory(action=action)
    ReadingFactory(value=7)
    ReadingFactory(value=None, note="fewer than five", on=TODAY)
    page = text(client, action)
    assert "No number is shown: fewer than five. The goal is at" not in page
    assert "No number is shown: fewer than five. The goal is 60 profiles by July 2027." in page
    assert "22 Nov 2026 – – No number : fewer than five" in page


def test_what_is_reported_by_hand_says_so_and_from_where(client: Client, action: Action) -> None:
    measure = ReportedMeasure.objects.create(label="Outputs that name a technician", unit="%", meaning="Of papers.")
    TargetFactory(action=action, measure=measure.key, baseline=None)
    ReadingFactory(
        measure=measure.key, start=date(2026, 7, 31), on=date(2026, 7, 31), value=43, source="Research repository",
        author=UserFactory(first_name="Barnabas"),
    )  # fmt: skip
    page = text(client, action)
    assert "43% on 31 July 2026, 60% by July 2027." in page
    assert "Outputs that name a technician: Of papers." in page
    assert "31 Jul 2026 43% Reported by hand : Research repository" in page
    assert "Barnabas" not in page


def test_a_measure_that_is_gone_keeps_its_readings(client: Client, action: Action) -> None:
    TargetFactory(action=action, measure="events.held", baseline=None)
    ReadingFactory(measure="events.held", value=8)
    page = text(client, action)
    assert "No longer measured. The last number was 8, on 2 March 2026. The goal is 60 by July 2027." in page


def test_a_target_without_a_reading_says_when_it_comes(client: Client, action: Action) -> None:
    TargetFactory(action=action)
    page = text(client, action)
    assert "No reading yet. The goal is 60 profiles by July 2027." in page
    assert "The portal takes the first reading in the coming night." in page
    assert '<svg class="chart"' not in page


def test_readings_of_other_plans_and_scopes_and_of_days_to_come_are_not_its_own(client: Client, action: Action) -> None:
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    TargetFactory(action=action)
    TargetFactory(action=action, theme=theme)
    ReadingFactory(value=31)
    ReadingFactory(value=99, start=date(2022, 8, 1))
    ReadingFactory(value=98, measure="profiles.live")
    ReadingFactory(value=97, on=TODAY + timedelta(days=1))
    ReadingFactory(value=12, theme=theme)
    page = text(client, action)
    assert "31 profiles on 2 March 2026, 60 by July 2027." in page
    assert "12 profiles on 2 March 2026, 60 by July 2027. Public profiles, Being seen" in page
    for number in ("99", "98 ", "97"):
        assert f"{number} profiles" not in page


def test_parts_and_public_evidence_of_the_latest_reading(client: Client, action: Action) -> None:
    TargetFactory(action=action)
    ReadingFactory(value=31, evidence=[["An old page", "/old/"]], parts=[["RSci", 3]])
    ReadingFactory(value=46, on=TODAY, evidence=[["The list", "/technicians/"]], parts=[["MIScT", 12]])
    page = read(client, action)
    assert '<a href="/technicians/"><bdi>The list</bdi></a>' in page
    assert "MIScT" in page
    assert "An old page" not in page
    assert "RSci" not in page


def _hide(person: Technician) -> None:
    show(person, Audience.COLLEAGUES, Section.BASICS)


def _change(person: Technician) -> None:
    Technician.objects.filter(pk=person.pk).update(profile_updated_at=timezone.now() + timedelta(minutes=1))


def _leave(person: Technician) -> None:
    Technician.objects.filter(pk=person.pk).update(state="left")


@pytest.mark.parametrize("withdraw", [_hide, _change, _leave])
def test_evidence_that_somebody_withdrew_is_gone(client: Client, action: Action, withdraw: Any) -> None:
    stays, goes = live_technician(slug="una-stays"), live_technician(slug="ivo-goes")
    TargetFactory(action=action)
    ReadingFactory(on=TODAY, evidence=[["Una", f"/technicians/{stays.slug}/"], ["Ivo", f"/technicians/{goes.slug}/"]])
    assert "Ivo" in read(client, action)
    withdraw(goes)
    page = read(client, action)
    assert "Ivo" not in page
    assert "ivo-goes" not in page
    assert "una-stays" in page
