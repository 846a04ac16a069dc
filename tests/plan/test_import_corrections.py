"""What a person says of an import before it is applied is kept, refused when late, and written in one go."""

import docx
import pytest
from django.core.files.base import ContentFile

from plan.enums import ActionStatus, ImportState, PlanField, Proposed, RowBecame
from plan.importing.corrections import as_typed
from plan.models import Action, Plan, PlanImport
from plan.previews import mark_of, preview_of, understood
from plan.services.import_corrections import (
    ChangedMeanwhileError,
    apply_previewed,
    correct_action,
    keep_outside,
    settle,
    take_back_correction,
    tell_row,
)
from plan.services.import_files import bring_file, cancel_import
from plan.services.imports import EditedSinceError, ImportGoneError, undo_import
from tests.factories.people import UserFactory
from tests.factories.plans import PlanFactory
from tests.plan.importing_files import FIRST, HEADING, PERIOD, ROWS, applied, brought
from tests.plan.shapes.making import AMBER, GREEN, add_table, docx_bytes, shade

pytestmark = pytest.mark.usefixtures("facts")


def correct(found: PlanImport, place: int = FIRST, **typed: object) -> None:
    """Type over an action as it stands in the preview."""
    pair = understood(found).action(place)
    assert pair
    correct_action(found, place, as_typed(pair[1]) | typed, mark_of(pair[1]))


def codes(found: PlanImport) -> list[str]:
    return [action.code for action in preview_of(found).read.actions]


def test_columns_are_read_as_said() -> None:
    found = brought()
    assert settle(found, None, "T", PERIOD, {(0, 4): PlanField.DETAIL}, {}) == []
    assert (found.title, found.matches) == ("T", {"0:4": "detail"})
    action = preview_of(found).read.actions[0]
    assert (action.detail, action.notes) == ("Ask about insurance", "Part of: Rooms and doors")


def test_what_cannot_be_read_is_asked_again() -> None:
    found = brought()
    said = {(0, 1): PlanField.NOTES}
    assert settle(found, None, "T", PERIOD, said, {}) == [
        "No action was found. Say which column holds the actions.", "Say which column holds the actions.",
    ]  # fmt: skip
    assert settle(found, None, "T", None, {}, {}) == ["Say when the plan begins and ends."]
    assert found.state == ImportState.UPLOADED


def test_columns_that_are_not_there_are_passed_over() -> None:
    found = brought()
    PlanImport.objects.filter(pk=found.pk).update(matches={"7:0": "title", "0:99": "title"})
    found.refresh_from_db()
    assert codes(found) == ["V1", "V2"]


def test_colours_without_a_legend_are_asked_about() -> None:
    document = docx.Document()
    table = add_table(document, [["Ref", "Action", "RAG"], ["1", "Show faces", ""], ["2", "Paint", ""]])
    shade(table.rows[1].cells[2], AMBER)
    shade(table.rows[2].cells[2], GREEN)
    found = bring_file(ContentFile(docx_bytes(document), name="p.docx"), None, "T", PERIOD, None)
    assert found.state == ImportState.UPLOADED
    legend = {"amber": ActionStatus.DELAYED, "green": ActionStatus.DONE}
    assert settle(found, None, "T", PERIOD, {}, legend) == []
    assert [action.status for action in preview_of(found).read.actions] == ["delayed", "done"]


def test_an_action_says_what_was_typed_and_is_no_longer_doubtful() -> None:
    found = brought()
    assert [entry.doubts for entry in preview_of(found).doubtful] == [["‘31 June 2026’ is not a day of the calendar."]]
    correct(found, title="Open the workshop", timescale="June 2026")
    assert found.corrections == {"3": {"typed": {"title": "Open the workshop", "timescale": "June 2026"}}}
    preview = preview_of(found)
    assert (preview.read.actions[0].title, preview.doubtful) == ("Open the workshop", [])
    assert Action.objects.count() == 0
    take_back_correction(found, FIRST)
    assert (found.corrections, len(preview_of(found).doubtful)) == ({}, 1)


def test_saving_an_action_as_it_is_says_that_its_doubt_was_looked_at() -> None:
    found = brought()
    correct(found)
    assert (found.corrections, preview_of(found).doubtful) == ({"3": {"typed": {}}}, [])


def test_nobody_undoes_what_another_typed() -> None:
    found = brought()
    pair = understood(found).action(FIRST)
    assert pair
    correct(found, title="First")
    with pytest.raises(ChangedMeanwhileError):
        correct_action(found, FIRST, as_typed(pair[1]) | {"title": "Second"}, mark_of(pair[1]))
    with pytest.raises(ChangedMeanwhileError):
        correct_action(found, HEADING, as_typed(pair[1]), mark_of(pair[1]))
    found.refresh_from_db()
    assert found.corrections["3"]["typed"] == {"title": "First"}


def test_rows_are_what_was_said() -> None:
    found = brought()
    tell_row(found, HEADING, RowBecame.ACTION)
    assert codes(found) == ["1", "V1", "V2"]
    correct(found, HEADING, code="V0")
    assert codes(found) == ["V0", "V1", "V2"]
    tell_row(found, HEADING, None)
    assert codes(found) == ["V1", "V2"]


def test_what_was_applied_or_given_up_is_not_changed() -> None:
    for found in (applied(), brought(rows=[*ROWS, ["V3", "Buy paint", "", "", ""]])):
        if found.state != ImportState.APPLIED:
            cancel_import(found)
        for change in (
            lambda each: settle(each, None, "T", PERIOD, {}, {}),
            lambda each: correct_action(each, FIRST, {}, ""),
            lambda each: take_back_correction(each, FIRST),
            lambda each: tell_row(each, HEADING, RowBecame.TEXT),
            lambda each: keep_outside(each, ["What to know first"]),
            lambda each: apply_previewed(each, "", None),
        ):
            with pytest.raises(ImportGoneError):
                change(found)


