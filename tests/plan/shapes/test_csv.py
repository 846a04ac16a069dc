"""Plans as text files, and plans that say little."""

import pytest

from plan.enums import RowBecame

from .making import actions_of, csv_bytes, doubts, plan_of, themes, words_lost

ROWS = [["Ref", "Action", "Lead", "Due"], ["1", "Show faces – all of them", "Zoë", "May 2023"],
        ["2", "Give thanks", "HR", "June 2023"]]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_separator_and_encoding_gives_the_same_plan(separator, encoding):
    actions = actions_of(csv_bytes(ROWS, encoding, delimiter=separator))
    assert [(a.code, a.title, a.leads) for a in actions] == [
        ("1", "Show faces – all of them", ("Zoë",)),
        ("2", "Give thanks", ("HR",)),
    ]


def test_headings_among_the_rows_a_bare_action_and_themes_in_prose():
    rows = [
        ["Planned action/objective", "Rationale", "Timeframe", "Specific actions"],
        ["Run the scheme well", "", "", ""],
        ["Draft the plan", "To be clear", "By end of March 2023", "Write; then send round"],
        ["Meet the charter’s asks", "", "", ""],
        ["Set up a group to steer this", "", "", ""],
        ["Make a web page", "A contribution to the visibility and career development requirements", "2024", ""],
        ["Talk of careers", "Recognition matters here", "", "Lunches"],
    ]
    data = csv_bytes(rows)
    plan = plan_of(data)
    assert [(a.code, a.code_given, a.title, themes(a)) for a in plan.actions] == [
        ("1", False, "Draft the plan", ""),
        ("2", False, "Set up a group to steer this", ""),
        ("3", False, "Make a web page", "VC"),
        ("4", False, "Talk of careers", ""),
    ]
    assert [row.became for row in plan.rows if row.became == RowBecame.GROUP] == [RowBecame.GROUP] * 2
    assert plan.actions[0].notes == "Part of: Run the scheme well"
    assert "may be a heading" in doubts(plan)["2"][0]
    assert plan.actions[3].timescale.kind.value == "unknown"
    assert words_lost(data, plan) == set()


def test_codes_at_the_start_of_the_titles():
    rows = [["Action", "Owner"], ["V1. Show faces", "Comms"], ["R1. Give thanks", "HR"], ["R2 Hold a dinner", "HR"]]
    assert [(a.code, a.title, themes(a)) for a in actions_of(csv_bytes(rows))] == [
        ("V1", "Show faces", "V"),
        ("R1", "Give thanks", "R"),
        ("R2", "Hold a dinner", "R"),
    ]


def test_a_plan_that_only_lists_its_actions():
    rows = [["Actions", "Progress"], ["Show faces", ""], ["Give thanks", ""], ["Mend kit", "In hand"]]
    assert [a.title for a in actions_of(csv_bytes(rows))] == ["Show faces", "Give thanks", "Mend kit"]


def test_no_header_at_all():
    rows = [["1", "Show all the faces", "May 2023"], ["2", "Give many thanks", "June 2023"],
            ["3", "Mend the old kit", "Ongoing"]]  # fmt: skip
    plan = plan_of(csv_bytes(rows))
    assert [(a.code, a.title, a.timescale.kind.value) for a in plan.actions] == [
        ("1", "Show all the faces", "by"),
        ("2", "Give many thanks", "by"),
        ("3", "Mend the old kit", "ongoing"),
    ]
    assert "The column ‘2’ was taken for ‘Action’ by what stands in it." in plan.warnings


def test_lists_within_the_action_and_dates_in_brackets():
    rows = [["Ref", "Action", "Date"],
            ["1", "Look at pay in terms of: • what others pay • what skills cost", "3 by Aug 2023, 6 by Aug 2024"],
            ["2", "Improve (i) the web page (by May 2023) and (ii) the badges", "31 June 2023"]]  # fmt: skip
    plan = plan_of(csv_bytes(rows))
    first, second = plan.actions
    assert first.title == "Look at pay in terms of:"
    assert [s.text for s in first.steps] == ["what others pay", "what skills cost"]
    assert len(first.timescale.occurrences) == 2
    assert second.title == "Improve (i) the web page (by May 2023) and (ii) the badges"
    assert doubts(plan)["2"] == [
        "‘31 June 2023’ is not a day of the calendar.",
    ]


