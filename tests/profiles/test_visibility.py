"""The one gate: who sees which section of whom."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.enums import Audience, ProfileState, Section
from profiles.models import SectionAudience, Technician
from profiles.visibility import audience_for, view_profile
from tests.factories.people import TechnicianFactory, UserFactory, live_technician, show

pytestmark = pytest.mark.django_db


def loaded(technician: Technician) -> Technician:
    return Technician.objects.for_views().get(pk=technician.pk)


def test_without_a_choice_nobody_else_sees_anything():
    technician = TechnicianFactory(state=ProfileState.LIVE)
    assert view_profile(loaded(technician), Audience.PUBLIC) is None
    assert view_profile(loaded(technician), Audience.COLLEAGUES) is None
    assert view_profile(loaded(technician), Audience.ONLY_ME) is not None


@pytest.mark.parametrize("state", [s for s in ProfileState if s != ProfileState.LIVE])
def test_a_profile_that_is_not_live_shows_nothing(state):
    technician = live_technician()
    Technician.objects.filter(pk=technician.pk).update(state=state)
    assert view_profile(loaded(technician), Audience.PUBLIC) is None
    assert not Technician.objects.visible_to(Audience.PUBLIC).exists()


def test_without_name_and_job_the_other_sections_are_withheld_too():
    technician = live_technician(headline="I look after kilns.")
    show(technician, Audience.COLLEAGUES, Section.BASICS)
    assert view_profile(loaded(technician), Audience.PUBLIC) is None
    view = view_profile(loaded(technician), Audience.COLLEAGUES)
    assert view is not None
    assert view.headline == "I look after kilns."


def test_a_withheld_section_is_empty():
    technician = live_technician(headline="Seen", phone="01632 960001")
    show(technician, Audience.COLLEAGUES, Section.CONTACT)
    view = view_profile(loaded(technician), Audience.PUBLIC)
    assert (view.headline, view.phone, view.email) == ("Seen", "", "")
    assert view_profile(loaded(technician), Audience.COLLEAGUES).phone == "01632 960001"


def test_the_owner_is_known_by_the_account_alone():
    technician = live_technician()
    assert audience_for(technician.user, technician) == Audience.ONLY_ME
    assert audience_for(UserFactory(), technician) == Audience.COLLEAGUES
    assert audience_for(None, technician) == Audience.PUBLIC


@settings(max_examples=40, deadline=None)
@given(choices=st.fixed_dictionaries({section: st.sampled_from(list(Audience)) for section in Section}))
def test_database_and_view_agree_for_every_combination(choices):
    """`visible_to` and `showing` answer in SQL what `view_profile` answers in Python."""
    technician = live_technician()
    SectionAudience.objects.filter(technician=technician).delete()
    for section, audience in choices.items():
        show(technician, audience, section)
    for viewer in (Audience.PUBLIC, Audience.COLLEAGUES):
        view = view_profile(loaded(technician), viewer)
        mine = Technician.objects.filter(pk=technician.pk)
        assert (view is not None) == mine.visible_to(viewer).exists()
        for section in Section:
            assert (view is not None and section in view.sections) == mine.showing(section, viewer).exists()
    technician.delete()


@pytest.mark.parametrize(("load", "queries"), [("for_hits", 3), ("for_views", 7), ("for_owner", 7)])
def test_views_cost_the_same_for_one_and_for_thirty(
    db: None, django_assert_num_queries: Any, load: str, queries: int
) -> None:
    live_technician()
    with django_assert_num_queries(queries):
        list(getattr(Technician.objects.visible_to(Audience.PUBLIC), load)())
    for _ in range(29):
        live_technician()
    with django_assert_num_queries(queries):
        assert len(list(getattr(Technician.objects.visible_to(Audience.PUBLIC), load)())) == 30
