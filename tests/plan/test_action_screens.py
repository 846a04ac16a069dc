"""The screens of one action, and of a plan's own words: what is typed is kept, two tabs see both texts."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from plan.enums import UpdateSource
from plan.facts import facts_as_read, facts_of
from plan.models import Action, Endorsement, Plan
from plan.services.writing import make_action
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import Theme
from portal.core.roles import Role
from tests.factories.people import UserFactory
from tests.factories.plans import ActionFactory, PlanFactory, UpdateFactory, read_action

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield


@pytest.fixture
def as_keeper(client: Client, db: None) -> Client:
    sync_roles()
    client.force_login(UserFactory(role=Role.PLAN_OWNER.label, first_name="Orla", last_name="Fenwright"))
    return client


@pytest.fixture
def action(db: None) -> Action:
    return make_action(PlanFactory(), "V1", facts_as_read(read_action()), code_given=True, order=1)


def held(action: Action) -> Action:
    return Action.objects.with_facts().get(pk=action.pk)


def at(name: str, row: Action | Plan | Endorsement) -> str:
    return reverse(f"plans:{name}", args=[row.pk])


def fields(client: Client, address: str) -> dict[str, str | list[str]]:
    """Return what a browser would send of the form in the screen, as it was opened."""
    sent: dict[str, str | list[str]] = {}
    context = client.get(address).context
    forms = context["forms"]
    for form in (forms.main, forms.leads.management_form, forms.steps.management_form, *forms.leads, *forms.steps):
        for bound in form:
            value = bound.value()
            if isinstance(value, list):
                sent[bound.html_name] = [str(each) for each in value]
            elif value is not None and value is not False:
                sent[bound.html_name] = str(value)
    return sent


def test_sent_as_it_was_opened_nothing_changes(as_keeper: Client, action: Action) -> None:
    before = facts_of(held(action))
    answer = as_keeper.post(at("edit_action", action), fields(as_keeper, at("edit_action", action)))
    assert answer["Location"] == at("action", action)
    assert facts_of(held(action)) == before
    assert "Edited" not in as_keeper.get(at("action_history", action)).content.decode()


def test_all_of_it_is_edited(as_keeper: Client, action: Action) -> None:
    older = ActionFactory(plan=PlanFactory(start=date(2021, 8, 1), end=date(2024, 7, 31)), code="S7")
    lead = UserFactory(first_name="Idris", last_name="Vale")
    sent = fields(as_keeper, at("edit_action", action)) | {
        "code": "V2", "title": "Open it\nto all", "themes": [str(Theme.objects.get(slug="recognition").pk)],
        "wording": "By end May 2026", "stakeholders": " Schools \n\nSchools\nAlumni", "earlier": str(older.pk),
        "older_code": "", "older_plan": "", "continues_kind": "narrowed",
        "leads-1-account": "idris vale", "leads-1-ORDER": "1", "leads-0-ORDER": "2",
        "steps-0-DELETE": "on", "steps-1-text": "Train six guides", "steps-1-wording": "July 2026",
    }  # fmt: skip
    assert as_keeper.post(at("edit_action", action), sent).status_code == 302
    facts = facts_of(held(action))
    assert (facts.title, facts.themes, facts.stakeholders) == (
        "Open it\nto all",
        ["recognition"],
        ["Schools", "Alumni"],
    )
    assert (facts.timescale.kind, facts.timescale.spans) == ("by", [["2026-05-01", "2026-05-31"]])
    assert facts.leads == ["Estates", "Head of Glass"]
    assert held(action).leads.get(words="Estates").user == lead
    assert [(step.label, step.text, step.timescale.spans) for step in facts.steps] == [
        ("b", "Train six guides", [["2026-07-01", "2026-07-31"]])
    ]
    assert facts.continues == ["S7", older.plan.title]
    assert held(action).continues.kind == "narrowed"
    history = as_keeper.get(at("action_history", action)).content.decode()
    for words in ("Orla Fenwright", "Action edited", "Leads with an account", "By end May 2026"):
        assert words in history
    assert "Idris" not in history


def test_a_date_is_set_by_hand(as_keeper: Client, action: Action) -> None:
    sent = fields(as_keeper, at("edit_action", action)) | {
        "date_by": "hand", "kind": "range", "wording": "When the sun shines", "spans": "2026-06-01 to 2026-08-31",
    }  # fmt: skip
    assert as_keeper.post(at("edit_action", action), sent).status_code == 302
    when = facts_of(held(action)).timescale
    assert (when.wording, when.kind, when.spans) == ("When the sun shines", "range", [["2026-06-01", "2026-08-31"]])
    again = fields(as_keeper, at("edit_action", action))
    assert (again["date_by"], again["spans"]) == ("hand", "2026-06-01 to 2026-08-31")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": ""}, "Give the action a code"),
        ({"code": "TAKEN"}, "has the code TAKEN"),
        ({"title": " "}, "Say what is to be done"),
        ({"date_by": "hand", "kind": "by", "spans": "soon"}, "Write each on a line of its own"),
        ({"date_by": "hand", "kind": "by", "spans": "2026-05-02 to 2026-05-01"}, "Write each on a line of its own"),
        ({"date_by": "hand", "kind": "by", "spans": ""}, "needs its days"),
        ({"date_by": "hand", "kind": "ongoing", "spans": "2026-05-01"}, "has no days"),
        ({"leads-0-account": "Nobody Known"}, "Nobody who signs in here is called"),
        ({"leads-0-account": "Sam Harrow"}, "Several people are called so"),
        ({"leads-0-words": "", "leads-0-account": "one@wexcombe.example"}, "Say in words who this is"),
        (
            {"leads-0-account": "one@wexcombe.example", "leads-1-account": "one@wexcombe.example"},
            "beside one lead only",
        ),
        ({"steps-0-text": ""}, "Say what is done in this step"),
        ({"steps-TOTAL_FORMS": "61"}, "at most 60"),
        ({"earlier": "999999"}, "Select a valid choice"),
    ],
)
def test_what_is_refused(as_keeper: Client, action: Action, changes: dict[str, str], words: str) -> None:
    ActionFactory(plan=action.plan, code="TAKEN")
    for address in ("one", "two"):
        UserFactory(email=f"{address}@wexcombe.example", first_name="Sam", last_name="Harrow")
    answer = as_keeper.post(at("edit_action", action), fields(as_keeper, at("edit_action", action)) | changes)
    html = answer.content.decode()
    assert (answer.status_code, words in html, "Error: " in html) == (422, True, True)
    assert held(action).version == action.version


def test_buttons_that_save_nothing(as_keeper: Client, action: Action) -> None:
    sent = fields(as_keeper, at("edit_action", action)) | {"wording": "Autumn term 2026", "title": "Not saved yet"}
    html = as_keeper.post(at("edit_action", action), sent | {"do": "read"}).content.decode()
    assert "Understood as: By a date; 1 September 2026 to 31 December 2026." in html
    assert "2026-09-01 to 2026-12-31</textarea>" in html
    more = as_keeper.post(at("edit_action", action), sent | {"do": "more-steps"}).content.decode()
    assert 'name="steps-3-text"' in more
    assert "Not saved yet" in more
    assert held(action).version == action.version


def test_two_tabs_see_both_texts(as_keeper: Client, action: Action) -> None:
    first = fields(as_keeper, at("edit_action", action))
    as_keeper.post(at("edit_action", action), first | {"title": "From the first tab"})
    second = as_keeper.post(at("edit_action", action), first | {"title": "From the second tab"})
    html = second.content.decode()
    assert second.status_code == 409
    assert held(action).title == "From the first tab"
    table = html[html.index("Where what you typed differs") : html.index("</table>", html.index("Where what you"))]
    assert "From the first tab" in table
    assert "From the second tab" in table
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version
    again = as_keeper.post(at("edit_action", action), first | {"title": "From the second tab", "version": version[1]})
    assert (again.status_code, held(action).title) == (302, "From the second tab")


def test_an_action_is_added(as_keeper: Client, action: Action) -> None:
    address = at("add_action", action.plan)
    sent = fields(as_keeper, address) | {"code": "N1", "title": "Buy a kiln", "leads-0-words": "Estates"}
    answer = as_keeper.post(address, sent)
    assert answer.status_code == 302, answer.context["forms"].problems
    made = Action.objects.get(code="N1")
    assert (answer["Location"], [lead.words for lead in made.leads.all()]) == (at("action", made), ["Estates"])


def test_an_update_is_posted_and_the_tab_is_told(as_keeper: Client, action: Action) -> None:
    sent = {"status": "at-risk", "note": "No money", "on": "2026-11-20", "author_words": "Office", "version": "1"}
    assert as_keeper.post(at("action", action), sent).status_code == 302
    assert as_keeper.post(at("action", action), sent | {"status": "done"}).status_code == 409
    bare = sent | {"status": "stopped", "note": "", "version": "2"}
    assert as_keeper.post(at("action", action), bare).status_code == 422
    update = action.updates.get()
    assert (update.status, update.source) == ("at-risk", UpdateSource.PERSON)
    history = as_keeper.get(at("action_history", action)).content.decode()
    assert "At risk, as of 20 November 2026" in history
    assert "for the public ‘Office’" in history


def test_done_and_looked_at(as_keeper: Client, action: Action) -> None:
    date_row = action.milestones.filter(step__isnull=True).first()
    assert date_row is not None
    sent = {"done": f"date-{date_row.pk}", "on": "2026-03-31", "version": "1"}
    assert as_keeper.post(at("done", action), sent).status_code == 302
    assert as_keeper.post(at("done", action), sent).status_code == 409
    as_keeper.post(at("reviewed", action), {"version": "2"})
    as_keeper.post(at("reviewed", action), {"version": "2"})
    assert "Somebody changed this action meanwhile" in as_keeper.get(at("action", action)).content.decode()
    date_row.refresh_from_db()
    assert (date_row.done_on, held(action).reviewed_on, held(action).version) == (
        date(2026, 3, 31), date(2026, 11, 20), 3,
    )  # fmt: skip


def test_deleting(as_keeper: Client, action: Action) -> None:
    UpdateFactory(action=action)
    html = as_keeper.get(at("delete_action", action)).content.decode()
    assert "It cannot be deleted: it has 1 update." in html
    as_keeper.post(at("delete_action", action), {"version": "1"})
    assert Action.objects.filter(pk=action.pk).exists()
    other = ActionFactory(plan=action.plan)
    as_keeper.post(at("delete_action", other), {"version": "9"})
    assert Action.objects.filter(pk=other.pk).exists()
    assert as_keeper.post(at("delete_action", other), {"version": "0"})["Location"] == at("plan", action.plan)
    assert not Action.objects.filter(pk=other.pk).exists()
    assert str(other) in as_keeper.get(at("history", action.plan)).content.decode()


WORDS = {"title": "Plan of tomorrow", "start": "2026-08-01", "end": "2029-07-31"}


def test_a_plan_is_made_edited_published_and_taken_back(as_keeper: Client) -> None:
    as_keeper.post(reverse("plans:add"), WORDS)
    plan = Plan.objects.get()
    assert (plan.slug, plan.is_public) == ("plan-of-tomorrow", False)
    seen = as_keeper.get(at("edit", plan)).context["form"]["seen"].value()
    sent = WORDS | {"title": "Plan of the day after", "lead_name": "Maud Pellow", "seen": seen}
    assert as_keeper.post(at("edit", plan), sent).status_code == 302
    stale = as_keeper.post(at("edit", plan), sent | {"title": "Another"})
    assert (stale.status_code, "There now: ‘Plan of the day after’" in stale.content.decode()) == (409, True)
    plan.refresh_from_db()
    assert (plan.title, plan.slug, plan.lead_name) == ("Plan of the day after", "plan-of-tomorrow", "Maud Pellow")
    for do, is_public in (("publish", True), ("publish", True), ("take_back", False)):
        as_keeper.post(at("publish", plan), {"do": do})
        plan.refresh_from_db()
        assert plan.is_public is is_public
    history = as_keeper.get(at("history", plan)).content.decode()
    assert history.count("Plan published") == 1
    assert "Plan taken back from the public" in history


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Give the plan a title"),
        ({"end": "2026-08-01"}, "A plan ends after it begins"),
        ({"start": "soon"}, "Give the day as a date"),
        ({"contact_email": "the porter"}, "valid email"),
    ],
)
def test_what_is_no_plan(as_keeper: Client, changes: dict[str, str], words: str) -> None:
    answer = as_keeper.post(reverse("plans:add"), WORDS | changes)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Plan.objects.exists()


def test_endorsements(as_keeper: Client) -> None:
    plan = PlanFactory()
    sent = {"name": "Ada Thwaite", "role": "Vice-Chancellor", "given_on": "2026-01-05"}
    wrong = as_keeper.post(at("endorse", plan), sent | {"ended_on": "2025-01-01"})
    assert (wrong.status_code, "It cannot end before it was given" in wrong.content.decode()) == (422, True)
    as_keeper.post(at("endorse", plan), sent)
    as_keeper.post(at("endorse", plan), sent | {"name": "Len Orme"})
    first = Endorsement.objects.get(name="Ada Thwaite")
    seen = as_keeper.get(at("endorsement", first)).context["seen"]
    as_keeper.post(at("endorsement", first), sent | {"ended_on": "2026-10-01", "seen": seen})
    assert as_keeper.post(at("endorsement", first), sent | {"seen": seen}).status_code == 409
    html = as_keeper.get(at("edit", plan)).content.decode()
    assert "1 October 2026" in html
    assert "Len Orme" in html
    second = Endorsement.objects.get(name="Len Orme")
    as_keeper.post(at("endorsement", second), {"do": "remove", "seen": "long ago"})
    assert Endorsement.objects.count() == 2
    as_keeper.post(
        at("endorsement", second), {"do": "remove", "seen": as_keeper.get(at("endorsement", second)).context["seen"]}
    )
    assert list(Endorsement.objects.values_list("name", "ended_on")) == [("Ada Thwaite", date(2026, 10, 1))]


def test_an_account_is_found_by_address_and_name(as_keeper: Client, action: Action) -> None:
    lead: User = UserFactory(email="idris@wexcombe.example", first_name="Idris", last_name="Vale")
    UserFactory(first_name="Nell", last_name="Ferris", is_active=False)
    for typed, found in (("IDRIS@wexcombe.example", lead), ("idris  vale", lead), ("", None)):
        sent = fields(as_keeper, at("edit_action", action)) | {"leads-0-account": typed}
        assert as_keeper.post(at("edit_action", action), sent).status_code == 302
        assert held(action).leads.get(words="Head of Glass").user == found
    sent = fields(as_keeper, at("edit_action", action)) | {"leads-0-account": "Nell Ferris"}
    assert as_keeper.post(at("edit_action", action), sent).status_code == 422
