"""An import writes a plan wholly, doubles nothing, overwrites nothing typed, and can be undone until edited."""

from dataclasses import replace
from datetime import date

import pytest

from plan.enums import ActionStatus, ImportState, Proposed, ThemeSlug, TimescaleKind
from plan.facts import facts_as_read, facts_of
from plan.importing.result import PlanAsRead
from plan.models import Action, Milestone, Plan, PlanImport, Update
from plan.services.imports import EditedSinceError, ImportGoneError, apply_import, undo_import
from plan.services.proposing import Proposal, propose
from portal.core.models import Theme
from tests.factories.people import UserFactory
from tests.factories.plans import PlanFactory, PlanImportFactory, read_action, read_plan

pytestmark = pytest.mark.usefixtures("facts")


def bring_in(read: PlanAsRead, plan: Plan | None = None) -> PlanImport:
    """Apply an import of this, as a plan owner does."""
    found = PlanImportFactory(plan=plan)
    apply_import(found, read, UserFactory())
    return found


def the_plan(found: PlanImport) -> Plan:
    assert found.plan is not None
    return found.plan


def held(plan: Plan, code: str = "V1") -> Action:
    return Action.objects.with_facts().get(plan=plan, code=code)


def outcomes(proposals: list[Proposal]) -> list[tuple[str, str]]:
    return [(proposal.code, proposal.outcome) for proposal in proposals]


def counts() -> tuple[int, ...]:
    return Plan.objects.count(), Action.objects.count(), Milestone.objects.count(), Update.objects.count()


def test_writes_all_that_was_read() -> None:
    found = bring_in(read_plan(read_action(), read_action("V2", "Hang portraits in the atrium", continues=None)))
    plan = the_plan(found)
    assert (plan.title, plan.slug, plan.start, plan.end) == (
        "Plan 2025 to 2028", "plan-2025-to-2028", date(2025, 8, 1), date(2028, 7, 31),
    )  # fmt: skip
    assert not plan.is_public
    action = held(plan)
    assert facts_of(action) == facts_as_read(read_action())
    assert (action.code, action.slug, action.timescale_kind) == ("V1", "v1", TimescaleKind.RECURRING)
    assert [str(milestone) for milestone in action.milestones.filter(step=None)] == [
        "2026-03-01 to 2026-03-31", "2027-03-01 to 2027-03-31", "2028-03-01 to 2028-03-31",
    ]  # fmt: skip
    assert [each.code for each in plan.actions.all()] == ["V1", "V2"]
    assert [(row.number, row.code, row.action_id) for row in found.rows.all()] == [
        (2, "V1", action.pk), (3, "V2", held(plan, "V2").pk),
    ]  # fmt: skip


def test_writes_one_update_as_imported() -> None:
    plan = the_plan(bring_in(read_plan(read_action(status=ActionStatus.AT_RISK), read_action("V2"))))
    said = [(update.action.code, update.status, update.note, update.source) for update in Update.objects.order_by("pk")]
    assert said == [
        ("V1", ActionStatus.AT_RISK, "As imported.", "import"),
        ("V2", ActionStatus.NOT_STARTED, "As imported.", "import"),
    ]
    assert list(plan.actions.with_status().values_list("code", "status")) == [("V1", "at-risk"), ("V2", "not-started")]


def test_the_same_again_doubles_nothing() -> None:
    read = read_plan(read_action(status=ActionStatus.ON_TRACK), read_action("1", code_given=False))
    plan = the_plan(bring_in(read))
    before = counts()
    assert outcomes(propose(read, plan)) == [("V1", Proposed.SAME), ("1", Proposed.SAME)]
    bring_in(read, plan)
    assert counts() == before


def test_an_action_without_a_code_is_known_again_by_its_words() -> None:
    plan = the_plan(bring_in(read_plan(read_action("1", "Mend the lathe.", code_given=False))))
    first = read_action("1", "Buy a second lathe", code_given=False)
    second = read_action("2", "Mend  the Lathe", code_given=False, detail="By ourselves")
    proposals = propose(read_plan(first, second), plan)
    assert outcomes(proposals) == [("1", Proposed.NEW), ("1", Proposed.CHANGED)]
    assert proposals[1].changed_labels == ["Action", "Detail"]
    bring_in(read_plan(first, second), plan)
    assert [(each.code, each.title) for each in plan.actions.all()] == [
        ("1", "Mend  the Lathe"), ("1-2", "Buy a second lathe"),
    ]  # fmt: skip


def test_what_changed_in_the_file_is_changed() -> None:
    plan = the_plan(bring_in(read_plan(read_action())))
    newer = read_plan(read_action(leads=("Head of Glass",), status=ActionStatus.DONE), read_action("V9"))
    proposals = propose(newer, plan)
    assert outcomes(proposals) == [("V1", Proposed.CHANGED), ("V9", Proposed.NEW)]
    assert proposals[0].changed_labels == ["Leads", "Status"]
    bring_in(newer, plan)
    assert [lead.words for lead in held(plan).leads.all()] == ["Head of Glass"]
    assert [update.status for update in held(plan).updates.all()] == ["done", "not-started"]


