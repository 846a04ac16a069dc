"""What somebody typed is applied over what was read, field by field, and codes stay unique."""

from datetime import date

import pytest

from plan.enums import ActionStatus, ThemeSlug, TimescaleKind
from plan.importing.corrections import Typed, as_typed, corrected, typed_over
from plan.importing.result import ActionAsRead, Continues, PlanAsRead, StepAsRead
from plan.spans import Span
from plan.timescales import Timescale
from tests.factories.plans import read_action, read_plan


def with_typed(typed: Typed, read: PlanAsRead | None = None) -> ActionAsRead:
    """Return the first action with this typed over it."""
    return corrected(read or read_plan(read_action()), {0: typed}).actions[0]


def test_nothing_typed_changes_nothing() -> None:
    read = read_plan(read_action(), read_action("V2"))
    assert corrected(read, {}) == read
    assert corrected(read, {0: {}, 7: {"title": "No such row"}}) == read


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ({"title": "Close it"}, "title", "Close it"),
        ({"detail": ""}, "detail", ""),
        ({"success_measure": "Ten"}, "success_measure", "Ten"),
        ({"notes": "One\nTwo"}, "notes", "One\nTwo"),
        ({"leads": ["HR"]}, "leads", ("HR",)),
        ({"stakeholders": []}, "stakeholders", ()),
        ({"themes": ["recognition"]}, "themes", (ThemeSlug.RECOGNITION,)),
        ({"status": "done"}, "status", ActionStatus.DONE),
        ({"status": ""}, "status", None),
        ({"continues": ["V9", ""]}, "continues", Continues("V9")),
        ({"continues": []}, "continues", None),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else None,
)
def test_a_field_says_what_was_typed(typed: Typed, name: str, value: object) -> None:
    before, after = read_action(), with_typed(typed)
    assert getattr(after, name) == value
    others = {each for each in as_typed(before) if each != name}
    assert {each: as_typed(after)[each] for each in others} == {each: as_typed(before)[each] for each in others}


def test_a_date_is_understood_anew() -> None:
    when = with_typed({"timescale": "By May 2026"}).timescale
    assert (when.kind, when.occurrences) == (TimescaleKind.BY, (Span(date(2026, 5, 1), date(2026, 5, 31)),))


def test_a_wording_that_stands_in_the_file_means_what_it_was_found_to_mean_there() -> None:
    odd = Timescale("soon", TimescaleKind.BY, (Span(date(2026, 1, 1), date(2026, 1, 31)),))
    read = read_plan(read_action(timescale=odd, steps=(StepAsRead("a", "Look", (), odd),)))
    typed = {"timescale": "soon", "steps": [{"label": "a", "text": "Look well", "leads": [], "timescale": "soon"}]}
    action = with_typed(typed, read)
    assert (action.timescale, action.steps[0].timescale) == (odd, odd)


def test_steps_are_those_that_were_typed() -> None:
    steps = [
        {"label": "a", "text": "Order glass", "leads": ["Stores"], "timescale": "June 2026"},
        {"label": "", "text": "Wait", "leads": [], "timescale": ""},
    ]
    first, second = with_typed({"steps": steps}).steps
    assert (first.label, first.text, first.leads) == ("a", "Order glass", ("Stores",))
    assert first.timescale is not None
    assert first.timescale.occurrences == (Span(date(2026, 6, 1), date(2026, 6, 30)),)
    assert second == StepAsRead("", "Wait")


def test_a_code_that_was_typed_is_given_and_stands_beside_the_rows() -> None:
    read = read_plan(read_action("1", code_given=False), read_action("2", code_given=False))
    plan = corrected(read, {0: {"code": "V1"}})
    assert [(action.code, action.code_given) for action in plan.actions] == [("V1", True), ("2", False)]
    assert [row.action for row in plan.rows] == ["V1", "2"]


def test_codes_stay_unique() -> None:
    """A code that was typed wins over one that came to be the same, when the file is read another way."""
    read = read_plan(read_action("V1"), read_action("V2"), read_action("V3"))
    plan = corrected(read, {1: {"code": "V1"}})
    assert [action.code for action in plan.actions] == ["V1-2", "V1", "V3"]
    both = corrected(read, {0: {"code": "V9"}, 1: {"code": "V9"}})
    assert [action.code for action in both.actions] == ["V9", "V9-2", "V3"]


def test_what_says_the_same_is_not_typed_over() -> None:
    action = read_action()
    assert typed_over(action, as_typed(action)) == {}
    assert typed_over(action, as_typed(action) | {"detail": "Once."}) == {"detail": "Once."}


def test_all_of_an_action_survives_being_typed_as_it_is() -> None:
    read = read_plan(read_action(status=ActionStatus.AT_RISK))
    assert corrected(read, {0: as_typed(read.actions[0])}) == read
