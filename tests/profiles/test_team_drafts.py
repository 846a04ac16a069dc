"""A manager drafts for the team by the staff list, whatever each shows, and is told nothing of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.models import OutboxMail
from profiles.enums import Audience, ProfileState, Section
from profiles.models import SectionDraft, Technician
from profiles.services.claims import claim_by_staff_number
from profiles.services.drafts import forget_old_drafts, offer_draft
from tests.factories.people import TechnicianFactory, UserFactory, live_technician
from tests.outputs.canaries import CANARIES, WORD, found_in
from tests.outputs.crawl import ask, client_of
from tests.outputs.viewers import Viewer
from tests.outputs.world import World, set_audiences
from tests.profiles.drafting import DRAFTS, form_of, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Technician:
    return live_technician(given_name="Rosa", family_name="Lind", user=UserFactory(first_name="Rosa", last_name="Lind"))


def of_team(manager: Technician, state: ProfileState, **fields: Any) -> Technician:
    """Return one of the team who shows nobody anything, and goes by a name that nobody else is told."""
    names = {"given_name": "Nadia", "preferred_name": "Winter", "family_name": "Sole", "slug": "winter-sole"}
    return TechnicianFactory(manager=manager, state=state, headline="Secret line", **(names | fields))


HIDDEN_WORDS = ("Winter", "winter", "Secret line")


@pytest.mark.parametrize("state", [state for state in ProfileState if state is not ProfileState.LEFT])
def test_a_manager_drafts_whatever_the_profile_shows_and_is_told_nothing_of_it(
    manager: Technician, state: ProfileState
) -> None:
    person = of_team(manager, state)
    desk = signed(manager.user)
    form = f"/me/team/{person.pk}/draft/introduction/"
    pages = [desk.get(url).content.decode() for url in ("/me/drafts/", f"/me/team/{person.pk}/draft/", form)]
    sent = desk.post(form, DRAFTS["introduction"] | {"note": "You are too modest."}, follow=True)
    pages.append(sent.content.decode())
    assert [page for page in pages if "Nadia Sole" not in page or any(word in page for word in HIDDEN_WORDS)] == []
    assert "Sent to Nadia Sole, who alone can publish it." in pages[-1]
    assert SectionDraft.objects.get().technician == person


def test_it_is_told_apart_by_nothing_whether_they_have_claimed_it(manager: Technician) -> None:
    """Page by page the same, but for names and numbers: the state of a profile is its owner's and the stewards'."""
    desk = signed(manager.user)
    seen = []
    for state in (ProfileState.INVITED, ProfileState.HIDDEN, ProfileState.LIVE):
        person = of_team(manager, state)
        form = f"/me/team/{person.pk}/draft/offers/"
        answers = [desk.get(form), desk.post(form, DRAFTS["offers"], follow=True)]
        texts = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()) for answer in answers]
        draft = SectionDraft.objects.get()
        seen.append([re.sub(rf"/(team|drafts)/({person.pk}|{draft.pk})/", "/", text) for text in texts])
        draft.delete()
        person.delete()
    assert seen[0] == seen[1] == seen[2]


def test_whoever_has_not_claimed_is_told_when_they_do_and_not_before(manager: Technician) -> None:
    person = of_team(manager, ProfileState.INVITED)
    signed(manager.user).post(f"/me/team/{person.pk}/draft/introduction/", DRAFTS["introduction"])
    assert not OutboxMail.objects.filter(key__startswith="draft:").exists()
    user = UserFactory(email=person.email)
    claim_by_staff_number(user, person.staff_number)
    owner = signed(user)
    draft = SectionDraft.objects.get()
    assert "Rosa Lind drafted" in owner.get("/me/").content.decode()
    url = f"/me/profile/drafts/{draft.pk}/"
    assert owner.post(url, form_of(owner.get(url))).status_code == 302
    person.refresh_from_db()
    assert (person.state, person.headline) == (ProfileState.DRAFT, DRAFTS["introduction"]["headline"])


@pytest.mark.parametrize("answer", ["accepted", "refused"])
def test_the_answer_names_the_team_member_as_the_staff_list_does(manager: Technician, answer: str) -> None:
    person = of_team(manager, ProfileState.HIDDEN)
    signed(manager.user).post(f"/me/team/{person.pk}/draft/introduction/", DRAFTS["introduction"])
    draft = SectionDraft.objects.get()
    assert OutboxMail.objects.get(key=f"draft:{draft.pk}:offered").to == person.email
    owner, url = signed(person.user), f"/me/profile/drafts/{draft.pk}/"
    if answer == "accepted":
        owner.post(url, form_of(owner.get(url)))
    else:
        owner.post(f"{url}refuse/", {"answer": "No"})
    body = OutboxMail.objects.get(key=f"draft:{draft.pk}:{answer}").body
    assert "Nadia Sole has" in body
    assert not any(word in body for word in HIDDEN_WORDS)


def test_only_the_manager_of_the_staff_list_while_both_are_here(manager: Technician) -> None:
    person = of_team(manager, ProfileState.HIDDEN)
    url = f"/me/team/{person.pk}/draft/"
    others = [stranger := UserFactory(), live_technician(manager=manager).user, person.user]
    assert [signed(user).get(url).status_code for user in others] == [404] * 3
    assert signed(stranger).post(f"{url}introduction/", DRAFTS["introduction"]).status_code == 404
    assert signed(manager.user).get(f"{url}skills/").status_code == 404
    Technician.objects.filter(pk=manager.pk).update(state=ProfileState.LEFT)
    assert signed(manager.user).get(url).status_code == 404
    Technician.objects.filter(pk=manager.pk).update(state=ProfileState.LIVE)
    Technician.objects.filter(pk=person.pk).update(state=ProfileState.LEFT)
    assert signed(manager.user).post(f"{url}introduction/", DRAFTS["introduction"]).status_code == 404
    assert "Your team" not in signed(stranger).get("/me/drafts/").content.decode()
    assert not SectionDraft.objects.exists()


def test_a_team_of_thirty_costs_as_many_queries_as_one(manager: Technician) -> None:
    desk = signed(manager.user)
    counts = []
    for many in (1, 29):
        for _ in range(many):
            person = TechnicianFactory(manager=manager)
            SectionDraft.objects.create(technician=person, section=Section.OFFERS, author=manager.user, fields={})
        desk.get("/me/drafts/")
        with CaptureQueriesContext(connection) as captured:
            desk.get("/me/drafts/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_draft_that_nobody_answers_is_forgotten_after_a_year(manager: Technician) -> None:
    person = of_team(manager, ProfileState.INVITED)
    draft = offer_draft(person.pk, Section.OFFERS, manager.user, {"words": "W"}, "")
    SectionDraft.objects.filter(pk=draft.pk).update(created_at=timezone.now() - timedelta(days=364))
    assert forget_old_drafts() == 0
    SectionDraft.objects.filter(pk=draft.pk).update(created_at=timezone.now() - timedelta(days=366))
    assert forget_old_drafts() == 1


SHOWN_TO_MANAGERS = frozenset({"given_name", "family_name"})  # the name on the staff list


@pytest.mark.parametrize("state", [ProfileState.LIVE, ProfileState.HIDDEN, ProfileState.DRAFT])
def test_a_manager_finds_no_word_of_a_profile_that_shows_none(world: World, state: ProfileState) -> None:
    Technician.objects.filter(pk=world.technician).update(manager=world.other, state=state)
    set_audiences(world, Audience.ONLY_ME, *Section)
    desk = client_of(world, Viewer.OTHER_TECHNICIAN)
    team = f"/me/team/{world.technician}/draft/"
    forms = [f"{team}{slug}/" for slug in DRAFTS]
    answers = [ask(desk, address) for address in ("/me/drafts/", team, *forms)]
    answers += [ask(desk, form, "post", data={}) for form in forms]
    answers += [ask(desk, form, "post", data=typed) for form, typed in zip(forms, DRAFTS.values(), strict=True)]
    answers.append(ask(desk, "/me/drafts/"))
    assert [answer.status for answer in answers[2:8] + answers[8:14]] == [200] * 6 + [422] * 6
    hidden = [canary for canary in CANARIES if canary.field not in SHOWN_TO_MANAGERS]
    assert [
        (answer.address, found_in(answer.text, hidden)) for answer in answers if found_in(answer.text, hidden)
    ] == []
    assert all(WORD["family_name"] in answer.text for answer in answers[:8])
