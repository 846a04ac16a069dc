"""People who left: their words are kept for a time, then forgotten; and what a person may ask to see and erase."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.core.registries import jobs, personal_data
from profiles.enums import CLAIMED_STATES, Audience, ProfileState, Section, SkillLevel
from profiles.models import SearchEntry, SectionAudience, Technician, TechnicianSkill
from profiles.services.index import reindex_on_commit
from profiles.services.leaving import forget_those_who_left
from tests.factories.people import SkillFactory, TechnicianFactory, UserFactory, live_technician, show

pytestmark = pytest.mark.django_db


def left(days: int) -> Technician:
    person = live_technician(headline="I look after kilns.", phone="01632 960001", ask_me_about=["glaze"])
    TechnicianSkill.objects.create(technician=person, skill=SkillFactory(), level=SkillLevel.EXPERT)
    Technician.objects.filter(pk=person.pk).update(
        state=ProfileState.LEFT, left_at=timezone.now() - timedelta(days=days)
    )
    return person


def test_words_are_kept_while_an_import_can_be_undone_then_forgotten():
    lately, long_ago = left(29), left(31)
    assert forget_those_who_left() == "1 profiles forgotten"
    lately.refresh_from_db()
    long_ago.refresh_from_db()
    assert lately.headline == "I look after kilns."
    assert (long_ago.headline, long_ago.phone, long_ago.ask_me_about) == ("", "", [])
    assert not long_ago.skill_rows.exists()
    assert not SectionAudience.objects.filter(technician=long_ago).exists()
    assert long_ago.staff_number
    assert forget_those_who_left() == "0 profiles forgotten"


def test_the_job_is_registered():
    assert "forget_those_who_left" in jobs


def test_a_person_gets_all_that_is_held_and_where_it_is_seen():
    person = live_technician(headline="I look after kilns.", grade="6")
    show(person, Audience.COLLEAGUES, Section.BASICS)
    entry = personal_data.get("profile")
    held = entry.export(person.user)
    assert held["from the staff list"]["grade"] == "6"
    assert held["your own words"]["headline"] == "I look after kilns."
    assert held["who sees what"]["Name and job"] == "Colleagues"
    assert entry.shown_where(person.user) == [("Your profile, to colleagues", person.get_absolute_url())]
    assert entry.erase(person.user) > 0
    assert entry.export(person.user)["your own words"]["headline"] == ""
    assert entry.shown_where(person.user) == []


def test_somebody_who_is_no_technician_has_nothing_here():
    entry = personal_data.get("profile")
    user = UserFactory()
    assert (entry.export(user), entry.erase(user), list(entry.shown_where(user))) == ({}, 0, [])


def test_a_profile_is_not_shown_when_its_owners_account_is_deleted(client, django_capture_on_commit_callbacks):
    person = live_technician(headline="I look after kilns.", slug="kit-moss")
    with django_capture_on_commit_callbacks(execute=True):
        reindex_on_commit([person.pk])
    assert client.get("/technicians/kit-moss/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        person.user.delete()
    person.refresh_from_db()
    assert (person.state, person.user, person.headline, person.claimed_at) == (ProfileState.INVITED, None, "", None)
    assert client.get("/technicians/kit-moss/").status_code == 404
    assert not SearchEntry.objects.filter(technician=person).exists()


def test_who_left_stays_left_when_the_account_goes():
    person = left(3)
    person.user.delete()
    person.refresh_from_db()
    assert (person.state, person.user) == (ProfileState.LEFT, None)


@pytest.mark.parametrize("state", CLAIMED_STATES)
def test_a_claimed_profile_has_an_owner_says_the_database(state):
    person = TechnicianFactory()
    with pytest.raises(IntegrityError, match="profiles_claimed_has_owner"), transaction.atomic():
        Technician.objects.filter(pk=person.pk).update(state=state)
    Technician.objects.filter(pk=person.pk).update(state=state, user=UserFactory())
    with pytest.raises(IntegrityError, match="profiles_claimed_has_owner"), transaction.atomic():
        Technician.objects.filter(pk=person.pk).update(user=None)


def test_who_erased_their_words_keeps_the_profile_and_may_leave():
    person = live_technician(headline="I look after kilns.")
    personal_data.get("profile").erase(person.user)
    person.refresh_from_db()
    assert (person.state, person.user is None) == (ProfileState.LIVE, False)
    person.state, person.left_at = ProfileState.LEFT, timezone.now() - timedelta(days=31)
    person.save()
    assert forget_those_who_left() == "0 profiles forgotten"
