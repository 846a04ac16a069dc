"""Rounds: made, copied, changed, frozen when judging opens, cancelled."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from awards.enums import CategoryKind
from awards.models import Category, Criterion, NominationAnswer, NominationQuestion, Round
from awards.round_rules import FIELDS, a_year_on, fingerprint, values_of
from awards.services.round_parts import add_part, change_part, move_part, remove_part
from awards.services.rounds import (
    RoundChangedError,
    RoundError,
    cancel_round,
    change_round,
    frozen_fields,
    make_round,
)
from tests.factories.awards import (
    CategoryFactory,
    CriterionFactory,
    NominationFactory,
    NominationQuestionFactory,
    RoundFactory,
    SchemeFactory,
    in_days,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def refused(wrong: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    """Return what is refused, at which fields."""
    return wrong.value.message_dict


def said(round_: Round, **changes: Any) -> dict[str, Any]:
    return values_of(round_) | changes


def actions() -> list[str]:
    return list(PageLogEntry.objects.filter(action__startswith="awards.").values_list("action", flat=True))


def test_a_round_is_made_of_what_was_typed() -> None:
    scheme, by = SchemeFactory(), UserFactory()
    made = make_round(scheme, said(RoundFactory(), name="2031", most_seconders=4), by=by)
    assert (made.scheme_id, made.name, made.most_seconders, made.made_by) == (scheme.pk, "2031", 4, by)
    assert actions() == ["awards.round.make"]


@pytest.mark.parametrize("field", ["closes_at", "judging_ends_at", "letters_at", "announce_at"])
def test_times_out_of_order_are_refused_at_their_field(field: str) -> None:
    values = said(RoundFactory(), **{field: in_days(-20)})
    with pytest.raises(ValidationError) as wrong:
        make_round(SchemeFactory(), values, by=None)
    assert field in refused(wrong)
    assert Round.objects.count() == 1


def test_a_name_is_used_once_in_a_scheme() -> None:
    first = RoundFactory(name="2030")
    with pytest.raises(ValidationError) as wrong:
        make_round(first.scheme, said(first), by=None)
    assert set(refused(wrong)) == {"name"}
    assert make_round(SchemeFactory(), said(first), by=None).name == "2030"


def test_another_body_has_its_own_rounds() -> None:
    with pytest.raises(RoundError, match="another body"):
        make_round(SchemeFactory(external=True), said(RoundFactory()), by=None)


def test_a_copy_begins_a_year_on_with_all_its_parts() -> None:
    old = RoundFactory(
        name="Awards 2026", year=2026, opens_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        closes_at=datetime(2026, 4, 3, 16, tzinfo=UTC), judging_ends_at=datetime(2026, 5, 1, 16, tzinfo=UTC),
        letters_at=datetime(2026, 5, 8, 8, tzinfo=UTC), announce_at=datetime(2026, 5, 15, 8, tzinfo=UTC),
        employed_since=date(2024, 2, 29), blind="both", judging=False,
    )  # fmt: skip
    for name in ("Craft", "Care"):
        CategoryFactory(round=old, name=name)
        CriterionFactory(round=old, name=name, weight=3)
    NominationQuestionFactory(round=old, text="Why?", most_words=77)
    values = a_year_on(old)
    # Friday 3 April 2026 at 5pm, in summer time, becomes Friday 2 April 2027 at 5pm
    assert values["closes_at"].isoformat() == "2027-04-02T17:00:00+01:00"
    assert (values["name"], values["year"], values["employed_since"]) == ("Awards 2027", 2027, date(2025, 2, 28))
    new = make_round(old.scheme, values, by=None, like=old)
    assert new.blind == "both"
    assert [row.name for row in new.categories.all()] == ["Craft", "Care"]
    assert [(row.name, row.weight) for row in new.criteria.all()] == [("Craft", 3), ("Care", 3)]
    assert [(row.text, row.most_words) for row in new.questions.all()] == [("Why?", 77)]
    assert (old.categories.count(), old.questions.count(), old.criteria.count()) == (2, 1, 2)


def test_a_change_says_what_is_different_and_a_second_window_is_noticed() -> None:
    row = RoundFactory(coming=True)
    mark = fingerprint(row)
    assert change_round(row.pk, said(row, introduction="Our tenth."), by=None, seen=mark) == ["introduction"]
    with pytest.raises(RoundChangedError):
        change_round(row.pk, said(row, introduction="Our last."), by=None, seen=mark)
    row.refresh_from_db()
    assert row.introduction == "Our tenth."


def test_a_closing_time_moved_is_kept_with_the_first_one() -> None:
    row = RoundFactory()
    first, later, last = row.closes_at, in_days(12), in_days(14)
    change_round(row.pk, said(row, closes_at=later), by=None)
    row.refresh_from_db()
    change_round(row.pk, said(row, closes_at=last), by=None)
    row.refresh_from_db()
    assert (row.closes_at, row.closing_was) == (last, first)
    assert actions().count("awards.round.closing") == 2


def test_a_closing_time_moved_before_it_opens_was_told_to_nobody() -> None:
    row = RoundFactory(coming=True)
    change_round(row.pk, said(row, closes_at=in_days(20)), by=None)
    row.refresh_from_db()
    assert row.closing_was is None


def test_what_is_open_is_not_closed_in_the_past() -> None:
    row = RoundFactory()
    with pytest.raises(ValidationError) as wrong:
        change_round(row.pk, said(row, closes_at=in_days(-1)), by=None)
    assert set(refused(wrong)) == {"closes_at"}


def test_a_round_that_closed_opens_again_with_a_later_time() -> None:
    row = RoundFactory(closed=True)
    change_round(row.pk, said(row, closes_at=in_days(3)), by=None)
    row.refresh_from_db()
    assert row.closes_at == in_days(3)


@pytest.mark.parametrize("change", [{"blind": "both"}, {"allows_self": True}, {"name": "New"}, {"most_seconders": 1}])
def test_rules_stand_still_once_judging_has_opened(change: dict[str, Any]) -> None:
    row = RoundFactory(judging=True)
    with pytest.raises(ValidationError) as wrong:
        change_round(row.pk, said(row, **change), by=None)
    assert set(refused(wrong)) == set(change)
    later = in_days(31)
    assert change_round(row.pk, said(row, judging_ends_at=later), by=None) == ["judging_ends_at"]


def test_what_is_free_shrinks_as_a_round_goes_on() -> None:
    assert frozen_fields(RoundFactory()) == ()
    assert set(FIELDS) - set(frozen_fields(RoundFactory(judging=True))) == {
        "introduction", "judging_ends_at", "letters_at", "announce_at", "judges_each",
    }  # fmt: skip
    assert set(FIELDS) - set(frozen_fields(RoundFactory(decided=True))) == {"introduction", "announce_at"}
    assert set(frozen_fields(RoundFactory(announced=True))) == set(FIELDS)


def test_nothing_of_an_announced_round_changes() -> None:
    row = RoundFactory(announced=True)
    with pytest.raises(RoundError, match="stays as it was"):
        change_round(row.pk, said(row, introduction="x"), by=None)


def test_a_round_is_cancelled_for_a_reason_and_once() -> None:
    row = RoundFactory()
    with pytest.raises(RoundError, match="Say why"):
        cancel_round(row.pk, by=None, reason="  ")
    tomorrow = in_days(1)
    with time_machine.travel(tomorrow, tick=False):
        assert cancel_round(row.pk, by=None, reason=" No panel. ").cancelled_at == tomorrow
    row.refresh_from_db()
    assert row.cancelled_reason == "No panel."
    with pytest.raises(RoundError, match="already"):
        cancel_round(row.pk, by=None, reason="Again")
    with pytest.raises(RoundError, match="announced"):
        cancel_round(RoundFactory(announced=True).pk, by=None, reason="Late")


def test_parts_are_added_last_moved_and_deleted() -> None:
    row = RoundFactory()
    for name in ("A", "B", "C"):
        add_part(Criterion, row.pk, {"name": name, "description": "", "weight": 1}, by=None)
    last = row.criteria.get(name="C")
    move_part(Criterion, last.pk, -1)
    assert [part.name for part in row.criteria.all()] == ["A", "C", "B"]
    remove_part(Criterion, last.pk, by=None)
    assert [part.name for part in row.criteria.all()] == ["A", "B"]
    with pytest.raises(ValidationError):
        add_part(Criterion, row.pk, {"name": "B", "description": "", "weight": 1}, by=None)


@pytest.mark.parametrize("state", ["judging", "decided", "announced"])
def test_parts_stand_still_once_judging_has_opened(state: str) -> None:
    row = RoundFactory(**{state: True})
    part = CriterionFactory(round=row, name="Care")
    values = {"name": "Skill", "description": "", "weight": 9}
    with pytest.raises(RoundError, match="stay as they are"):
        add_part(Criterion, row.pk, values, by=None)
    with pytest.raises(RoundError, match="stay as they are"):
        change_part(Criterion, part.pk, values, by=None)
    with pytest.raises(RoundError, match="stay as they are"):
        remove_part(Criterion, part.pk, by=None)
    with pytest.raises(RoundError, match="stay as they are"):
        move_part(Criterion, part.pk, 1)
    assert row.criteria.get().name == "Care"


def test_a_category_with_a_nomination_keeps_its_kind_and_stays() -> None:
    category = CategoryFactory()
    NominationFactory(category=category)
    values = {"name": "Craft", "description": "", "kind": CategoryKind.TEAM}
    with pytest.raises(ValidationError) as wrong:
        change_part(Category, category.pk, values, by=None)
    assert set(refused(wrong)) == {"kind"}
    with pytest.raises(RoundError, match="nominated in this category"):
        remove_part(Category, category.pk, by=None)
    change_part(Category, category.pk, values | {"kind": category.kind}, by=None)
    assert Category.objects.get().name == "Craft"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "Another?"}, "text"),
        ({"most_words": 50}, "most_words"),
        ({"least_words": 5}, "most_words"),
        ({"is_required": True}, "is_required"),
    ],
)
def test_a_question_that_was_answered_only_allows_more(change: dict[str, Any], field: str) -> None:
    question = NominationQuestionFactory(text="Why?", is_required=False)
    nomination = NominationFactory(category=CategoryFactory(round=question.round))
    NominationAnswer.objects.create(nomination=nomination, question=question, text="Care")
    values = {"text": "Why?", "help_text": "", "least_words": 0, "most_words": 100, "is_required": False}
    with pytest.raises(ValidationError) as wrong:
        change_part(NominationQuestion, question.pk, values | change, by=None)
    assert set(refused(wrong)) == {field}
    with pytest.raises(RoundError, match="answered this question"):
        remove_part(NominationQuestion, question.pk, by=None)
    change_part(NominationQuestion, question.pk, values | {"most_words": 200, "help_text": "In short."}, by=None)
    question.refresh_from_db()
    assert (question.most_words, question.help_text) == (200, "In short.")
