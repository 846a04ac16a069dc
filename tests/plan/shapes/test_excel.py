"""Plans as workbooks, in the shapes that universities give them."""

import io
from datetime import date

import openpyxl

from plan.enums import ActionStatus, PlanField, RowBecame

from .making import (
    AMBER,
    GREEN,
    RED,
    actions_of,
    book_bytes,
    doubts,
    excel,
    paint,
    plan_of,
    themes,
    words_lost,
)


def test_a_title_row_and_themes_on_their_first_row_only():
    data = excel(
        (
            "Plan",
            [
                ["Wexcombe action plan 2023 to 2025"],
                [],
                ["THEME", "ITEM", "ACTION", "TIMESCALE", "COMMENTS"],
                ["VISIBILITY: Be seen by all", "V1", "Show faces", "Year 1", "Was Action V4 from 2020/22 plan; late"],
                [None, "V2", "Open the labs", "Year 1/2/", "New item"],
                ["RECOGNITION: Be thanked", "R1", "Hold a dinner", "Year 3", "Was Action R9"],
                [None, "R2", "Give a prize", None, None],
            ],
        )
    )
    plan = plan_of(data)
    assert [(a.code, themes(a)) for a in plan.actions] == [("V1", "V"), ("V2", "V"), ("R1", "R"), ("R2", "R")]
    assert [(a.continues.code, a.continues.plan) for a in plan.actions if a.continues] == [
        ("V4", "2020/22"),
        ("R9", ""),
    ]
    assert plan.actions[0].notes == "VISIBILITY: Be seen by all\nWas Action V4 from 2020/22 plan; late"
    assert plan.actions[1].timescale.occurrences[0].end == date(2024, 12, 31)
    assert words_lost(data, plan) == set()


def test_success_measures_stakeholders_and_themes_in_words():
    data = excel(
        (
            "Plan",
            [
                ["No.", "Action statement", "Detail", "Supporting actions required", "Success measure", "Stakeholders",
                 "Commitment areas"],
                [1, "Show faces", "On the web", "Ask for photos.", "Visits", "L & D / Comms (TBC)", "Visibility, CD"],
                [2, "Give thanks", "", "", "Dinners held", "Staff and Students / HR", "All"],
            ],
        )
    )  # fmt: skip
    first, second = actions_of(data)
    assert (first.code, first.stakeholders, first.success_measure) == ("1", ("L & D", "Comms (TBC)"), "Visits")
    assert (themes(first), themes(second)) == ("VC", "VRCSE")
    assert [step.text for step in first.steps] == ["Ask for photos."]
    assert second.stakeholders == ("Staff and Students", "HR")


def test_one_sheet_a_theme_each_numbered_from_one_and_hidden_sheets():
    rows = [["No", "Action", "Owner"], [1, "First thing", "HR"], [2, "Second thing", "HR"]]
    book = openpyxl.load_workbook(_file(excel(("Visibility", rows), ("Career Development", rows), ("Lists", rows))))
    book["Lists"].sheet_state = "hidden"
    plan = plan_of(book_bytes(book))
    assert [(a.code, a.code_given, themes(a)) for a in plan.actions] == [
        ("V1", False, "V"), ("V2", False, "V"), ("C1", False, "C"), ("C2", False, "C"),
    ]  # fmt: skip
    assert plan.actions[0].notes == "Number in the original: 1"
    assert plan.warnings[0] == "The hidden sheet ‘Lists’ was not read."


def _file(data: bytes):
    return io.BytesIO(data)


def test_real_dates_numbers_percentages_and_formulas():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ref", "Action", "Start", "End", "% complete", "Budget"])
    sheet.append([1.0, "Show faces", date(2023, 5, 1), date(2023, 6, 30), 0.5, 1200])
    sheet.append([2.0, "Give thanks", None, date(2024, 5, 1), 1, "=1+1"])
    for row in (2, 3):
        sheet.cell(row, 5).number_format = "0%"
    sheet["D3"].number_format = "mmm-yy"
    plan = plan_of(book_bytes(book))
    first, second = plan.actions
    assert (first.code, first.timescale.wording, first.timescale.kind.value) == (
        "1", "01/05/2023 to 30/06/2023", "range",
    )  # fmt: skip
    assert (second.timescale.wording, second.timescale.kind.value) == ("May 2024", "by")
    assert (first.status, second.status) == (ActionStatus.ON_TRACK, ActionStatus.DONE)
    assert first.notes == "% complete: 50%\nBudget: 1200"
    assert "formula" in doubts(plan)["2"][0]


def test_hidden_rows_are_read_and_marked():
    book = openpyxl.load_workbook(_file(excel(("P", [["No", "Action"], [1, "Show faces"], [2, "Give thanks"]]))))
    book.active.row_dimensions[3].hidden = True
    plan = plan_of(book_bytes(book))
    assert [a.code for a in plan.actions] == ["1", "2"]
    assert doubts(plan) == {"2": ["This row is hidden in the original."]}


