"""What a row is, a person can say: the file is read again with that, and places stay the same."""

from plan.enums import RowBecame
from plan.importing.columns import guess_columns
from plan.importing.reading import read
from plan.importing.result import PlanAsRead
from plan.importing.understanding import understand
from tests.plan.shapes.making import PERIOD, csv_bytes, word, words_lost

DATA = csv_bytes(
    [
        ["What to know first", "", "", ""],
        ["Ref", "Action", "Lead", "By when"],
        ["1", "Show faces", "Web team", "2023"],
        ["", "Rooms", "", ""],
        ["2", "Paint the door", "Estates", "2024"],
        ["3", "Kit", "Stores", "2024"],
    ]
)


def read_as(told: dict[int, RowBecame], data: bytes = DATA) -> PlanAsRead:
    tables = read(data)
    return understand(tables, guess_columns(tables), PERIOD, None, "A plan", told)


def kinds(plan: PlanAsRead) -> list[tuple[str, str]]:
    return [(row.became.value, row.action) for row in plan.rows]


def test_nothing_said_is_as_understood() -> None:
    plan = read_as({})
    assert kinds(plan) == [
        ("text", ""), ("header", ""), ("action", "1"), ("group heading", ""), ("action", "2"), ("action", "3"),
    ]  # fmt: skip
    assert plan.outside == ("What to know first",)
    assert [action.notes for action in plan.actions] == ["", "Part of: Rooms", "Part of: Rooms"]


def test_a_heading_is_an_action() -> None:
    plan = read_as({3: RowBecame.ACTION})
    assert [(action.code, action.title) for action in plan.actions] == [
        ("1", "Show faces"), ("2.1", "Rooms"), ("2", "Paint the door"), ("3", "Kit"),
    ]  # fmt: skip
    assert [action.notes for action in plan.actions] == ["", "", "", ""]
    assert plan.actions[1].rows == (3,)


def test_an_action_is_a_heading_and_nothing_of_it_is_lost() -> None:
    plan = read_as({5: RowBecame.GROUP, 4: RowBecame.GROUP, 3: RowBecame.TEXT})
    assert [action.code for action in plan.actions] == ["1"]
    assert plan.outside == ("What to know first", "Rooms")
    plan = read_as({2: RowBecame.GROUP})
    assert plan.actions[0].notes == "Part of: Rooms"
    plan = read_as({2: RowBecame.GROUP, 3: RowBecame.TEXT})
    assert plan.actions[0].notes == "Part of: 1 – Show faces – Web team – 2023"
    assert words_lost(DATA, plan) == set()


def test_a_row_is_a_part_of_the_action_above() -> None:
    plan = read_as({3: RowBecame.PART})
    assert plan.actions[0].rows == (2, 3)
    assert kinds(plan)[3] == ("part of an action", "1")
    assert words_lost(DATA, plan) == set()


def test_text_above_the_header_is_an_action() -> None:
    plan = read_as({0: RowBecame.ACTION})
    assert plan.actions[0].title == "What to know first"
    assert plan.outside == ()


def test_a_part_without_an_action_above_is_text() -> None:
    assert kinds(read_as({0: RowBecame.PART}))[0] == ("text", "")


def test_places_go_through_all_tables() -> None:
    rows = [["Ref", "Action", "By when"], ["1", "Show faces", "2023"]]
    more = [["Ref", "Action", "By when"], ["2", "Paint", "2024"], ["3", "Kit", "2024"]]
    plan = read_as({4: RowBecame.TEXT}, word(rows, more))
    assert [action.code for action in plan.actions] == ["1", "2"]
