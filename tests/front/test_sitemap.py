"""The list of pages for search engines, and what they are told to leave alone."""

import pytest
from django.utils import timezone

from profiles.enums import Audience, Section
from tests.factories.people import live_technician, show
from tests.factories.plans import ActionFactory, PlanFactory

pytestmark = pytest.mark.django_db


def test_only_profiles_that_the_public_may_see_are_listed(client, facts):
    seen = live_technician(slug="seen-person")
    live_technician(slug="for-colleagues", audience=Audience.COLLEAGUES)
    show(live_technician(slug="withdrawn"), Audience.ONLY_ME, Section.BASICS)
    text = client.get("/sitemap.xml").content.decode()
    assert seen.get_absolute_url() in text
    assert "for-colleagues" not in text
    assert "withdrawn" not in text
    assert "/skills/nuclear-magnetic-resonance/" in text
    assert "/technicians/</loc>" in text


@pytest.mark.parametrize("people", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(client, people, django_assert_num_queries):
    for _ in range(people):
        live_technician()
    client.get("/sitemap.xml")
    with django_assert_num_queries(11):
        client.get("/sitemap.xml")


def test_crawlers_are_told_what_is_not_for_them(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /me/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_published_plans_and_their_actions_are_listed(client, facts):
    plan = PlanFactory(slug="now", published_at=timezone.now())
    ActionFactory(plan=plan, slug="v1")
    ActionFactory(plan=PlanFactory(slug="hidden"), slug="v1")
    text = client.get("/sitemap.xml").content.decode()
    assert "/plan/</loc>" in text
    assert "/plan/now/</loc>" in text
    assert "/plan/now/v1/</loc>" in text
    assert "hidden" not in text


def test_without_a_plan_none_is_listed(client, facts):
    assert "/plan/" not in client.get("/sitemap.xml").content.decode()