def test_merged_cells_of_themes_and_headings():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Theme", "Action", "Lead", "Due"])
    for row in (["Visibility", "Show faces", "Comms", "2023"], [None, "Open labs", "Deans", "2024"],
                ["Recognition", "Give thanks", "HR", "2023"], ["Sustainability", None, None, None],
                [None, "Mend kit", "Stores", "2025"]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A5:D5")
    actions = actions_of(book_bytes(book))
    assert [(a.title, themes(a)) for a in actions] == [
        ("Show faces", "V"), ("Open labs", "V"), ("Give thanks", "R"), ("Mend kit", "S"),
    ]  # fmt: skip


def test_a_header_of_two_lines_with_letters_for_the_themes():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["No", "Action", "Theme", None, None, None, "Dates", None])
    sheet.append([None, None, "V", "R", "C", "S", "Start", "End"])
    sheet.append([1, "Show faces", "x", None, "x", None, "May 2023", "June 2023"])
    for area in ("A1:A2", "B1:B2", "C1:F1", "G1:H1"):
        sheet.merge_cells(area)
    (action,) = actions_of(book_bytes(book))
    assert (action.code, action.title, themes(action)) == ("1", "Show faces", "VC")
    assert action.timescale.wording == "May 2023 to June 2023"


def test_colours_on_the_actions_themselves_with_a_legend_of_coloured_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Action plan"], [None, "On track"], [None, "Delayed"], ["Ref", "Action", "When"],
                ["A1", "Show faces", "2023"], ["A2", "Give thanks", "2024"], ["A3", "Mend kit", "2025"]):  # fmt: skip
        sheet.append(row)
    paint(sheet["A2"], GREEN)
    paint(sheet["A3"], RED)
    for cell, colour in (("A5", GREEN), ("A6", RED), ("A7", GREEN)):
        paint(sheet[cell], colour)
    plan = plan_of(book_bytes(book))
    assert [a.status for a in plan.actions] == [ActionStatus.ON_TRACK, ActionStatus.DELAYED, ActionStatus.ON_TRACK]
    assert [row.became for row in plan.rows][:4] == [
        RowBecame.TEXT, RowBecame.LEGEND, RowBecame.LEGEND, RowBecame.HEADER,
    ]  # fmt: skip


def test_colours_that_only_tell_themes_apart_are_no_status():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Theme", "Action"], ["Visibility", "Show faces"], ["Visibility", "Open labs"],
                ["Recognition", "Give thanks"], ["Recognition", "Hold a dinner"]):  # fmt: skip
        sheet.append(row)
    for number, colour in enumerate((GREEN, GREEN, AMBER, AMBER), start=2):
        paint(sheet.cell(number, 1), colour)
    plan = plan_of(book_bytes(book))
    assert [a.status for a in plan.actions] == [None] * 4
    assert plan.colours_to_ask == ()


def test_letters_and_words_of_a_traffic_light():
    rows = [["Ref", "Action", "RAG"], [1, "One thing", "G"], [2, "Two things", "Complete"], [3, "Three", "Amber"]]
    plan = plan_of(excel(("P", [*rows, ["R = not started, A = some progress, G = on track"]])))
    assert [a.status for a in plan.actions] == [ActionStatus.ON_TRACK, ActionStatus.DONE, ActionStatus.ON_TRACK]


def test_columns_headed_by_years():
    data = excel(
        ("P", [["Ref", "Action", "Year 1", "Year 2", "Year 3"], [1, "Show faces", "Ask", "Print", None],
               [2, "Give thanks", "x", "x", None]])
    )  # fmt: skip
    first, second = actions_of(data)
    assert [(s.text, s.timescale.wording) for s in first.steps] == [("Ask", "Year 1"), ("Print", "Year 2")]
    assert (second.timescale.kind.value, second.timescale.occurrences[0].end) == ("plan_year", date(2024, 12, 31))


def test_bars_of_a_chart_marked_or_painted():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Action", "Who", "Q1 2023", "Q2 2023", "Q3 2023", "Q4 2023"], ["Pages", "IT", "x", "x", None, None],
                ["Letters", "IT", None, "x", None, "x"], ["Doors", "HR"], ["Shaded", "HR"]):  # fmt: skip
        sheet.append(row)
    for cell in ("D4", "E4"):
        paint(sheet[cell], GREEN)
    for cell in sheet[5]:
        paint(cell, "DDDDDD")
    assert [(a.timescale.wording, a.timescale.kind.value, a.status) for a in actions_of(book_bytes(book))] == [
        ("Q1 2023 to Q2 2023", "range", None),
        ("Q2 2023, Q4 2023", "recurring", None),
        ("Q2 2023 to Q3 2023", "range", None),
        ("", "unknown", None),
    ]


def test_themes_told_by_painted_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Action", "Visibility", "Recognition", "Sustainability", "Lead"])
    for title in ("Pages", "Prizes", "Tea", "Cake"):
        sheet.append([title, None, None, None, "HR"])
    for cell in ("B2", "B3", "C3", *("A4", "B4", "C4", "D4"), *("B5", "C5", "D5")):
        paint(sheet[cell], GREEN)
    assert [themes(action) for action in actions_of(book_bytes(book))] == ["V", "VR", "", ""]


def test_a_match_can_be_corrected():
    data = excel(("P", [["Ref", "Action", "Remarks of the board"], [1, "Show faces", "Comms and HR"]]))
    assert actions_of(data)[0].notes == "Remarks of the board: Comms and HR"
    (action,) = plan_of(data, {(0, 2): PlanField.LEADS}).actions
    assert (action.leads, action.notes) == (("Comms", "HR"), "")