def test_applying_writes_what_was_looked_at() -> None:
    found, user = brought(), UserFactory()
    correct(found, leads=["Head of Glass", "Estates"], timescale="June 2026")
    keep_outside(found, ["What to know first"])
    apply_previewed(found, preview_of(found).mark, user)
    plan = Plan.objects.get()
    assert (found.state, found.plan, found.made_plan) == (ImportState.APPLIED, plan, True)
    assert (plan.title, plan.introduction, plan.is_public) == ("Plan of Wexcombe", "What to know first", False)
    action = plan.actions.get(code="V1")
    assert [lead.words for lead in action.leads.all()] == ["Head of Glass", "Estates"]
    assert [str(each) for each in action.milestones.all()] == ["2026-06-01 to 2026-06-30"]
    assert [(row.became, row.code) for row in found.rows.all()] == [
        ("text", ""), ("header", ""), ("group heading", ""), ("action", "V1"), ("action", "V2"),
    ]  # fmt: skip
    assert found.report == [
        {"code": "V1", "outcome": "new", "changed": [], "kept": []},
        {"code": "V2", "outcome": "new", "changed": [], "kept": []},
    ]


def test_what_changed_since_it_was_looked_at_is_not_applied() -> None:
    found = brought()
    mark = preview_of(found).mark
    correct(found, title="Another")
    with pytest.raises(ChangedMeanwhileError):
        apply_previewed(found, mark, None)
    other = brought(rows=[*ROWS, ["V3", "Buy paint", "", "", ""]], plan=PlanFactory())
    apply_previewed(other, preview_of(other).mark, None)
    late = brought(rows=[*ROWS, ["V4", "Buy brushes", "", "", ""]], plan=other.plan)
    mark = preview_of(late).mark
    Action.objects.filter(plan=other.plan, code="V2").update(title="Paint the gate")
    with pytest.raises(ChangedMeanwhileError):
        apply_previewed(late, mark, None)
    assert Plan.objects.count() == 1


def test_two_imports_of_one_file_make_one_plan() -> None:
    first, second = brought(), brought()
    marks = preview_of(first).mark, preview_of(second).mark
    apply_previewed(first, marks[0], None)
    with pytest.raises(ChangedMeanwhileError):
        apply_previewed(second, marks[1], None)
    preview = preview_of(second)
    assert (preview.plan, preview.earlier, preview.writes) == (first.plan, first, 0)
    apply_previewed(second, preview.mark, None)
    assert (Plan.objects.count(), Action.objects.count()) == (1, 2)


def test_a_newer_file_changes_the_plan_and_keeps_what_was_typed() -> None:
    plan = applied().plan
    assert plan
    Action.objects.filter(plan=plan, code="V2").update(title="Paint the door green")
    newer = [*ROWS[:3], ["V2", "Paint both doors", "Security", "May 2027", ""], ["V9", "Buy paint", "", "", ""]]
    found = brought(rows=newer, plan=plan)
    preview = preview_of(found)
    told = {each.code: (each.outcome, each.changes, each.kept_labels) for each in preview.proposals}
    assert told == {
        "V2": (Proposed.CHANGED, ["leads"], ["Action"]),
        "V9": (Proposed.NEW, [], []),
        "V1": (Proposed.MISSING, [], []),
    }
    changed = next(entry for entry in preview.entries if entry.changes)
    assert [(each.label, each.old, each.new) for each in changed.changes] == [("Leads", "Estates", "Security")]
    apply_previewed(found, preview.mark, None)
    assert [each["outcome"] for each in found.report] == ["changed", "new", "missing"]


def test_undoing_a_new_plan_lets_go_of_files_that_were_to_change_it() -> None:
    found = applied()
    waiting = brought()
    assert waiting.plan == found.plan
    undo_import(found, UserFactory())
    waiting.refresh_from_db()
    assert (waiting.plan, waiting.title, Plan.objects.count()) == (None, "Plan of Wexcombe", 0)
    apply_previewed(waiting, preview_of(waiting).mark, None)
    assert Plan.objects.get().actions.count() == 2


def test_undoing_takes_the_introduction_back() -> None:
    plan = PlanFactory(introduction="Welcome.")
    found = brought(plan=plan)
    keep_outside(found, ["What to know first"])
    apply_previewed(found, preview_of(found).mark, None)
    plan.refresh_from_db()
    assert plan.introduction == "Welcome.\n\nWhat to know first"
    undo_import(found, UserFactory())
    plan.refresh_from_db()
    assert plan.introduction == "Welcome."


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({"introduction": "Another."}, "The plan's introduction was edited."),
        ({"title": "Another"}, "The plan's title, period, introduction, lead or contact was edited."),
        (
            {"contact_email": "a@wexcombe.example"},
            "The plan's title, period, introduction, lead or contact was edited.",
        ),
    ],
    ids=["introduction", "title", "contact"],
)
def test_what_was_typed_of_the_plan_itself_is_in_the_way_of_undoing(edit: dict[str, str], why: str) -> None:
    found = brought()
    keep_outside(found, ["What to know first"])
    apply_previewed(found, preview_of(found).mark, None)
    Plan.objects.update(**edit)
    with pytest.raises(EditedSinceError) as refused:
        undo_import(found, UserFactory())
    assert why in refused.value.what
