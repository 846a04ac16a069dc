"""What is asked for next, where it leads, and how it is put away."""

import pytest
from django.test import Client

from profiles.completeness import CPD, HELPING, PROMPT_KEYS
from profiles.enums import ProfileState, RegistrationStage, Section
from profiles.models import CpdRow, Registration, RegistrationType, Technician
from profiles.services.profile import ProfileGoneError, UnknownPromptError, put_prompt_away
from profiles.views.me.next_steps import next_steps
from tests.factories.people import UserFactory

URL = "/me/profile/"


def steps_of(technician: Technician) -> dict[str, str]:
    """Return the addresses of all that is asked for, by its key."""
    found = next_steps(Technician.objects.for_owner().get(pk=technician.pk), most=99)
    return {str(prompt.key): url for prompt, url in found.steps}


@pytest.fixture
def rsci(drafter: Technician) -> Registration:
    kind = RegistrationType.objects.create(post_nominals="RSci", name="Registered Scientist", kind="registration")
    return Registration.objects.create(technician=drafter, type=kind, stage=RegistrationStage.HELD)


def test_each_leads_to_its_form(own: Client, drafter: Technician, rsci: Registration) -> None:
    steps = steps_of(drafter)
    assert steps[Section.EQUIPMENT] == "/me/profile/equipment/"
    assert steps[HELPING] == f"/me/profile/registrations/{rsci.pk}/"
    assert steps[CPD] == "/me/cpd/"
    assert set(steps) == PROMPT_KEYS - {Section.REGISTRATIONS}
    for url in steps.values():
        assert own.get(url).status_code == 200


def test_log_and_help_are_asked_for_of_those_who_hold_something(drafter: Technician, rsci: Registration) -> None:
    Registration.objects.update(stage=RegistrationStage.PREPARING)
    assert {CPD, HELPING}.isdisjoint(steps_of(drafter))
    Registration.objects.update(stage=RegistrationStage.RENEWAL_DUE, will_help=True)
    assert (CPD in steps_of(drafter), HELPING in steps_of(drafter)) == (True, False)
    CpdRow.objects.create(technician=drafter, date="2026-01-05", hours=2, title="Cryo course", kind="formal")
    assert CPD not in steps_of(drafter)


@pytest.mark.parametrize(("sent", "after"), [({}, URL), ({"next": "me"}, "/me/")])
def test_one_is_put_away_and_all_are_brought_back(
    own: Client, drafter: Technician, sent: dict[str, str], after: str
) -> None:
    before = drafter.profile_updated_at
    page = own.get(URL).content.decode()
    assert 'name="prompt" value="skills">Not for me<span class="vh">: Add your skills</span>' in page
    answer = own.post(f"{URL}put-away/", {"prompt": "skills", **sent})
    assert (answer.status_code, answer["Location"]) == (302, after)
    drafter.refresh_from_db()
    assert drafter.prompts_put_away == ["skills"]
    assert drafter.profile_updated_at == before
    page = own.get(URL).content.decode()
    assert "Add your skills" not in page
    assert "You put one suggestion away." in page
    assert "about 5 minutes to go" in own.get("/me/").content.decode()
    answer = own.post(f"{URL}bring-back/", sent)
    assert (answer.status_code, answer["Location"]) == (302, after)
    assert "Add your skills" in own.get(URL).content.decode()


def test_what_is_there_again_is_not_counted_as_put_away(own: Client, drafter: Technician) -> None:
    for key in ("skills", "introduction"):
        own.post(f"{URL}put-away/", {"prompt": key})
    Technician.objects.update(headline="I keep the magnet cold")
    assert next_steps(Technician.objects.for_owner().get()).put_away == 1


def test_nothing_else_can_be_put_away(own: Client, drafter: Technician) -> None:
    assert own.post(f"{URL}put-away/", {"prompt": "photo"}).status_code == 404
    assert own.post(f"{URL}put-away/").status_code == 404
    with pytest.raises(UnknownPromptError):
        put_prompt_away(drafter.pk, drafter.user, "photo")
    drafter.refresh_from_db()
    assert drafter.prompts_put_away == []


def test_only_ones_own(drafter: Technician) -> None:
    with pytest.raises(ProfileGoneError):
        put_prompt_away(drafter.pk, UserFactory(), "skills")
    Technician.objects.update(state=ProfileState.LEFT)
    with pytest.raises(ProfileGoneError):
        put_prompt_away(drafter.pk, drafter.user, "skills")
