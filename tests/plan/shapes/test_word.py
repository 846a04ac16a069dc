"""Plans as Word documents, in the shapes that universities give them."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plan.enums import ActionStatus, RowBecame

from .making import (
    AMBER,
    GREEN,
    RED,
    actions_of,
    add_list,
    add_table,
    docx_bytes,
    doubts,
    fill_cell,
    plan_of,
    set_list,
    shade,
    themes,
    word,
    words_lost,
)

HEAD = ["Ref", "Action", "Lead", "By when"]


def test_theme_columns_with_marks_and_a_first_column_without_a_name():
    data = word(
        [
            ["", "Action", "Detail", "Deadline", "Visibility", "Recognition", "Career Development", "Sustainability"],
            ["1", "Print name badges", "For the labs", "June 2023", "Y", "", "", ""],
            ["2", "Open a workshop day", "Twice", "Ongoing", "✓", "", "X", "n/a"],
            ["4", "Write role profiles", "All grades", "2023/24", "", "yes", "•", "-"],
        ]
    )
    plan = plan_of(data)
    assert [(a.code, a.code_given, a.title, themes(a)) for a in plan.actions] == [
        ("1", True, "Print name badges", "V"),
        ("2", True, "Open a workshop day", "VC"),
        ("4", True, "Write role profiles", "RC"),
    ]
    assert [a.timescale.kind.value for a in plan.actions] == ["by", "ongoing", "range"]
    assert "The original has no action 3; the others keep their numbers." in plan.warnings
    assert words_lost(data, plan) == set()


def test_section_rows_for_themes_and_lettered_steps_in_step_with_leads_and_dates():
    data = word(
        [
            ["", "Aim", "Lead", "Actions", "Target date"],
            ["Sustainability", "", "", "", ""],
            ["S1", "Keep kit working", "Stores", "a) List the kit b) Service it yearly", "May 2023"],
            ["Recognition", "", "", "", ""],
            [
                "R1",
                "Give an award",
                "Events\nHR\nHR",
                "a) Ask for names b) Shortlist\nc) Hold the dinner\nd) Write it up",
                "March 2023 and 2024\nMay 2023\nJune 2024",
            ],
        ]
    )
    first, second = actions_of(data)
    assert [(themes(a), a.leads) for a in (first, second)] == [("S", ("Stores",)), ("R", ("Events", "HR"))]
    assert [(s.label, s.text) for s in first.steps] == [("a", "List the kit"), ("b", "Service it yearly")]
    assert [(s.label, s.leads, s.timescale.wording) for s in second.steps] == [
        ("a", ("Events",), "March 2023 and 2024"),
        ("b", ("Events",), "March 2023 and 2024"),
        ("c", ("HR",), "May 2023"),
        ("d", ("HR",), "June 2024"),
    ]
    assert len(second.timescale.occurrences) == 4


def test_headings_above_tables_name_the_themes():
    data = word(
        [HEAD, ["1", "Show faces", "Comms", "May 2023"]],
        [HEAD, ["2", "Give thanks", "Deans", "June 2023"]],
        headings=["Theme 1: Visibility", "Recognition"],
    )
    assert [(a.code, themes(a)) for a in actions_of(data)] == [("1", "V"), ("2", "R")]


def test_a_table_that_goes_on_without_a_header_and_one_whose_header_is_repeated():
    data = word(
        [HEAD, ["1", "Show faces", "Comms", "May 2023"], HEAD, ["2", "Give thanks", "Deans", "June 2023"]],
        [["3", "Count the kit", "Stores", "July 2023"], ["4", "Mend the kit", "Stores", "2024"]],
    )
    plan = plan_of(data)
    assert [(a.code, a.title, a.leads) for a in plan.actions][2:] == [
        ("3", "Count the kit", ("Stores",)),
        ("4", "Mend the kit", ("Stores",)),
    ]
    assert [row.became for row in plan.rows].count(RowBecame.HEADER) == 2


def test_a_row_broken_over_the_end_of_a_page():
    data = word(
        [
            ["Ref", "Action", "Detail", "By when"],
            ["1", "Build a web page for", "Photos are taken in", "May 2023"],
            ["", "all technicians", "the spring term", ""],
            ["2", "Print badges", "", "June 2023"],
        ]
    )
    plan = plan_of(data)
    assert [(a.code, a.title, a.detail) for a in plan.actions] == [
        ("1", "Build a web page for all technicians", "Photos are taken in the spring term"),
        ("2", "Print badges", ""),
    ]
    assert plan.actions[0].rows == (1, 2)
    assert plan.rows[2].became == RowBecame.PART


def test_numbers_that_word_counts_in_the_column_of_numbers_and_in_a_cell():
    document = docx.Document()
    table = add_table(document, [["No", "Action", "Steps"], ["", "Show faces", ""], ["", "Give thanks", ""]])
    numbers, letters = add_list(document, "decimal", "%1."), add_list(document, "lowerLetter", "%1)")
    for row in table.rows[1:]:
        set_list(row.cells[0].paragraphs[0], numbers)
    fill_cell(table.rows[1].cells[2], "Take photos\nPut them up")
    for paragraph in table.rows[1].cells[2].paragraphs:
        set_list(paragraph, letters)
    actions = actions_of(docx_bytes(document))
    assert [(a.code, a.code_given) for a in actions] == [("1", True), ("2", True)]
    assert [(s.label, s.text) for s in actions[0].steps] == [("a", "Take photos"), ("b", "Put them up")]


def test_bullets_of_a_style_in_the_column_of_steps():
    document = docx.Document()
    table = add_table(document, [["Action", "How", "When"], ["Show faces", "", "2023"]])
    cell = table.rows[1].cells[1]
    cell.paragraphs[0].text = "In this order:"
    for text in ("Take photos", "Put them up"):
        cell.add_paragraph(text, style="List Bullet")
    (action,) = actions_of(docx_bytes(document))
    assert [(s.label, s.text) for s in action.steps] == [("", "Take photos"), ("", "Put them up")]
    assert action.detail == "In this order:"


def test_an_action_merged_over_the_rows_of_its_steps():
    document = docx.Document()
    rows = [
        ["No.", "Objective", "Actions", "Owner", "Timescale"],
        ["1", "Show faces", "Take photos", "Comms", "May 2023"],
        ["", "", "Put them up", "Estates", "June 2023"],
        ["2", "Give thanks", "Hold a dinner", "Deans", "2024"],
    ]
    table = add_table(document, rows)
    for column in (0, 1):
        table.cell(1, column).merge(table.cell(2, column))
    data = docx_bytes(document)
    plan = plan_of(data)
    assert [(a.code, a.title, a.leads) for a in plan.actions] == [
        ("1", "Show faces", ("Comms", "Estates")),
        ("2", "Give thanks", ("Deans",)),
    ]
    assert [(s.text, s.leads, s.timescale.wording) for s in plan.actions[0].steps] == [
        ("Take photos", ("Comms",), "May 2023"),
        ("Put them up", ("Estates",), "June 2023"),
    ]
    assert words_lost(data, plan) == set()


def test_an_objective_merged_over_its_actions_is_their_group():
    document = docx.Document()
    rows = [
        ["Objective", "Ref", "Action", "Owner", "Timescale"],
        ["Be seen", "1.1", "Take photos", "Comms", "May 2023"],
        ["", "1.2", "Put them up", "Estates", "June 2023"],
        ["Be thanked", "2.1", "Hold a dinner", "Deans", "2024"],
    ]
    table = add_table(document, rows)
    table.cell(1, 0).merge(table.cell(2, 0))
    actions = actions_of(docx_bytes(document))
    assert [(a.code, a.title, a.notes) for a in actions] == [
        ("1.1", "Take photos", "Part of: Be seen"),
        ("1.2", "Put them up", "Part of: Be seen"),
        ("2.1", "Hold a dinner", "Part of: Be thanked"),
    ]


def test_section_headings_in_merged_rows():
    document = docx.Document()
    table = add_table(document, [HEAD, ["", "", "", ""], ["1", "Show faces", "Comms", "May 2023"]])
    table.cell(1, 0).merge(table.cell(1, 3)).paragraphs[0].text = "VISIBILITY – everyone can see who we are"
    (action,) = actions_of(docx_bytes(document))
    assert (themes(action), action.notes) == ("V", "everyone can see who we are")


def test_tracked_changes_are_read_as_accepted():
    document = docx.Document()
    table = add_table(document, [HEAD, ["1", "Show", "Comms", "May 2023"], ["2", "Gone", "Comms", "May 2023"]])
    run = f'<w:r {nsdecls("w")}><w:t xml:space="preserve">'
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(f"<w:ins {nsdecls('w')}>{run} all faces</w:t></w:r></w:ins>"))
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText> some</w:delText></w:r></w:del>"
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(deleted))
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))
    assert [a.title for a in actions_of(docx_bytes(document))] == ["Show all faces"]


def test_tables_within_cells_and_within_a_frame():
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1)
    inner = frame.cell(0, 0).add_table(rows=2, cols=3)
    for row, texts in zip(inner.rows, [["Action", "Lead", "When"], ["Show faces", "Comms", "2023"]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    nested = inner.cell(1, 0).add_table(rows=1, cols=2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "Labs", "ten"
    (action,) = actions_of(docx_bytes(document))
    assert (action.title, action.detail) == ("Show faces", "Labs – ten")


def test_text_boxes_are_read_once():
    document = docx.Document()
    table = add_table(document, [HEAD, ["1", "Show faces", "Comms", "May 2023"]])
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    names = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = (
        f"<w:r {names}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box.format('In colour')}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box.format('In colour')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(run))
    (action,) = actions_of(docx_bytes(document))
    assert (action.title, action.detail) == ("Show faces", "In colour")


def coloured(legend: list[str]) -> bytes:
    document = docx.Document()
    rows = [["No", "Action", "RAG"], ["1", "Show faces", ""], ["2", "Give thanks", ""], ["3", "Mend kit", ""]]
    table = add_table(document, rows)
    for row, colour in zip(table.rows[1:], (GREEN, AMBER, RED), strict=True):
        shade(row.cells[2], colour)
    for line in legend:
        document.add_paragraph(line)
    return docx_bytes(document)


@pytest.mark.parametrize(
    "legend",
    [
        ["Key: Green – complete; Amber – some progress made; Red – progress to commence"],
        ["Green: complete", "Amber: some progress made", "Red: progress to commence"],
        ["G = complete, A = some progress made, R = progress to commence"],
    ],
)
def test_colours_mean_what_the_documents_own_legend_says(legend):
    plan = plan_of(coloured(legend))
    assert [a.status for a in plan.actions] == [ActionStatus.DONE, ActionStatus.ON_TRACK, ActionStatus.NOT_STARTED]
    assert plan.colours_to_ask == ()


def test_colours_without_a_legend_are_asked_about():
    data = coloured([])
    plan = plan_of(data)
    assert [a.status for a in plan.actions] == [None, None, None]
    assert plan.colours_to_ask == ("amber", "green", "red")
    assert doubts(plan)["2"] == ["The plan does not say what amber means."]
    told = {"green": ActionStatus.ON_TRACK, "amber": ActionStatus.AT_RISK, "red": ActionStatus.DELAYED}
    assert [a.status for a in plan_of(data, legend=told).actions] == list(told.values())


def test_a_table_of_something_else_before_the_plan_is_no_action():
    data = word(
        [["University", "Wexcombe"], ["Named lead", "Dr Ana Silva"]],
        [HEAD, ["1", "Show faces", "Comms", "May 2023"]],
        [["Name", "Role"], ["Ana Silva", "Chair"]],
    )
    plan = plan_of(data)
    assert [a.title for a in plan.actions] == ["Show faces"]
    assert "Outside the actions: ‘Named lead – Dr Ana Silva’" in plan.warnings


def test_ticks_of_picture_fonts():
    document = docx.Document()
    table = add_table(document, [["No", "Action", "Visibility", "Recognition"], ["1", "Show faces", "", ""]])
    run = parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    table.cell(1, 3).paragraphs[0]._p.append(run)
    (action,) = actions_of(docx_bytes(document))
    assert themes(action) == "R"


def test_a_card_for_each_action():
    data = word(
        [["Action 1", "Make a page"], ["Lead", "HR"], ["Timescale", "2023"]],
        [["Action 2", "Give a prize"], ["Lead", "Deans / HR"], ["Timescale", "2024"]],
    )
    plan = plan_of(data)
    assert [(a.code, a.title, a.leads, a.timescale.wording) for a in plan.actions] == [
        ("1", "Make a page", ("HR",), "2023"),
        ("2", "Give a prize", ("Deans", "HR"), "2024"),
    ]
    assert plan.warnings == ()


def test_numbers_that_word_counts_before_the_titles():
    document = docx.Document()
    table = add_table(document, [["Action", "Lead"], ["Show faces", "HR"], ["Give thanks", "HR"]])
    numbers = add_list(document, "decimal", "%1.")
    for row in table.rows[1:]:
        set_list(row.cells[0].paragraphs[0], numbers)
    assert [(a.code, a.code_given, a.title) for a in actions_of(docx_bytes(document))] == [
        ("1", True, "Show faces"),
        ("2", True, "Give thanks"),
    ]


@pytest.mark.parametrize("is_above", [False, True])
def test_an_action_in_the_heading_of_a_table_of_its_own(is_above):
    document = docx.Document()
    for heading, lead in (("Action V1: Put faces on the doors", "Comms"), ("Action R1: Give prizes", "HR")):
        names = ["Steps", "Lead", "Deadline"]
        rows = [names, ["Ask", lead, "May 2023"], ["Do it", "Estates", "June 2023"]]
        if is_above:
            document.add_heading(heading, 2)
        else:
            rows = [["", "Our plan", ""], [heading, "", ""], *rows]
        table = add_table(document, rows)
        if not is_above:
            table.cell(1, 0).merge(table.cell(1, 2))
        document.add_paragraph("")
    plan = plan_of(docx_bytes(document))
    assert [(a.code, a.title, a.code_given, themes(a)) for a in plan.actions] == [
        ("V1", "Put faces on the doors", True, "V"),
        ("R1", "Give prizes", True, "R"),
    ]
    assert [(s.text, s.leads, s.timescale.wording) for s in plan.actions[1].steps] == [
        ("Ask", ("HR",), "May 2023"),
        ("Do it", ("Estates",), "June 2023"),
    ]
    assert plan.warnings == (() if is_above else ("Outside the actions: ‘Our plan’",))


def test_a_heading_that_is_no_action_stays_one():
    rows = [["Visibility", "", ""], ["Steps", "Lead", "Deadline"], ["Ask", "HR", "May 2023"]]
    assert [(step.text, step.leads) for action in actions_of(word(rows)) for step in action.steps] == []
    (named,) = actions_of(
        word([["Action", "Lead", "Deadline"], ["Ask", "HR", "2023"]], headings=["Action 3: all of it"])
    )
    assert (named.title, named.code_given) == ("Ask", False)


def test_cards_under_headings_that_are_the_actions():
    document = docx.Document()
    for heading in ("Action 1. Open the doors", "Action 2. Train mentors"):
        document.add_heading(heading, 3)
        add_table(
            document,
            [["Theme", "Recognition"], ["Owner", "HR"], ["Deadline", "May 2023"], ["Measure of success", "Ten"]],
        )
    assert [(a.code, a.title, a.leads, a.success_measure, themes(a)) for a in actions_of(docx_bytes(document))] == [
        ("1", "Open the doors", ("HR",), "Ten", "R"),
        ("2", "Train mentors", ("HR",), "Ten", "R"),
    ]