def test_a_column_for_the_older_plan():
    rows = [["No", "Action", "Previous ref"], ["1", "Show faces", "C3 (2019 plan)"], ["2", "Give thanks", "7"]]
    first, second = actions_of(csv_bytes(rows))
    assert ((first.continues.code, first.continues.plan), second.continues.code) == (("C3", "2019"), "7")


def test_leads_that_are_not_named_yet():
    rows = [["No", "Action", "Responsible"], ["1", "Show faces", "TBC"], ["2", "Give thanks", "HR, Estates and IT"]]
    plan = plan_of(csv_bytes(rows))
    assert [a.leads for a in plan.actions] == [(), ("HR", "Estates", "IT")]
    assert plan.actions[0].notes == "Leads: TBC"
    assert "No lead is named yet" in doubts(plan)["1"][0]


def test_nothing_that_is_an_action():
    plan = plan_of(csv_bytes([["Name", "Role"], ["Ana", "Chair"]]))
    assert len(plan.actions) <= 1


def test_an_objective_that_stands_once_for_the_actions_below():
    rows = [
        ["Objective", "Action", "Responsible", "Timescale"],
        ["Be seen", "Make a web page", "Comms", "2023"],
        ["", "Hold an open day", "Deans", "2024"],
        ["Be thanked", "Give a prize", "A. Silva", "2025"],
    ]
    assert [(a.title, a.leads, a.notes) for a in actions_of(csv_bytes(rows))] == [
        ("Make a web page", ("Comms",), "Part of: Be seen"),
        ("Hold an open day", ("Deans",), "Part of: Be seen"),
        ("Give a prize", ("A. Silva",), "Part of: Be thanked"),
    ]


def test_numbered_objectives_with_numbered_actions():
    rows = [["Objective", "Actions", "Lead(s)", "When"],
            ["1. Be seen", "1.1 Make a page\n1.2 Hold a day", "Comms\nDeans", "May-23\nJul-23"],
            ["2. Be thanked", "2.1 Give a prize", "HR", "2023/24"]]  # fmt: skip
    first, second = actions_of(csv_bytes(rows))
    assert ((first.code, first.title), (second.code, second.title)) == (("1", "Be seen"), ("2", "Be thanked"))
    assert [(s.label, s.text, s.leads, s.timescale.wording) for s in first.steps] == [
        ("1.1", "Make a page", ("Comms",), "May-23"),
        ("1.2", "Hold a day", ("Deans",), "Jul-23"),
    ]


def test_priorities_that_are_themes_beside_the_actions():
    rows = [["Strategic priority", "Key actions", "Accountable"], ["Visibility", "Make a page", "HR"],
            ["Recognition", "Give a prize", "HR"]]  # fmt: skip
    assert [(a.title, themes(a)) for a in actions_of(csv_bytes(rows))] == [("Make a page", "V"), ("Give a prize", "R")]


def test_numbered_milestones_and_letters_for_themes():
    rows = [["Action no.", "Action", "Milestone 1", "Milestone 2", "Lead", "Deadline", "V", "R", "C", "S"],
            ["1", "Make a page", "Ask", "Print", "HR", "Mar-24", "x", "", "x", ""]]  # fmt: skip
    (action,) = actions_of(csv_bytes(rows))
    assert ([s.text for s in action.steps], themes(action)) == (["Ask", "Print"], "VC")


def test_headings_of_themes_each_with_the_names_of_the_columns_below():
    rows = [["Visibility", "", ""], ["Action", "Owner", "When"], ["Make a page", "HR", "2023"],
            ["Recognition", "", ""], ["Action", "Owner", "When"], ["Give a prize", "HR", "2024"]]  # fmt: skip
    plan = plan_of(csv_bytes(rows))
    assert [(a.title, themes(a)) for a in plan.actions] == [("Make a page", "V"), ("Give a prize", "R")]
    assert plan.warnings == ()


