"""/skills/, a skill's page, and the suggestions while somebody types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from portal.core.models import Branding
from portal.core.registries import Panel, panels
from portal.core.registries.panels import Card
from profiles.enums import Audience, ProfileState, Section, WordState
from profiles.models import SkillAlias, Technician, TechnicianSkill
from profiles.services.index import index_now
from tests.factories.people import SkillFactory, SkillGroupFactory, UserFactory, live_technician, show
from tests.profiles.crowd import crowd

pytestmark = pytest.mark.django_db


def has(skill, level=2, **fields):
    person = live_technician(**fields)
    TechnicianSkill.objects.create(technician=person, skill=skill, level=level)
    index_now([person.pk])
    return person


def people_of(response):
    return [(level, [p.family_name for p in people]) for level, people in response.context["levels"]]


def counts(client):
    response = client.get("/skills/")
    return {skill.slug: skill.people for _, skills in response.context["groups"] for skill in skills}


@pytest.fixture
def welding(db):
    skill = SkillFactory(
        name="Welding and brazing", slug="welding", group=SkillGroupFactory(name="Making", slug="making")
    )
    SkillAlias.objects.create(skill=skill, name="TIG")
    return skill


# --- the list


def test_skills_stand_by_group_with_how_many_people(client, welding):
    has(welding)
    SkillFactory(name="Turning", slug="turning", group=welding.group)
    response = client.get("/skills/")
    assert counts(client) == {"turning": 0, "welding": 1}
    body = response.content.decode()
    assert 'id="making"' in body
    assert "1 person" in body


def test_only_what_the_visitor_may_see_is_counted(client, welding):
    person = has(welding)
    show(person, Audience.COLLEAGUES, Section.SKILLS)
    hidden = has(welding)
    Technician.objects.filter(pk=hidden.pk).update(state=ProfileState.HIDDEN)
    assert counts(client) == {"welding": 0}
    client.force_login(UserFactory())
    assert counts(client) == {"welding": 1}


def test_suggested_skills_are_not_listed(client):
    SkillFactory(name="Juggling", slug="juggling", state=WordState.SUGGESTED)
    response = client.get("/skills/")
    assert b"Juggling" not in response.content
    assert b"No skills are listed yet" in response.content


# --- one skill


def test_people_stand_under_their_level_the_best_first(client, welding):
    has(welding, 1, family_name="Learner")
    has(welding, 4, family_name="Zimmer")
    has(welding, 4, family_name="Öberg")
    has(welding, 4, family_name="Mallow")
    response = client.get("/skills/welding/")
    assert people_of(response) == [("Teaches others", ["Mallow", "Öberg", "Zimmer"]), ("Learning", ["Learner"])]
    body = response.content.decode()
    assert "TIG" in body
    assert "<mark>Welding and brazing</mark>" not in body  # every one has it: nothing to point out


def test_somebody_who_does_not_show_skills_is_not_there(client, welding):
    show(has(welding, family_name="Shy"), Audience.COLLEAGUES, Section.SKILLS)
    response = client.get("/skills/welding/")
    assert people_of(response) == []
    assert b"Nobody on show has this yet" in response.content
    client.force_login(UserFactory())
    assert people_of(client.get("/skills/welding/")) == [("Can do", ["Shy"])]


def test_neighbours_of_the_group_that_somebody_has(client, welding):
    turning = SkillFactory(name="Turning", slug="turning", group=welding.group)
    SkillFactory(name="Nobody's", slug="nobodys", group=welding.group)
    has(turning)
    assert [skill.slug for skill in client.get("/skills/welding/").context["beside"]] == ["turning"]


@pytest.mark.parametrize("slug", ["juggling", "no-such-skill"])
def test_an_unknown_or_unapproved_skill_is_not_found_and_helps(client, slug):
    SkillFactory(name="Juggling", slug="juggling", state=WordState.SUGGESTED)
    response = client.get(f"/skills/{slug}/")
    assert response.status_code == 404
    body = response.content.decode()
    assert "There is no skill at this address" in body
    assert 'href="/skills/"' in body
    assert "Juggling" not in body


def test_panels_of_other_apps(client, welding, monkeypatch):
    asked = []

    def cards(pk, audience):
        asked.append((pk, audience))
        return [Card("Weld day", "/events/weld-day/", "3 May")]

    monkeypatch.setattr(
        panels, "_entries", {"x": Panel("x", "Events", "skill", cards), "y": Panel("y", "Kit", "technician", cards)}
    )
    body = client.get("/skills/welding/").content.decode()
    assert asked == [(welding.pk, "public")]
    assert "Weld day" in body
    assert "Kit" not in body


@pytest.mark.parametrize("number", ["99", "x", "-1", "\x00"])
def test_pages(client, welding, number):
    for person in crowd(30):
        TechnicianSkill.objects.create(technician=person, skill=welding)
    first = client.get("/skills/welding/")
    assert first.context["page"].paginator.count == 30
    assert len(first.context["page"].object_list) == 24
    assert b"noindex" not in first.content
    assert client.get("/skills/welding/", {"page": number}).status_code == 200
    second = client.get("/skills/welding/", {"page": 2})
    assert len(second.context["page"].object_list) == 6
    assert b"noindex" in second.content


def test_no_cookie(client, welding):
    for url in ("/skills/", "/skills/welding/", "/skills/suggest/?q=we"):
        assert not client.get(url).cookies


# --- suggestions


def suggested(client, text):
    response = client.get("/skills/suggest/", {"q": text})
    assert response["Content-Type"] == "application/json"
    return response.json()


def test_suggestions_by_name_and_alias(client, welding):
    assert suggested(client, "weld") == [{"name": "Welding and brazing", "slug": "welding", "alias": ""}]
    assert suggested(client, "tig") == [{"name": "Welding and brazing", "slug": "welding", "alias": "TIG"}]


def test_suggestions_fold_accents_and_put_beginnings_first(client):
    for name in ("Papier-mâché", "Mache cutting", "Gamache repair"):
        SkillFactory(name=name, slug=name[:5].lower())
    assert [row["name"] for row in suggested(client, "MÂCHE")] == ["Mache cutting", "Papier-mâché", "Gamache repair"]


@pytest.mark.parametrize("text", ["", "w", "zzz", '"', "\x00", "🔬", "%", "x" * 10_000])
def test_nothing_to_suggest(client, welding, text):
    assert suggested(client, text) == []


def test_at_most_ten_and_only_approved(client):
    for n in range(15):
        SkillFactory(name=f"Laser {n:02d}", slug=f"laser-{n}")
    SkillFactory(name="Laser tag", slug="laser-tag", state=WordState.SUGGESTED)
    rows = suggested(client, "laser")
    assert [row["name"] for row in rows] == [f"Laser {n:02d}" for n in range(10)]


# --- what it costs


@pytest.mark.parametrize("url", ["/skills/", "/skills/crowd-0/", "/skills/suggest/?q=micro"])
def test_queries_at_one_and_thirty(client, url):
    def cost():
        with CaptureQueriesContext(connection) as run:
            assert client.get(url).status_code == 200
        return len(run.captured_queries)

    Branding.objects.create(site=Site.objects.get())  # as on every site in use
    crowd(1)
    one = cost()
    crowd(29)
    assert cost() == one <= 12
