"""The screens on which organisers keep rounds."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.models import Category, Criterion, NominationQuestion, Round
from portal.accounts.role_sync import sync_roles
from portal.core.roles import Role
from portal.core.times import LONDON
from tests.events.organising import page, queries, said
from tests.factories.awards import (
    CategoryFactory,
    CriterionFactory,
    NominationFactory,
    NominationQuestionFactory,
    RoundFactory,
    SchemeFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SENT = {
    "name": "2031", "year": "2031", "opens_at": "2031-01-02T09:00", "closes_at": "2031-02-02T17:00",
    "judging_ends_at": "2031-03-02T17:00", "letters_at": "2031-03-10T09:00", "announce_at": "2031-03-20T09:00",
    "ask_nominee": "later", "most_seconders": "2", "not_won_years": "0", "judges_each": "3", "blind": "",
}  # fmt: skip


@pytest.fixture
def as_organiser(client: Client) -> Client:
    sync_roles()
    client.force_login(UserFactory(role=Role.AWARD_ORGANISER.label))
    return client


def at(name: str, *args: int) -> str:
    return reverse(f"award_rounds:{name}", args=args)


def test_who_opens_the_screens(client: Client) -> None:
    sync_roles()
    row = RoundFactory()
    addresses = [
        at("index"),
        at("round", row.pk),
        at("change", row.pk),
        at("make", row.scheme_id),
        at("cancel", row.pk),
    ]
    for role in Role:
        client.force_login(UserFactory(role=role.label))
        wanted = {200 if role == Role.AWARD_ORGANISER else 302}
        assert {client.get(address).status_code for address in addresses} == wanted, role
        if role != Role.AWARD_ORGANISER:
            client.post(at("cancel", row.pk), {"reason": "No"})
    assert not Round.objects.exclude(cancelled_at=None).exists()


def test_organisers_see_awards_in_the_menu_and_others_do_not(as_organiser: Client) -> None:
    assert at("index") in page(as_organiser, "/admin/")
    as_organiser.force_login(UserFactory(role=Role.EVENT_ORGANISER.label))
    assert at("index") not in page(as_organiser, "/admin/")


def test_a_round_is_made_with_its_categories_questions_and_criteria(as_organiser: Client) -> None:
    scheme = SchemeFactory(title="The Steady Hand")
    answer = as_organiser.post(at("make", scheme.pk), SENT)
    made = Round.objects.get()
    assert answer["Location"] == at("round", made.pk)
    assert made.closes_at.astimezone(LONDON).isoformat() == "2031-02-02T17:00:00+00:00"
    as_organiser.post(at("add_category", made.pk), {"name": "Craft", "kind": "team"})
    question = {"text": "Why?", "least_words": "10", "most_words": "90", "is_required": "on"}
    as_organiser.post(at("add_question", made.pk), question)
    as_organiser.post(at("add_criterion", made.pk), {"name": "Care", "weight": "3"})
    shown = page(as_organiser, at("round", made.pk))
    for words in ("The Steady Hand, 2031", "Sunday 2 February 2031, 17:00", "A team", "10 to 90 words", "Weight 3"):
        assert words in shown


def test_a_copy_is_shown_a_year_on_before_it_is_made(as_organiser: Client) -> None:
    old = RoundFactory(announced=True, name="2026", year=2026)
    CategoryFactory(round=old, name="Craft")
    shown = page(as_organiser, at("copy", old.pk))
    assert 'value="2027"' in shown
    as_organiser.post(at("copy", old.pk), SENT)
    new = Round.objects.get(name="2031")
    assert [row.name for row in new.categories.all()] == ["Craft"]


def test_a_closing_time_that_is_moved_is_said(as_organiser: Client) -> None:
    row = RoundFactory()
    form = as_organiser.get(at("change", row.pk)).context["form"]
    local = row.closes_at.astimezone(LONDON)
    sent = {name: form[name].value() for name in SENT if name not in ("blind",)}
    moments = {name: f"{getattr(row, name).astimezone(LONDON):%Y-%m-%dT%H:%M}" for name in SENT if name.endswith("_at")}
    sent |= moments | {"seen": form["seen"].value(), "closes_at": f"{local:%Y-%m-%d}T23:30"}
    answer = as_organiser.post(at("change", row.pk), sent, follow=True)
    assert said(answer) == ["The round is changed. The scheme’s page says that the closing time was moved."]
    assert "first told:" in answer.content.decode()


def test_frozen_fields_cannot_be_typed_once_judging_has_opened(as_organiser: Client) -> None:
    row = RoundFactory(judging=True, blind="nominator")
    form = as_organiser.get(at("change", row.pk)).context["form"]
    assert form.fields["blind"].disabled
    moments = {name: f"{getattr(row, name).astimezone(LONDON):%Y-%m-%dT%H:%M}" for name in SENT if name.endswith("_at")}
    sent = SENT | moments | {"seen": form["seen"].value(), "judges_each": "5", "blind": ""}
    as_organiser.post(at("change", row.pk), sent)
    row.refresh_from_db()
    assert (row.blind, row.judges_each) == ("nominator", 5)
    assert "Add a criterion" not in page(as_organiser, at("round", row.pk))


def test_parts_are_changed_moved_and_deleted(as_organiser: Client) -> None:
    row = RoundFactory()
    first, second = CriterionFactory(round=row, name="Care"), CriterionFactory(round=row, name="Reach")
    as_organiser.post(at("change_criterion", first.pk), {"name": "Care", "weight": "4", "description": ""})
    as_organiser.post(at("criterion_up", second.pk))
    assert list(row.criteria.values_list("name", "weight")) == [("Reach", 1), ("Care", 4)]
    answer = as_organiser.post(at("criterion_remove", second.pk), follow=True)
    assert said(answer)[-1] == "The criterion is deleted."
    category = CategoryFactory(round=row)
    NominationFactory(category=category)
    answer = as_organiser.post(at("category_remove", category.pk), follow=True)
    assert said(answer)[-1] == "Somebody is nominated in this category, so it cannot be deleted."
    assert (Category.objects.count(), Criterion.objects.count()) == (1, 1)


def test_a_cancelled_round_says_why_and_is_not_changed(as_organiser: Client) -> None:
    row = RoundFactory()
    as_organiser.post(at("cancel", row.pk), {"reason": "Nobody could judge it."})
    shown = page(as_organiser, at("round", row.pk))
    assert "Nobody could judge it." in shown
    assert at("cancel", row.pk) not in shown
    assert at("index") in page(as_organiser, at("index") + "?show=ended")


def test_the_screens_cost_the_same_for_one_and_for_thirty(as_organiser: Client) -> None:
    row = RoundFactory()
    for make in (CategoryFactory, CriterionFactory, NominationQuestionFactory):
        make(round=row)
    one = queries(as_organiser, at("index")), queries(as_organiser, at("round", row.pk))
    for _ in range(29):
        RoundFactory()
        for make in (CategoryFactory, CriterionFactory, NominationQuestionFactory):
            make(round=row)
    assert (queries(as_organiser, at("index")), queries(as_organiser, at("round", row.pk))) == one
    assert NominationQuestion.objects.filter(round=row).count() == 30
