"""An action's public page: what is promised, how it is going, what was measured, and nothing private."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plan.models import Action, Continuation, Lead, Milestone, Plan, Step
from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.registries import Card, Panel, Related, panels, related
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, PlanFactory, UpdateFactory
from tests.plan.reading_pages import published_action, read, text
from tests.statements import that_write

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-11-22 10:00", tick=False):
        yield


@pytest.fixture
def action() -> Action:
    return published_action()


# --- head -----------------------------------------------------------------------------------------------------------


def test_the_head_says_what_who_when_and_how_it_is_going(client: Client, action: Action) -> None:
    Lead.objects.create(action=action, words="Head of Glass", user=UserFactory(first_name="Zebedee"))
    Lead.objects.create(action=action, words="Estates", order=1)
    Action.objects.filter(pk=action.pk).update(
        timescale_wording="Summer Term 2027", timescale_kind="by", reviewed_on=date(2026, 3, 3), notes="Secret note",
        reviewed_by=UserFactory(first_name="Mordecai"), success_measure="Two hundred visitors", detail="Twice a year.",
        stakeholders=["Schools", "Alumni"],
    )  # fmt: skip
    Milestone.objects.create(action=action, start=date(2027, 4, 1), end=date(2027, 7, 31))
    UpdateFactory(action=action, on=date(2026, 3, 3), author=UserFactory(first_name="Ptolemy"), author_words="Glass")
    page = text(client, action)
    for words in (
        "Action V3", "Open the glass workshop", "On track", "Head of Glass, Estates", "By July 2027",
        "In the plan’s words: ‘Summer Term 2027’", "Last looked at by a person 3 March 2026", "Twice a year.",
        "Success measure Two hundred visitors", "Schools", "Half of the cupboard is catalogued. Glass",
        "Nothing is measured for this action yet: no number of the portal stands for its success measure.",
    ):  # fmt: skip
        assert words in page
    for private in ("Zebedee", "Mordecai", "Ptolemy", "Secret note"):
        assert private not in page
    assert "made by the portal itself" not in page


def test_title_description_and_canonical_address(client: Client, action: Action) -> None:
    page = read(client, action)
    assert "<title>Action V3: Open the glass workshop – " in page
    assert 'content="Action V3 of Plan 2025 to 2028: not started. Open the glass workshop"' in page
    assert 'rel="canonical" href="http://' in page
    assert "/plan/2025-2028/v3/" in page
    assert 'href="/plan/2025-2028/v3/ask/"' in page


def test_what_is_late_is_said_in_words(client: Client, action: Action) -> None:
    Milestone.objects.create(action=action, start=date(2026, 7, 1), end=date(2026, 7, 31))
    page = text(client, action)
    assert "Overdue : it was due until 31 July 2026 ." in page
    assert "July 2026 Overdue" in page


def test_what_is_stopped_says_why(client: Client, action: Action) -> None:
    Milestone.objects.create(action=action, start=date(2026, 7, 1), end=date(2026, 7, 31))
    UpdateFactory(action=action, status="stopped", note="The kiln was sold.", on=TODAY)
    page = text(client, action)
    assert "Stopped because: The kiln was sold." in page
    assert "Nothing is due any more" in page
    assert "Overdue" not in page


@pytest.mark.parametrize(
    ("wording", "kind", "words"),
    [
        ("On-going", "ongoing", "Due Ongoing In the plan’s words: ‘On-going’"),
        ("31 June 2026", "unknown", "Due Not a date that could be read In the plan’s words: ‘31 June 2026’"),
        ("", "unknown", "Due No date is set"),
    ],
)
def test_an_action_without_dates(client: Client, action: Action, wording: str, kind: str, words: str) -> None:
    Action.objects.filter(pk=action.pk).update(timescale_wording=wording, timescale_kind=kind)
    assert words in text(client, action)


def test_each_date_has_a_state_of_its_own_and_the_next_is_due(client: Client, action: Action) -> None:
    Action.objects.filter(pk=action.pk).update(timescale_kind="recurring")
    for year, done in ((2025, date(2025, 10, 30)), (2026, None), (2027, None)):
        Milestone.objects.create(action=action, start=date(year, 10, 1), end=date(year, 10, 31), done_on=done)
    page = text(client, action)
    assert "Due October 2026" in page
    states = ["October 2025 Done on 30 October 2025", "October 2026 Overdue", "October 2027 To come"]
    assert " ".join(states) in page


def test_steps_have_labels_leads_dates_and_are_done(client: Client, action: Action) -> None:
    first = Step.objects.create(
        action=action, label="a", text="Mend the window", leads=["Estates"], timescale_wording="By May 2026",
        timescale_kind="by", done_on=date(2026, 4, 2),
    )  # fmt: skip
    Step.objects.create(action=action, order=1, label="b", text="Train guides", timescale_wording="when we can")
    Milestone.objects.create(action=action, step=first, start=date(2026, 5, 1), end=date(2026, 5, 31))
    page = text(client, action)
    assert "a Mend the window Estates By May 2026 Done on 2 April 2026 b Train guides" in page
    assert "‘when we can’" in page
    assert "Overdue" not in page


# --- who sees it ----------------------------------------------------------------------------------------------------


def test_a_plan_that_is_not_published_is_there_for_its_keepers_alone(client: Client, action: Action) -> None:
    Plan.objects.filter(pk=action.plan_id).update(published_at=None)
    sync_roles()
    for address in (action.get_absolute_url(), f"{action.get_absolute_url()}ask/"):
        for role, status in ((None, 404), ("", 404), ("Communications editor", 404), ("Plan owner", 200)):
            browser = Client()
            if role is not None:
                browser.force_login(UserFactory(role=role) if role else UserFactory())
            assert browser.get(address).status_code == status
    keeper = Client()
    keeper.force_login(UserFactory(role="Plan owner"))
    page = read(keeper, action)
    assert "This plan is not published" in page
    assert 'content="noindex"' in page


@pytest.mark.parametrize("address", ["/plan/2025-2028/v9/", "/plan/nowhere/v3/", "/plan/2025-2028/v9/ask/"])
def test_what_is_not_there(client: Client, action: Action, address: str) -> None:
    assert client.get(address).status_code == 404


def test_reading_it_sets_no_cookie_and_writes_nothing(client: Client, action: Action) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(action.get_absolute_url())
    assert not answer.cookies
    assert that_write(captured.captured_queries) == []
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert client.post(action.get_absolute_url()).status_code == 405


# --- history and neighbours -----------------------------------------------------------------------------------------


def test_updates_stand_with_the_latest_first(client: Client, action: Action) -> None:
    UpdateFactory(action=action, on=date(2025, 9, 1), status="not-started", note="As imported.", source="import")
    UpdateFactory(action=action, on=date(2026, 5, 6), status="delayed", note="The door sticks.")
    UpdateFactory(action=action, on=date(2027, 5, 6), status="done", note="Not yet.")
    page = text(client, action)
    assert "6 May 2026 Delayed The door sticks. 1 September 2025 Not started As it stood in the file" in page
    assert "As imported." not in page
    assert "Not yet." not in page


def test_what_it_goes_on_with_and_what_goes_on_with_it(client: Client, action: Action) -> None:
    older = PlanFactory(slug="old", title="Plan 2022 to 2025", published_at=timezone.now())
    newer = PlanFactory(slug="new", title="Plan 2028 to 2031")
    before = ActionFactory(plan=older, code="V5", slug="v5", title="Light the kiln")
    after = ActionFactory(plan=newer, code="G1", slug="g1", title="Sell the glass")
    UpdateFactory(action=before, status="delayed", note="Coal ran out.", on=date(2025, 6, 7))
    Continuation.objects.create(action=action, earlier=before, code="V5", plan_words="2022/25", kind="extended")
    Continuation.objects.create(action=after, earlier=action, code="V3", kind="narrowed")
    page = read(client, action)
    assert 'Extends <a href="/plan/old/v5/">V5: Light the kiln</a>' in page
    assert "Delayed" in page
    assert "7 June 2025" in page
    assert "Sell the glass" not in page
    Plan.objects.filter(pk=newer.pk).update(published_at=timezone.now())
    Plan.objects.filter(pk=older.pk).update(published_at=None)
    page = read(client, action)
    assert 'Narrowed to <a href="/plan/new/g1/">G1: Sell the glass</a>' in page
    assert "Light the kiln" not in page
    assert "/plan/old/" not in page
    assert "2022/25" in page


def test_the_actions_before_and_after(client: Client, action: Action) -> None:
    ActionFactory(plan=action.plan, code="V4", slug="v4", title="Close it", order=action.order + 1)
    ActionFactory(plan=action.plan, code="V2", slug="v2", title="Sweep it", order=action.order)
    Action.objects.filter(code="V2").update(order=0)
    Action.objects.filter(pk=action.pk).update(order=1)
    page = read(client, action)
    assert 'href="/plan/2025-2028/v2/" rel="prev">V2: Sweep it' in page
    assert 'href="/plan/2025-2028/v4/" rel="next">V4: Close it' in page
    assert "Back to all 3 actions" in page


def test_cards_of_other_apps(client: Client, action: Action, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme.objects.create(name="Being seen", slug="being-seen")
    action.themes.add(theme)
    found = {"action": action.pk, "theme": theme.pk}
    panel = Panel("t.panel", "Events", "action", lambda pk, audience: [Card(f"{audience} {pk}", "/e/")])
    offer = Related("t.related", "Stories", lambda subject, pk, limit: [Card(f"{subject} {pk}", "/s/", "A story")])
    monkeypatch.setattr(panels, "_entries", {panel.key: panel})
    monkeypatch.setattr(related, "_entries", {offer.key: offer})
    page = text(client, action)
    assert f"Events public {found['action']}" in page
    assert f"Stories theme {found['theme']} A story" in page
