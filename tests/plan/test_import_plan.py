"""`manage.py import_plan`: says what it understood, and writes it wholly or not at all."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from plan.models import Action, Plan, Update

from .shapes.making import csv_bytes, excel

ROWS = [["Ref", "Action", "Lead", "Due", "RAG"], ["V1", "Show faces", "HR / Comms", "Year 1", "A"],
        ["", "and names", "", "", ""], ["R1", "Give thanks", "HR", "31 June 2023", "G"]]  # fmt: skip
LEGEND = ["--legend", "amber=at-risk", "--legend", "green=done"]
OPTIONS = ["--title", "Our plan", "--start", "2023-01", "--end", "2025-12"]


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_bytes(csv_bytes(ROWS))
    return file


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_plan", *arguments, stdout=out)
    return out.getvalue()


def test_the_object_that_is_printed(path):
    told = json.loads(
        run(str(path), *OPTIONS, "--dry-run", "--json", "--legend", "a=at-risk", "--legend", "green=done")
    )
    assert told["plan"] == {"title": "Our plan", "start": "2023-01-01", "end": "2025-12-31"}
    assert told["actions"][0] == {
        "code": "V1",
        "code_given": True,
        "title": "Show faces and names",
        "detail": "",
        "themes": ["visibility"],
        "leads": ["HR", "Comms"],
        "stakeholders": [],
        "success_measure": "",
        "timescale": {
            "wording": "Year 1",
            "kind": "plan_year",
            "occurrences": [{"start": "2023-01-01", "end": "2023-12-31"}],
        },
        "steps": [],
        "status": "at-risk",
        "continues": None,
        "notes": "RAG: A",
    }
    assert told["actions"][1]["status"] == "done"
    assert told["rows"] == [
        {"source": {"table": "file", "row": 1}, "became": "header", "doubts": []},
        {"source": {"table": "file", "row": 2}, "became": "action V1", "doubts": []},
        {"source": {"table": "file", "row": 3}, "became": "part of action V1", "doubts": []},
        {
            "source": {"table": "file", "row": 4},
            "became": "action R1",
            "doubts": ["‘31 June 2023’ is not a day of the calendar."],
        },
    ]
    assert told["warnings"] == []


def test_an_action_of_which_no_status_is_known_is_not_started(path):
    told = json.loads(run(str(path), *OPTIONS, "--dry-run", "--json"))
    assert [action["status"] for action in told["actions"]] == ["not-started", "not-started"]
    assert told["rows"][1]["doubts"] == ["The plan does not say what amber means."]


def test_what_is_said_in_sentences(path):
    told = run(str(path), *OPTIONS, "--dry-run")
    assert told.splitlines() == [
        "V1: Show faces and names (Year 1)",
        "R1: Give thanks (31 June 2023)",
        "file, row 2: The plan does not say what amber means.",
        "file, row 4: ‘31 June 2023’ is not a day of the calendar.",
        "file, row 4: The plan does not say what green means.",
        "What does amber mean? Say --legend amber=STATUS.",
        "What does green mean? Say --legend green=STATUS.",
        "2 actions from 4 rows, 1 of them parts of others.",
        "Nothing was written (dry run).",
    ]


def test_a_column_is_matched_by_hand(path):
    told = json.loads(
        run(str(path), *OPTIONS, "--dry-run", "--json", "--map", "Lead=stakeholders", "--map", "RAG=notes")
    )
    assert (told["actions"][0]["leads"], told["actions"][0]["stakeholders"]) == ([], ["HR", "Comms"])
    assert told["actions"][0]["notes"] == "RAG: A"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say --legend amber=STATUS --legend green=STATUS. Nothing was written."),
        (["--plan", "nowhere", *LEGEND], "there is no such plan. There are: none yet. Nothing was written."),
        (["--title", "T" * 161], "The title is longer than 160 characters."),
        (["--dry-run", "--map", "Nobody=leads"], "no such column. The file has: Ref, Action, Lead, Due, RAG."),
        (["--dry-run", "--map", "Lead=boss"], "no such field"),
        (["--dry-run", "--map", "Lead=title"], "Two columns are matched to ‘Action’"),
        (["--dry-run", "--legend", "amber=fine"], "write it as amber=at-risk"),
        (["--dry-run", "--start", "2023"], "must be months such as 2021-01"),
        (["--dry-run", "--end", "2020-01"], "cannot end before it starts"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_done_is_said(path, arguments, words):
    with pytest.raises(CommandError) as refusal:
        run(str(path), *OPTIONS, *arguments)
    assert words in str(refusal.value)
    assert not Plan.objects.exists()


@pytest.mark.usefixtures("facts")
def test_writes_and_says_what_was_written(path):
    told = run(str(path), *OPTIONS, *LEGEND)
    assert told.splitlines()[-1] == "Written (added: 2). Nobody else sees a new plan until it is published."
    plan = Plan.objects.get()
    assert (plan.title, plan.slug, plan.is_public) == ("Our plan", "our-plan", False)
    actions = plan.actions.with_status()
    assert [(action.code, action.title, action.status) for action in actions] == [
        ("V1", "Show faces and names", "at-risk"), ("R1", "Give thanks", "done"),
    ]  # fmt: skip


@pytest.mark.usefixtures("facts")
def test_the_same_file_again_changes_nothing(path):
    run(str(path), *OPTIONS, *LEGEND)
    told = run(str(path), *OPTIONS, *LEGEND, "--plan", "our-plan")
    assert told.splitlines()[-1].startswith("Written (stays as it is: 2).")
    assert (Plan.objects.count(), Action.objects.count(), Update.objects.count()) == (1, 2, 2)


@pytest.mark.usefixtures("facts")
def test_what_was_typed_here_is_named(path, tmp_path):
    run(str(path), *OPTIONS, *LEGEND)
    Action.objects.filter(code="R1").update(title="Say thanks")
    newer = tmp_path / "newer.csv"
    newer.write_bytes(csv_bytes([*ROWS[:3], ["R1", "Give thanks in public", "HR", "31 June 2023", "G"]]))
    told = run(str(newer), *OPTIONS, *LEGEND)
    assert told.splitlines()[-1] == "R1: kept as typed here, though the file says something new: Action."
    assert Action.objects.get(code="R1").title == "Say thanks"


def test_files_that_are_not_there_or_no_plan(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(str(tmp_path / "none.docx"), *OPTIONS, "--dry-run")
    wrong = tmp_path / "plan.docx"
    wrong.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="This is a PDF"):
        run(str(wrong), *OPTIONS, "--dry-run")


def test_a_workbook_of_many_sheets(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(excel(("Visibility", ROWS), ("Notes", [["Written in May"]])))
    assert "Outside the actions: ‘Written in May’" in run(str(path), *OPTIONS, "--dry-run")
