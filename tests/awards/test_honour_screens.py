"""Organisers' screens: the result of a round, honours written down, entries elsewhere, departments not reached."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from awards.enums import EntryResult, NominationState, Outcome
from awards.models import ExternalEntry, Honour, HonouredPerson, Round
from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.enums import Agreement
from portal.core.models import OutboxMail
from portal.core.roles import Role
from portal.stories.models import StoryPage, Subject
from tests.awards.test_honouring import at, candidate
from tests.events.organising import page, queries, said
from tests.factories.awards import (
    HonouredPersonFactory,
    HonourFactory,
    NominationFactory,
    RoundFactory,
    SchemeFactory,
)
from tests.factories.people import DepartmentFactory, TechnicianFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db
LIST, ENTRIES = "/admin/award-honours/", "/admin/award-honours/entries/"


@pytest.fixture
def organiser(db: None) -> User:
    sync_roles()
    return UserFactory(role=Role.AWARD_ORGANISER.label)


@pytest.fixture
def as_organiser(client: Client, organiser: User) -> Client:
    client.force_login(organiser)
    return client


def to(name: str, *args: Any) -> str:
    return reverse(f"award_honours:{name}", args=args)


def result_of(round_: Round) -> str:
    return reverse("award_results:result", args=[round_.pk])


def press(client: Client, address: str) -> list[str]:
    """Return what is said at last; what was said of forms before may stand above it."""
    return said(client.post(address, follow=True))[-1:]


def test_a_round_is_finished_and_taken_back_here(as_organiser: Client) -> None:
    round_, winner = RoundFactory(judging=True), live_technician()
    won = candidate(round_, Outcome.SHORTLISTED, winner)
    screen = result_of(round_)
    assert "1 candidate is not decided yet" in page(as_organiser, screen)
    (refused,) = press(as_organiser, f"{screen}finish/")
    assert refused.startswith("Not decided yet")
    won.outcome = Outcome.WINNER
    won.save()
    assert "Every candidate is decided" in page(as_organiser, screen)
    (done,) = press(as_organiser, f"{screen}finish/")
    assert done.startswith("Finished.")
    assert winner.display_name in page(as_organiser, screen)
    (back,) = press(as_organiser, f"{screen}take-back/")
    assert back.startswith("Taken back")
    assert not Honour.objects.exists()
    (nothing,) = press(as_organiser, f"{screen}take-back/")
    assert nothing == "This round is not finished, or is announced already."
    assert as_organiser.post("/admin/award-rounds/999999/result/finish/").status_code == 404


@pytest.mark.parametrize("trait", ["coming", "closed", "announced"])
def test_the_result_says_where_a_round_stands(as_organiser: Client, trait: str) -> None:
    text = page(as_organiser, result_of(RoundFactory(**{trait: True})))
    assert {"coming": "Nothing is decided yet", "closed": "Nothing is decided yet", "announced": "Nobody won"}[
        trait
    ] in text
    assert "Finish this round" not in text


def test_only_organisers_change_anything(client: Client, organiser: User) -> None:
    person = HonouredPersonFactory()
    round_ = RoundFactory(judging=True)
    candidate(round_, Outcome.WINNER)
    for user in (UserFactory(), UserFactory(role=Role.COMMUNICATIONS_EDITOR.label)):
        client.force_login(user)
        for address in (
            f"{result_of(round_)}finish/", to("ask", person.pk), to("take_out", person.pk),
            to("remove", person.honour_id), to("story", person.honour_id),
        ):  # fmt: skip
            assert client.post(address).status_code in (302, 403)
    assert list(HonouredPerson.objects.values_list("agreement", flat=True)) == [Agreement.NOT_ASKED]
    assert not Round.objects.exclude(finished_at=None).exists()
    assert not StoryPage.objects.exists()


def test_an_honour_is_written_down_with_its_people_and_changed(as_organiser: Client, client: Client) -> None:
    scheme, bea = SchemeFactory(external=True), live_technician()
    sent = {"scheme": scheme.pk, "year": "2014", "category": "Glass", "kind": "winner", "citation": "For a retort."}
    assert as_organiser.post(to("add"), sent).status_code == 302
    honour = Honour.objects.get()
    assert (honour.year, honour.category_name, honour.scheme) == (2014, "Glass", scheme)
    as_organiser.post(to("technician", honour.pk), {"technician": bea.pk})
    assert as_organiser.post(to("technician", honour.pk), {"technician": bea.pk}).status_code == 409
    as_organiser.post(to("somebody", honour.pk), {"name": "Cyd Cole", "email": "CYD@elsewhere.example"})
    first, second = honour.people.all()
    assert (first.technician, second.name, second.email) == (bea, "Cyd Cole", "cyd@elsewhere.example")
    assert press(as_organiser, to("ask", second.pk)) == ["Asked by mail. You are told when they answer."]
    assert OutboxMail.objects.get().to == "cyd@elsewhere.example"
    as_organiser.post(to("record", first.pk), {"reason": "By telephone."})
    first.refresh_from_db()
    assert (first.agreement, first.recorded_reason) == (Agreement.AGREED, "By telephone.")
    assert press(as_organiser, to("ask", first.pk)) == ["They have answered already: agreed."]
    assert bea.display_name in Client().get("/awards/honours/").content.decode()
    answer = as_organiser.post(to("change", honour.pk), {"kind": "commended", "category": "Glass"}, follow=True)
    assert said(answer)[-1:] == ["Saved. Those who had been asked are asked anew."]
    assert bea.display_name not in Client().get("/awards/honours/").content.decode()
    assert press(as_organiser, to("take_out", second.pk)) == ["Taken out."]
    assert press(as_organiser, to("take_out", second.pk)) == ["That is gone already."]
    assert press(as_organiser, to("remove", honour.pk)) == ["Deleted."]
    assert not HonouredPerson.objects.exists()


def test_what_a_round_decided_is_neither_deleted_nor_turned_into_something_else(as_organiser: Client) -> None:
    round_ = RoundFactory(judging=True)
    candidate(round_, Outcome.WINNER)
    press(as_organiser, f"{result_of(round_)}finish/")
    honour = Honour.objects.get()
    assert press(as_organiser, to("remove", honour.pk))[0].startswith("This was decided in a round.")
    as_organiser.post(to("change", honour.pk), {"kind": "commended", "category": "Other", "citation": "New words."})
    honour.refresh_from_db()
    assert (honour.kind, honour.citation) == (Outcome.WINNER, "New words.")
    assert press(as_organiser, to("story", honour.pk)) == ["It can be made into a story once it is announced."]
    (person,) = honour.people.all()
    assert press(as_organiser, to("ask", person.pk)) == ["They are asked when the letters go out."]
    with at(round_.announce_at):
        assert "Taken back" not in "".join(press(as_organiser, f"{result_of(round_)}take-back/"))


def test_a_story_is_drafted_of_those_alone_who_agreed(as_organiser: Client) -> None:
    honour = HonourFactory(citation="For Bea and Cyd.")
    agreed = HonouredPersonFactory(honour=honour, technician=live_technician(), agreement=Agreement.AGREED)
    HonouredPersonFactory(honour=honour, technician=live_technician(), agreement=Agreement.REFUSED)
    assert press(as_organiser, to("story", honour.pk))[0].startswith("A draft of a story was made.")
    story = StoryPage.objects.get()
    assert not story.live
    assert [subject.technician for subject in Subject.objects.filter(story=story)] == [agreed.technician]
    assert "Bea" not in str(story.body)


def test_entries_are_written_down_and_what_became_of_them(as_organiser: Client, organiser: User) -> None:
    scheme, own = SchemeFactory(external=True), SchemeFactory()
    sent = {"scheme": scheme.pk, "name": "The Kiln Room", "entered_on": "2026-02-03", "result": "entered"}
    assert as_organiser.post(f"{ENTRIES}add/", sent | {"scheme": own.pk}).status_code == 422
    assert as_organiser.post(f"{ENTRIES}add/", sent | {"technician": TechnicianFactory().pk}).status_code == 422
    assert as_organiser.post(f"{ENTRIES}add/", sent).status_code == 302
    entry = ExternalEntry.objects.get()
    assert (entry.name, entry.entered_on, entry.made_by) == ("The Kiln Room", date(2026, 2, 3), organiser)
    as_organiser.post(to("change_entry", entry.pk), sent | {"result": "won", "note": "In May."})
    entry.refresh_from_db()
    assert (entry.result, entry.note) == (EntryResult.WON, "In May.")
    assert "The Kiln Room" in page(as_organiser, ENTRIES)
    assert press(as_organiser, to("remove_entry", entry.pk)) == ["Deleted."]
    assert press(as_organiser, to("remove_entry", entry.pk)) == ["That is gone already."]


def test_departments_with_nobody_nominated(as_organiser: Client) -> None:
    reached, unreached, empty = DepartmentFactory(name="Glass"), DepartmentFactory(name="Wood"), DepartmentFactory()
    person = live_technician(department=reached)
    TechnicianFactory.create_batch(2, department=unreached)
    nomination = NominationFactory(nominee=person)
    rows = as_organiser.get(to("unreached")).context["rows"]
    assert [(row.name, row.technicians) for row in rows if row.name in ("Glass", "Wood", empty.name)] == [("Wood", 2)]
    nomination.state = NominationState.WITHDRAWN
    nomination.save()
    rows = as_organiser.get(f"{to('unreached')}?show=soon").context["rows"]
    assert {"Glass", "Wood"} <= {row.name for row in rows}


@pytest.mark.parametrize("address", [LIST, ENTRIES])
def test_lists_cost_the_same_for_one_and_for_thirty(as_organiser: Client, address: str) -> None:
    def add(many: int) -> None:
        for _ in range(many):
            person = HonouredPersonFactory(technician=live_technician())
            scheme = person.honour.scheme
            ExternalEntry.objects.create(scheme=scheme, technician=person.technician)

    add(1)
    for_one = queries(as_organiser, address)
    add(29)
    assert queries(as_organiser, address) == for_one


def test_the_result_costs_the_same_for_one_and_for_thirty(as_organiser: Client) -> None:
    round_ = RoundFactory(judging=True)

    def add(many: int) -> None:
        for _ in range(many):
            honour = HonourFactory(scheme=round_.scheme, candidate=candidate(round_, Outcome.WINNER))
            HonouredPersonFactory(honour=honour, technician=live_technician())

    add(1)
    for_one = queries(as_organiser, result_of(round_))
    add(29)
    assert queries(as_organiser, result_of(round_)) == for_one