def test_what_somebody_typed_stays() -> None:
    plan = the_plan(bring_in(read_plan(read_action())))
    Action.objects.filter(plan=plan).update(title="Open the glass workshop", detail="Every spring.")
    newer = read_plan(read_action(detail="Once a year.", notes="Insurance is settled."))
    (proposal,) = propose(newer, plan)
    assert proposal.changed_labels == ["Notes"]
    assert proposal.kept_labels == ["Detail"]  # the title says nothing new in the file
    bring_in(newer, plan)
    action = held(plan)
    assert (action.title, action.detail, action.notes) == (
        "Open the glass workshop", "Every spring.", "Insurance is settled.",
    )  # fmt: skip


def test_what_is_not_in_the_file_stays_and_is_named() -> None:
    plan = the_plan(bring_in(read_plan(read_action(), read_action("V2"))))
    assert outcomes(propose(read_plan(read_action()), plan)) == [("V1", Proposed.SAME), ("V2", Proposed.MISSING)]
    bring_in(read_plan(read_action()), plan)
    assert plan.actions.count() == 2


def test_what_is_done_stays_done() -> None:
    plan = the_plan(bring_in(read_plan(read_action())))
    held(plan).milestones.filter(step=None, start__year=2026).update(done_on=date(2026, 3, 20))
    held(plan).steps.filter(label="b").update(done_on=date(2026, 1, 9))
    bring_in(read_plan(read_action(detail="Once a year.")), plan)
    assert [each.done_on for each in held(plan).milestones.filter(step=None)] == [date(2026, 3, 20), None, None]
    assert [step.done_on for step in held(plan).steps.all()] == [None, date(2026, 1, 9)]


def test_goes_on_with_the_action_of_an_older_plan() -> None:
    older = PlanFactory(start=date(2021, 8, 1), end=date(2024, 7, 31))
    bring_in(read_plan(read_action("V5", continues=None)), older)
    action = held(the_plan(bring_in(read_plan(read_action()))))
    assert action.continues.earlier == held(older, "V5")


def test_undoing_takes_all_of_it_back() -> None:
    found = bring_in(read_plan(read_action(), read_action("V2")))
    undo_import(found, UserFactory())
    assert counts() == (0, 0, 0, 0)
    assert (found.state, found.plan) == (ImportState.UNDONE, None)
    with pytest.raises(ImportGoneError):
        undo_import(found, UserFactory())


def test_undoing_a_second_import_leaves_the_first() -> None:
    plan = the_plan(bring_in(read_plan(read_action())))
    before = facts_of(held(plan))
    second = bring_in(
        read_plan(read_action(detail="New.", steps=(), status=ActionStatus.DONE), read_action("V9")), plan
    )
    undo_import(second, UserFactory())
    assert facts_of(held(plan)) == before
    assert [each.code for each in plan.actions.all()] == ["V1"]
    assert list(held(plan).updates.values_list("status", flat=True)) == ["not-started"]


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda action: Action.objects.filter(pk=action.pk).update(title="Another"), "V1 was edited."),
        (lambda action: action.leads.all().delete(), "V1 was edited."),
        (lambda action: action.milestones.filter(step=None).first().delete(), "V1 was edited."),
        (lambda action: Update.objects.create(action=action, status="done"), "V1 has updates or targets."),
        (
            lambda action: Plan.objects.filter(pk=action.plan_id).update(published_at="2026-01-01T00:00Z"),
            "The plan is published: take it back from the public first.",
        ),
    ],
    ids=["title", "leads", "date", "update", "published"],
)
def test_what_was_edited_cannot_be_undone(edit: object, why: str) -> None:
    found = bring_in(read_plan(read_action()))
    edit(held(the_plan(found)))  # type: ignore[operator]
    before = counts()
    with pytest.raises(EditedSinceError) as refused:
        undo_import(found, UserFactory())
    assert refused.value.what == [why]
    assert counts() == before


def test_an_earlier_import_waits_for_the_later_to_be_undone() -> None:
    first = bring_in(read_plan(read_action()))
    bring_in(read_plan(read_action("V9")), the_plan(first))
    with pytest.raises(EditedSinceError) as refused:
        undo_import(first, UserFactory())
    assert "Another import was applied after it: undo that one first." in refused.value.what


def test_nothing_is_written_where_one_action_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_plan(read_action(), read_action("V2"))
    broken = replace(read, actions=(*read.actions, read_action("X" * 40)))
    found = PlanImportFactory()
    before = counts()

    def fail(*args: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("plan.services.imports._keep_rows", fail)
    with pytest.raises(RuntimeError):
        apply_import(found, broken, UserFactory())
    found.refresh_from_db()
    assert counts() == before
    assert found.state == ImportState.UPLOADED


def test_an_import_is_applied_once() -> None:
    found = bring_in(read_plan(read_action()))
    with pytest.raises(ImportGoneError):
        apply_import(found, read_plan(read_action()), UserFactory())


def test_every_theme_that_an_importer_knows_has_a_row() -> None:
    assert set(ThemeSlug.values) == set(Theme.objects.values_list("slug", flat=True))
