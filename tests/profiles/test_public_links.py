"""Links to profiles that were written down a while ago are shown while nothing was withdrawn or changed since."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from profiles.enums import Audience, Section
from profiles.models import Technician
from profiles.public_links import profile_slug, still_public
from tests.factories.people import live_technician, show

pytestmark = pytest.mark.django_db


def test_whose_profile_an_address_leads_to() -> None:
    addresses = (
        "/technicians/una/",
        "/technicians/una/#skills",
        "/technicians/",
        "/skills/lasers/",
        "https://a.example/",
    )
    assert [profile_slug(address) for address in addresses] == ["una", "una", "", "", ""]


def test_a_link_is_shown_while_the_profile_is_public_and_as_it_was() -> None:
    una, ivo, eva = (live_technician(slug=slug) for slug in ("una", "ivo", "eva"))
    later = timezone.now() + timedelta(minutes=1)
    links = {(f"/technicians/{person.slug}/", later) for person in (una, ivo, eva)} | {("/technicians/", later)}
    assert still_public(links) == links
    show(ivo, Audience.COLLEAGUES, Section.BASICS)
    Technician.objects.filter(pk=eva.pk).update(profile_updated_at=later + timedelta(minutes=1))
    assert still_public(links) == {("/technicians/una/", later), ("/technicians/", later)}


def test_it_costs_one_query_and_none_without_profiles() -> None:
    now = timezone.now()
    with CaptureQueriesContext(connection) as captured:
        still_public({(f"/technicians/p{n}/", now) for n in range(30)})
    assert len(captured) == 1
    with CaptureQueriesContext(connection) as captured:
        assert still_public({("/skills/", now)}) == {("/skills/", now)}
    assert len(captured) == 0