def test_titles_in_small_letters_are_actions_of_their_own():
    rows = [["Theme", "Action", "Owner"], ["Visibility", "make a page", "HR"], ["Recognition", "give a prize", "HR"]]
    assert [a.title for a in actions_of(csv_bytes(rows))] == ["make a page", "give a prize"]


def test_a_status_of_a_colour_and_words_and_an_older_action_in_brackets():
    rows = [["Ref", "Action", "Status (RAG)"], ["1", "Make a page (previously V3 in 2020 plan)", "Green - on track"],
            ["2", "Give a prize", "Blue (complete)"], ["3", "Mend kit", "Closed: superseded by 2"]]  # fmt: skip
    plan = plan_of(csv_bytes(rows))
    assert [a.status.value for a in plan.actions if a.status] == ["on-track", "done", "stopped"]
    assert (plan.actions[0].continues.code, plan.actions[0].continues.plan) == ("V3", "2020")


def test_steps_leads_and_dates_with_the_same_numbers():
    rows = [["Ref", "Action", "Steps", "Lead", "When"],
            ["1", "Pages", "(i) design; (ii) build", "(i) Comms; (ii) IT", "(i) May 2023; (ii) June 2023"]]  # fmt: skip
    (action,) = actions_of(csv_bytes(rows))
    assert [(s.label, s.text, s.leads, s.timescale.wording) for s in action.steps] == [
        ("i", "design", ("Comms",), "May 2023"),
        ("ii", "build", ("IT",), "June 2023"),
    ]


def test_an_action_that_is_nothing_but_a_list():
    rows = [["Theme", "Actions", "Leads", "Dates"],
            ["Visibility", "1) Find a champion\n2) Found a group", "1) Dean\n2) Champion", "1) May 2023\n2) June 23"],
            ["Recognition", "- " + "a" * 90 + "\n- " + "b" * 90, "HR", "2024"]]  # fmt: skip
    short, long = actions_of(csv_bytes(rows))
    assert short.title == "Find a champion; Found a group"
    assert [(s.label, s.text, s.leads, s.timescale.wording) for s in short.steps] == [
        ("1", "Find a champion", ("Dean",), "May 2023"),
        ("2", "Found a group", ("Champion",), "June 23"),
    ]
    assert (long.title, len(long.steps)) == ("a" * 90, 2)


def test_labels_in_leads_dates_and_steps():
    rows = [["Ref", "Action", "Detail", "Lead / support", "When"],
            ["1", "Pages", "Year 1: ask. Year 2: print.", "Lead: HR; Support: Print shop", "Years 1-2"],
            ["2", "Prizes", "1. Ask 2. Give", "1. HR 2. Dean", "1. Jan 2023 2. Feb 2023"]]  # fmt: skip
    first, second = actions_of(csv_bytes(rows))
    assert (first.leads, first.stakeholders) == (("HR",), ("Print shop",))
    assert [(s.label, s.text, s.timescale.occurrences[0].start.year) for s in first.steps] == [
        ("Year 1", "ask.", 2023),
        ("Year 2", "print.", 2024),
    ]
    assert [(s.text, s.leads, s.timescale.wording) for s in second.steps] == [
        ("Ask", ("HR",), "Jan 2023"),
        ("Give", ("Dean",), "Feb 2023"),
    ]
    assert (second.timescale.wording, [str(span.end) for span in second.timescale.occurrences]) == (
        "1. Jan 2023 2. Feb 2023",
        ["2023-01-31", "2023-02-28"],
    )


