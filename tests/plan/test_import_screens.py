"""The screens of the import: who may open them, what they refuse, what they cost, and a plan from file to undo."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plan.enums import ImportState
from plan.exporting import plan_rows
from plan.facts import facts_of
from plan.importing.own_table import COLUMNS
from plan.models import Action, Plan, PlanImport
from plan.previews import preview_of
from plan.services.import_corrections import tell_row
from plan.services.import_files import cancel_import
from plan.services.imports import undo_import
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from portal.core.spreadsheets import FILES
from tests.factories.people import UserFactory
from tests.factories.plans import PlanFactory, UpdateFactory
from tests.plan.importing_files import FIRST, HEADING, ROWS, applied, brought, many
from tests.plan.shapes.making import csv_bytes

pytestmark = pytest.mark.usefixtures("facts")
HOME = "/admin/plan-imports/"
SCREENS = ("", "reading/", f"actions/{FIRST}/", f"rows/{HEADING}/", "outside/", "apply/", "undo/", "cancel/", "file/")
NO_STEPS = {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}


@pytest.fixture
def owner(client: Client) -> Client:
    """Return a client as which a plan owner is signed in."""
    client.force_login(UserFactory(is_superuser=True))
    return client


def at(found: PlanImport, screen: str = "") -> str:
    return f"{HOME}{found.pk}/{screen}"


def told(client: Client, address: str) -> list[str]:
    """Return the messages that wait on the next page."""
    return [str(message) for message in client.get(address, follow=True).context["messages"]]


def upload(client: Client, rows: Any = ROWS, name: str = "plan.csv", **sent: Any) -> Any:
    data = rows if isinstance(rows, bytes) else csv_bytes(rows)
    return client.post(f"{HOME}new/", {"file": SimpleUploadedFile(name, data), **sent})


def typed(client: Client, found: PlanImport, place: int = FIRST, **changes: str) -> dict[str, str]:
    """Return what the form of an action sends, with changes."""
    form = client.get(at(found, f"actions/{place}/")).context["form"]
    sent = {field.html_name: field.value() for field in form if field.name != "themes"}
    sent |= {field.html_name: field.value() for step in form.steps for field in step}
    sent |= {field.html_name: field.value() for field in form.steps.management_form}
    return {name: "" if value is None else value for name, value in sent.items()} | changes


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.PLAN_OWNER, Role.SITE_MANAGER}])
def test_other_roles_get_nothing_and_change_nothing(client: Client, role: Role) -> None:
    sync_roles()
    found = brought()
    client.force_login(UserFactory(role=role.label))
    for screen in SCREENS:
        assert client.get(at(found, screen)).status_code == 302
        assert client.post(at(found, screen), {}).status_code == 302
    assert upload(client).status_code == 302
    found.refresh_from_db()
    assert (found.state, PlanImport.objects.count()) == (ImportState.PREVIEW, 1)


def test_the_index_says_how_to_begin(owner: Client) -> None:
    assert "No plan was imported yet." in owner.get(HOME).content.decode()
    found = applied()
    page = owner.get(HOME).content.decode()
    assert all(words in page for words in ("plan.csv", "Plan of Wexcombe", "Applied"))
    assert found.plan


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"start": "2025-13", "end": "2026-01"}, "Give the month as year and month"),
        ({"start": "1066-01", "end": "2026-01"}, "Give the month as year and month"),
        ({"start": "2026-01", "end": "2025-01"}, "A plan ends after it begins."),
        ({"start": "2026-01"}, "Give both months, or neither."),
        ({"title": "x" * 161}, "at most 160 characters"),
        ({"title": "the plan"}, "There is a plan with this title."),
        ({"plan": "999999"}, "Select a valid choice."),
    ],
    ids=["month", "year", "order", "half", "long", "taken", "plan"],
)
def test_an_upload_is_refused_beside_the_field(owner: Client, sent: dict[str, str], words: str) -> None:
    PlanFactory(title="The plan")
    response = upload(owner, **sent)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not PlanImport.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"x," * (21 * 1024 * 512), "larger than 20 MB"),
    ],
    ids=["empty", "pdf", "large"],
)
def test_a_file_that_is_no_plan_is_refused_in_words(owner: Client, data: bytes, words: str) -> None:
    response = upload(owner, data, "plan.docx")
    assert words in response.content.decode()
    assert not PlanImport.objects.exists()


def test_a_file_that_cannot_be_read_says_why(owner: Client) -> None:
    page = owner.get(upload(owner, b"PK\x03\x04 broken").url).content.decode()
    assert "may be damaged" in page
    assert "Nothing was written." in page
    assert owner.get(HOME).status_code == 200


def test_a_plan_from_file_to_undo(owner: Client) -> None:
    where = upload(owner).url
    found = PlanImport.objects.get()
    assert owner.get(where).url == at(found, "reading/")
    asked = owner.get(at(found, "reading/"))
    assert "Say when the plan begins and ends." in asked.content.decode()
    form = asked.context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"start": "2025-08", "end": "2028-07"}
    assert owner.post(at(found, "reading/"), sent).url == at(found)
    page = owner.get(at(found)).content.decode()
    assert "‘31 June 2026’ is not a day of the calendar." in page
    assert "1 doubtful." in page
    response = owner.post(at(found, f"actions/{FIRST}/"), typed(owner, found, timescale="June 2026", code="W1"))
    assert response.url == f"{at(found)}?row={FIRST}#row-{FIRST}"
    assert "doubtful." not in owner.get(response.url).content.decode()
    assert owner.post(at(found, "outside/"), {"lines": ["0"]}).url == at(found)
    mark = owner.get(at(found, "apply/")).context["preview"].mark
    assert owner.post(at(found, "apply/"), {"mark": mark}).url == at(found)
    plan = Plan.objects.get()
    assert list(plan.actions.values_list("code", flat=True)) == ["W1", "V2"]
    assert plan.introduction == "What to know first"
    assert b"".join(owner.get(at(found, "file/"))) == csv_bytes(ROWS)  # type: ignore[arg-type]
    result = owner.get(at(found)).content.decode()
    assert all(words in result for words in ("Added", "Heading of a group", "Ask about insurance", "Undo this import"))
    assert "W1, V2" in owner.get(at(found, "undo/")).content.decode()
    owner.post(at(found, "undo/"))
    assert (Plan.objects.count(), Action.objects.count()) == (0, 0)
    assert "all that it wrote was taken back" in owner.get(at(found)).content.decode()


def test_what_came_in_through_the_screens_is_exported_and_comes_in_again_the_same(owner: Client) -> None:
    """The export goes into a portal that holds nothing of the plan, and makes the same of it."""
    listed = "a) Mend the glass\nb) Ask (by May 2031)"
    steps = ["W1", "Watch the foundry", "HR; Estates", "March 2031, 2032 and 2033", listed]
    more = ["W2", "=SUM(A1:A9) is the budget", "Stores", "On-going", "Was Action V5 from 2018/20 plan"]
    first = _through(owner, csv_bytes([["Ref", "Action", "Lead", "When", "Steps"], steps, more]))
    held = _all_of(first)
    assert [(code, len(facts["steps"])) for code, *_, facts in held] == [("W1", 2), ("W2", 1)]
    file = FILES["xlsx"]("plan", COLUMNS, plan_rows(first, with_notes=True)).content
    undo_import(first.imports.get(), UserFactory())
    assert (Plan.objects.count(), Action.objects.count()) == (0, 0)
    again = _through(owner, file)
    assert again.pk != first.pk
    assert _all_of(again) == held


def _through(client: Client, data: bytes) -> Plan:
    """Return the plan that a file makes, brought and applied without a correction."""
    where = upload(client, data, title="Foundries", start="2031-01", end="2033-12").url
    mark = client.get(f"{where}apply/").context["preview"].mark
    client.post(f"{where}apply/", {"mark": mark})
    return Plan.objects.get(title="Foundries")


def _all_of(plan: Plan) -> list[tuple[Any, ...]]:
    actions = Action.objects.filter(plan=plan).with_facts().with_status()
    return [(each.code, each.code_given, each.status, facts_of(each).as_json()) for each in actions]


def test_the_same_file_is_told_and_changes_nothing(owner: Client) -> None:
    found = applied()
    page = owner.get(upload(owner).url).content.decode()
    assert "This file was imported on" in page
    assert "There is nothing to apply" in page
    assert PlanImport.objects.latest("pk").plan == found.plan


@pytest.mark.parametrize(
    ("show", "codes"),
    [
        ("", ["V1", "V2", "V9"]),
        ("doubtful", ["V1"]),
        ("new", ["V1"]),
        ("changed", ["V2"]),
        ("missing", ["V9"]),
        ("same", []),
        ("nonsense", ["V1", "V2", "V9"]),
    ],
)
def test_the_preview_is_filtered(owner: Client, show: str, codes: list[str]) -> None:
    plan = applied(rows=[ROWS[1], ["V2", "Paint the door", "", "May 2027", ""], ["V9", "Mend it", "", "", ""]]).plan
    found = brought(rows=ROWS, plan=plan)
    page = owner.get(at(found), {"show": show})
    shown = [entry.proposal.code for entry in page.context["page_obj"] if entry.proposal]
    assert shown == codes


def test_an_action_is_not_saved_wrongly(owner: Client) -> None:
    found = brought()
    good = typed(owner, found)
    for changes, words in (
        ({"title": ""}, "Say what the action is."),
        ({"code": "V2"}, "Another action of this plan has this code."),
        ({"status": "asleep"}, "Select a valid choice."),
        ({"steps-0-leads": "Estates"}, "Say what is done in this step"),
        ({"steps-TOTAL_FORMS": "300"}, "at most 200"),
        ({"steps-TOTAL_FORMS": "many"}, "ManagementForm"),
    ):
        page = owner.post(at(found, f"actions/{FIRST}/"), good | changes)
        assert (page.status_code, words in page.content.decode()) == (200, True), words
    found.refresh_from_db()
    assert found.corrections == {}


def test_the_dates_as_typed_are_said_before_they_are_saved(owner: Client) -> None:
    found = brought()
    sent = typed(owner, found, timescale="May and July 2027", look="1", **{"steps-0-timescale": "Year 1"})
    page = owner.post(at(found, f"actions/{FIRST}/"), sent | {"steps-0-text": "Ask"}).content.decode()
    assert "Understood as: Several times: May 2027; July 2027." in page
    assert "Understood as: Within years of the plan: August 2025 to July 2026." in page
    found.refresh_from_db()
    assert found.corrections == {}


def test_steps_are_added_and_taken_away(owner: Client) -> None:
    found = brought()
    step = {"steps-0-label": "a", "steps-0-text": "Ask", "steps-0-leads": "HR\nHR\nEstates", "steps-1-text": "Wait"}
    owner.post(at(found, f"actions/{FIRST}/"), typed(owner, found, **step))
    found.refresh_from_db()
    steps = preview_of(found).read.actions[0].steps
    assert [(each.label, each.text, each.leads) for each in steps] == [
        ("a", "Ask", ("HR", "Estates")),
        ("", "Wait", ()),
    ]
    gone = {"steps-0-label": "", "steps-0-text": "", "steps-0-leads": ""}
    owner.post(at(found, f"actions/{FIRST}/"), typed(owner, found, **gone))
    found.refresh_from_db()
    assert [each.text for each in preview_of(found).read.actions[0].steps] == ["Wait"]


def test_two_people_at_one_action(owner: Client) -> None:
    found = brought()
    late = typed(owner, found, title="Second")
    owner.post(at(found, f"actions/{FIRST}/"), typed(owner, found, title="First"))
    page = owner.post(at(found, f"actions/{FIRST}/"), late)
    assert "Somebody changed this action" in page.content.decode()
    assert "Second" in page.content.decode()
    found.refresh_from_db()
    assert found.corrections["3"]["typed"] == {"title": "First"}
    owner.post(at(found, f"actions/{FIRST}/"), late | {"seen": page.context["form"]["seen"].value()})
    found.refresh_from_db()
    assert found.corrections["3"]["typed"] == {"title": "Second"}


def test_a_correction_is_taken_back(owner: Client) -> None:
    found = brought()
    owner.post(at(found, f"actions/{FIRST}/"), typed(owner, found, title="First"))
    owner.post(at(found, f"actions/{FIRST}/"), {"take_back": "1"})
    found.refresh_from_db()
    assert found.corrections == {}


def test_a_row_is_what_is_said(owner: Client) -> None:
    found = brought()
    owner.post(at(found, f"rows/{HEADING}/"), {"became": "action"})
    found.refresh_from_db()
    assert found.told == {"2": "action"}
    owner.post(at(found, f"rows/{HEADING}/"), {"became": ""})
    found.refresh_from_db()
    assert found.told == {}
    assert owner.post(at(found, f"rows/{HEADING}/"), {"became": "header"}).status_code == 200


@pytest.mark.parametrize("screen", ["actions/2/", "actions/99/", "rows/1/", "rows/99/"])
def test_what_is_no_action_or_row_is_not_found(owner: Client, screen: str) -> None:
    found = brought()
    assert owner.get(at(found, screen)).status_code == 404
    assert owner.post(at(found, screen), {"became": "action", **NO_STEPS}).status_code == 404


def test_a_preview_that_changed_is_not_applied(owner: Client) -> None:
    found = brought()
    mark = owner.get(at(found, "apply/")).context["preview"].mark
    tell_row(found, HEADING, None)
    owner.post(at(found, f"actions/{FIRST}/"), typed(owner, found, title="First"))
    assert owner.post(at(found, "apply/"), {"mark": mark}).url == at(found)
    assert any("Nothing was written" in words for words in told(owner, at(found)))
    assert not Plan.objects.exists()


def test_what_ended_meanwhile_is_told(owner: Client) -> None:
    found = brought()
    sent = typed(owner, found)
    cancel_import(found)
    for screen in (f"actions/{FIRST}/", f"rows/{HEADING}/", "outside/", "reading/", "apply/", "cancel/", "undo/"):
        assert owner.post(at(found, screen), sent | {"became": "action"}).url == at(found)
        assert any("gave it up meanwhile" in words for words in told(owner, at(found)))
    assert "was given up" in owner.get(at(found)).content.decode()
    assert owner.get(at(found, "file/")).status_code == 404


def test_a_file_that_is_gone_is_told(owner: Client) -> None:
    found = brought()
    found.file.storage.delete(found.file.name)
    assert "is no longer there" in owner.get(at(found)).content.decode()
    assert owner.get(at(found, "apply/")).url == at(found)
    assert owner.get(at(found, "file/")).status_code == 404


def test_what_was_edited_is_in_the_way_of_undoing(owner: Client) -> None:
    found = applied()
    UpdateFactory(action=Action.objects.get(code="V1"))
    for screen in ("", "undo/"):
        assert "V1 has updates or targets." in owner.get(at(found, screen)).content.decode()
    assert owner.post(at(found, "undo/")).url == at(found, "undo/")
    assert Plan.objects.count() == 1


def test_giving_up_says_so(owner: Client) -> None:
    found = brought()
    assert owner.post(at(found, "cancel/")).url == HOME
    assert told(owner, HOME) == ["The import was given up, and its file deleted. Nothing was written."]


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_index_costs_the_same_for_one_and_for_thirty(owner: Client) -> None:
    brought(UserFactory())
    one = queries(owner, HOME)
    for _ in range(19):
        PlanImport.objects.create(file_name="p.csv", title="T", plan=PlanFactory(), uploaded_by=UserFactory())
    assert queries(owner, HOME) == one


@pytest.mark.parametrize("screen", ["", "actions/1/", "reading/", "apply/"])
def test_the_preview_costs_the_same_for_one_action_and_for_thirty(owner: Client, screen: str) -> None:
    changed = []
    for count in (1, 30):
        plan = applied(many(count), f"Plan of {count}").plan
        changed.append(brought(rows=[*many(count), ["X1", f"More than {count}", "", "", ""]], plan=plan))
    one, thirty = (queries(owner, at(found, screen)) for found in changed)
    assert one == thirty


@pytest.mark.parametrize("screen", ["", "undo/"])
def test_the_result_costs_the_same_for_one_action_and_for_thirty(owner: Client, screen: str) -> None:
    one, thirty = (queries(owner, at(applied(many(count), f"Plan of {count}"), screen)) for count in (1, 30))
    assert one == thirty
