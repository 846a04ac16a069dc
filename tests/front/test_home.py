"""The first page fills itself from live data, and is never an empty hole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.enums import Audience, SkillLevel
from profiles.models import TechnicianSkill
from tests.factories.people import SkillFactory, live_technician

pytestmark = pytest.mark.django_db


def test_with_nobody_on_show_it_says_so_and_offers_a_way_on(client):
    body = client.get("/").content.decode()
    assert "Nobody is on show yet" in body
    assert "/claim/" in body
    assert "Or take something off the board" not in body


def test_board_and_people_show_what_this_visitor_may_see(client):
    skill = SkillFactory(group__name="Glass", group__slug="glass")
    for audience, name in ((Audience.PUBLIC, "Ines"), (Audience.COLLEAGUES, "Marek")):
        person = live_technician(audience=audience, given_name=name, ask_me_about=["leaks"])
        TechnicianSkill.objects.create(technician=person, skill=skill, level=SkillLevel.EXPERT)
    page = client.get("/")
    assert [(tool.name, tool.people) for tool in page.context["board"]] == [("Glass", 1)]
    assert [person.given_name for person in page.context["meet"]] == ["Ines"]
    assert "Marek" not in page.content.decode()


@pytest.mark.parametrize("people", [1, 30])
def test_it_costs_the_same_for_one_and_for_thirty(client, people, django_assert_max_num_queries):
    for _ in range(people):
        person = live_technician(ask_me_about=["leaks"])
        TechnicianSkill.objects.create(technician=person, skill=SkillFactory(), level=SkillLevel.EXPERT)
    client.get("/")
    with django_assert_max_num_queries(13):
        client.get("/")


def test_reading_a_page_writes_nothing(client):
    """Not even the settings row that Wagtail makes when it is first asked for."""
    with CaptureQueriesContext(connection) as queries:
        for address in ("/", "/technicians/", "/skills/", "/robots.txt"):
            client.get(address)
    assert [q["sql"] for q in queries if not q["sql"].lstrip("(").startswith("SELECT")] == []