def test_milestones_are_dates_where_nothing_else_stands_in_them():
    rows = [
        ["No.", "Objective", "Key activities", "Milestones"],
        ["1", "More appraisals", "a. Train; b. Report", "a. June 2023; b. Dec 2023"],
        ["2", "Prizes", "Ask", "2024"],
    ]
    first, second = actions_of(csv_bytes(rows))
    assert [(step.text, step.timescale.wording) for step in first.steps] == [
        ("Train", "June 2023"),
        ("Report", "Dec 2023"),
    ]
    assert second.timescale.wording == "2024"
    rows = [
        ["No.", "Objective", "Milestones"],
        ["1", "More appraisals", "Train; report"],
        ["2", "Prizes", "Ask by June 2023"],
    ]
    assert [[step.text for step in action.steps] for action in actions_of(csv_bytes(rows))] == [
        ["Train; report"],
        ["Ask by June 2023"],
    ]


def test_what_a_heading_says_besides_its_theme_is_kept_unless_it_says_nothing():
    rows = [["Ref", "Action", "Lead"], ["Visibility actions", "", ""], ["1", "Show faces", "Comms"],
            ["Recognition: say thank you", "", ""], ["2", "Give prizes", "HR"]]  # fmt: skip
    plan = plan_of(csv_bytes(rows))
    assert [(themes(action), action.notes) for action in plan.actions] == [("V", ""), ("R", "say thank you")]


def test_headings_in_words_of_their_own():
    rows = [["#", "Planned work activity", "Lead / Support", "Timing (month/year)", "Resource", "Intended impact"],
            ["1", "Make a page", "HR / IT", "05/2023", "£500", "More visits"]]  # fmt: skip
    (action,) = actions_of(csv_bytes(rows))
    assert (action.title, action.leads, action.success_measure) == ("Make a page", ("HR", "IT"), "More visits")
    assert (action.timescale.kind.value, action.notes) == ("by", "Resource: £500")


def test_theme_columns_that_hold_words_in_place_of_marks():
    rows = [["Action", "Visibility", "Recognition"], ["Show", "Pages for all", ""], ["Thank", "", "A prize given"]]
    assert [(themes(a), a.notes) for a in actions_of(csv_bytes(rows))] == [
        ("V", "Visibility: Pages for all"),
        ("R", "Recognition: A prize given"),
    ]


def test_groups_within_groups_and_levels_of_priority():
    rows = [["Goal", "Objective", "Action", "Priority"], ["Be great", "Be seen", "Show", "High"],
            ["", "", "Print", "Low"], ["", "Be thanked", "Prize", "High"]]  # fmt: skip
    data = csv_bytes(rows)
    assert [(a.title, a.notes) for a in actions_of(data)] == [
        ("Show", "Priority: High\nPart of: Be great – Be seen"),
        ("Print", "Priority: Low\nPart of: Be great – Be seen"),
        ("Prize", "Priority: High\nPart of: Be great – Be thanked"),
    ]


def test_rows_of_one_action_that_say_different_statuses():
    rows = [["Ref", "Aim", "Actions", "Lead", "Status"], ["1", "Be seen", "Show", "HR", "Complete"],
            ["", "", "Print", "IT", "Not started"]]  # fmt: skip
    plan = plan_of(csv_bytes(rows))
    assert (plan.actions[0].status, plan.actions[0].notes) == (None, "Status: Complete\nNot started")
    assert "was not understood as a status" in doubts(plan)["1"][0]


def test_letters_for_themes_are_most_of_the_header():
    rows = [["Action", "V", "R", "C", "S", "E"], ["Show", "✔", "", "✔", "", ""], ["Thank", "", "1", "", "x", "x"]]
    assert [(a.title, themes(a)) for a in actions_of(csv_bytes(rows))] == [("Show", "VC"), ("Thank", "RSE")]


def test_a_header_of_which_no_name_is_known_whole():
    rows = [["Commitment to action", "Specific, measurable steps", "Named lead", "Delivery by"],
            ["Be seen", "a) ask b) show", "HR", "Dec 2023"]]  # fmt: skip
    (action,) = actions_of(csv_bytes(rows))
    assert (action.title, action.leads, action.timescale.kind.value) == ("Be seen", ("HR",), "by")
    assert [s.text for s in action.steps] == ["ask", "show"]
