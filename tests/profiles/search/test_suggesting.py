"""What is offered while somebody types: of what this audience's index holds, and of nothing else."""

import pytest

from profiles.enums import Audience, Section
from profiles.models import Equipment, Skill, SkillAlias
from profiles.suggesting import suggest
from tests.factories.people import UserFactory

PUBLIC, COLLEAGUES = Audience.PUBLIC, Audience.COLLEAGUES
pytestmark = pytest.mark.django_db
URL = "/-/suggest/"


def labels(text: str, audience: Audience = PUBLIC) -> list[str]:
    return [each.label for each in suggest(text, audience)]


def test_skills_places_and_people_by_the_beginnings_of_their_words(world):
    assert labels("micro") == ["Light and fluorescence microscopy", "Scanning electron microscopy"]
    assert labels("harb") == ["Harbourside"]
    assert labels("art des") == ["Art and Design"]
    assert labels("ma") == ["Nuclear magnetic resonance", "Ana Martins"]
    assert labels("croscopy") == []


@pytest.mark.parametrize("text", ["zo", "ÖB", "oberg zoe", "Zoë Ö"])
def test_people_by_any_of_their_names_whatever_the_accents(world, text):
    assert labels(text) == ["Zoë Öberg"]


@pytest.mark.parametrize("text", ["o'n", "O’Neill", "neil"])
def test_names_with_an_apostrophe(world, text):
    assert labels(text) == ["Tom O’Neill"]


def test_other_names_lead_to_the_agreed_one_and_are_told(world):
    (nmr,) = suggest("NMR", PUBLIC)
    assert (nmr.label, nmr.kind, nmr.also) == ("Nuclear magnetic resonance", "Skill", "NMR")
    assert nmr.url == "/technicians/?skill=nmr"


def test_other_names_are_written_as_the_vocabulary_writes_them_for_each(world):
    SkillAlias.objects.create(skill=world.light, name="Micro CT")
    SkillAlias.objects.create(skill=world.kiln, name="micro-CT")
    assert {each.label: each.also for each in suggest("micro ct", PUBLIC)} == {
        "Light and fluorescence microscopy": "Micro CT",
        "Ceramics and kiln firing": "micro-CT",
    }


def test_what_begins_so_stands_first_then_what_more_people_have(world):
    assert labels("sc")[0] == "Scanning electron microscopy"
    assert labels("s")[:1] == []


def test_people_are_three_at_the_most_and_keep_their_place(world):
    for number in range(9):
        SkillAlias.objects.create(skill=world.light, name=f"Marker {number}")
    assert "Ana Martins" in labels("ma")


def test_what_nobody_shows_is_not_suggested(world, withdraw):
    Skill.objects.create(name="Microtoming", slug="microtoming", group=world.nmr.group)
    Equipment.objects.create(name="Microtome", slug="microtome")
    assert labels("microt") == []
    withdraw(world.zoe, Section.SKILLS, COLLEAGUES)
    assert (labels("nmr"), labels("nmr", COLLEAGUES)) == ([], ["Nuclear magnetic resonance"])
    withdraw(world.zoe, Section.BASICS)
    assert labels("zoe") == labels("zoe", COLLEAGUES) == []


def test_somebody_hidden_since_the_index_was_written_is_not_suggested(world):
    type(world.zoe).objects.filter(pk=world.zoe.pk).update(state="hidden")
    assert labels("zoe") == []


@pytest.mark.parametrize("text", ["", "z", "…", "%", "__", "\x00", "x" * 5000, '"'])
def test_odd_and_short_texts_suggest_nothing(world, text):
    assert suggest(text, PUBLIC) == ()


def test_four_queries_at_the_most(world, django_assert_max_num_queries):
    suggest("ma", PUBLIC)
    with django_assert_max_num_queries(4):
        assert suggest("ma", PUBLIC)


def test_the_answer_is_links_in_a_list_with_their_number(client, world):
    answer = client.get(URL, {"q": "ma"})
    html = answer.content.decode()
    assert '<a href="/technicians/?skill=nmr"><span dir="auto">Nuclear magnetic resonance</span>' in html
    assert '<a href="/technicians/ana-martins/"><span dir="auto">Ana Martins</span>' in html
    assert "2 suggestions" in html
    assert answer["Cache-Control"] == "private, no-store"
    assert dict(answer.cookies) == {}
    assert client.post(URL).status_code == 405


def test_colleagues_are_suggested_what_they_may_see(client, world, withdraw):
    withdraw(world.zoe, Section.SKILLS, COLLEAGUES)
    assert "magnetic" not in client.get(URL, {"q": "nmr"}).content.decode()
    client.force_login(UserFactory())
    answer = client.get(URL, {"q": "nmr"})
    assert "magnetic" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("page", ["/technicians/", "/search/"])
def test_the_boxes_offer_it_and_work_without(client, world, page):
    html = client.get(page).content.decode()
    assert 'hx-get="/-/suggest/"' in html
    assert '<ul class="suggest" id="suggestions" aria-label="Suggestions"></ul>' in html
    assert "data-suggest" in html
