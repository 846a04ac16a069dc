"""One search over everything that apps offer: by type, marked, of what the audience may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.registries import searchables
from portal.front.models import PromotedResult
from profiles.enums import Audience, SkillLevel, WordState
from profiles.models import Equipment, SkillAlias, TechnicianSkill
from profiles.questions import ask
from profiles.services.index import index_now
from tests.factories.people import SkillFactory, UserFactory, live_technician
from tests.factories.plans import ActionFactory
from tests.statements import that_write

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16  # seven kinds of thing; one asks whether the names that say the same changed since they were read


def found(client, text: str, **more: str) -> dict[str, list[str]]:
    """Return the titles shown for some words, by type."""
    answer = client.get("/search/", {"q": text, **more}).context["answer"]
    return {group.key: [str(hit.title) for hit in group.hits] for group in answer.shown}


def person(skill, **fields):
    technician = live_technician(**fields)
    TechnicianSkill.objects.create(technician=technician, skill=skill, level=SkillLevel.EXPERT)
    index_now([technician.pk])
    return technician


def test_it_finds_by_type_what_apps_offer(client):
    skill = SkillFactory(name="NMR spectroscopy", group__name="Chemistry")
    SkillAlias.objects.create(skill=skill, name="Nuclear magnetic resonance")
    person(skill, given_name="Ines", family_name="Marsh", job_title="NMR manager", audience=Audience.PUBLIC)
    Equipment.objects.create(name="600 MHz NMR", slug="nmr-600", maker="Kestrel", state=WordState.APPROVED)
    action = ActionFactory(title="Open the NMR rooms to schools", plan__published_at="2025-09-01T12:00Z")
    assert found(client, "nmr") == {
        "technicians": ["Ines Marsh"],
        "skills": ["<mark>NMR</mark> spectroscopy"],
        "equipment": ["600 MHz <mark>NMR</mark>"],
        "plan": [f"{action.code}: Open the <mark>NMR</mark> rooms to schools"],
    }
    page = client.get("/search/", {"q": "resonance"})
    (skills,) = [group for group in page.context["answer"].groups if group.key == "skills"]
    assert str(skills.hits[0].detail) == "Also called Nuclear magnetic <mark>resonance</mark>. Chemistry"


def test_case_accents_and_the_end_of_a_word_make_no_difference(client):
    SkillFactory(name="Émail cloisonné")
    for text in ("émail", "EMAIL", "emai cloiso", "Cloisonne"):
        assert "skills" in found(client, text), text
    assert found(client, "sonne") == {}


def test_it_shows_what_the_audience_may_see_and_nothing_else(client):
    skill = SkillFactory(name="Glassblowing")
    person(skill, given_name="Marek", family_name="Holt", audience=Audience.COLLEAGUES)
    ActionFactory(title="Holt the presses")  # of a plan that is not published
    assert found(client, "holt") == {}
    assert client.get("/search/", {"q": "holt"}).context["answer"].total == 0
    client.force_login(UserFactory())
    assert found(client, "holt") == {"technicians": ["Marek <mark>Holt</mark>"]}


def test_what_was_withdrawn_after_the_index_was_written_does_not_show(client):
    technician = person(SkillFactory(), given_name="Ines", family_name="Marsh", audience=Audience.PUBLIC)
    technician.state = "hidden"
    type(technician).objects.filter(pk=technician.pk).update(state="claimed")
    assert "Marsh" not in client.get("/search/?q=marsh").content.decode().replace("‘marsh’", "")


def test_words_typed_are_never_markup(client):
    SkillFactory(name="Welding <script>")
    body = client.get("/search/", {"q": 'weld"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    body = client.get("/search/", {"q": "welding"}).content.decode()
    assert "<mark>Welding</mark> &lt;script&gt;" in body


def test_one_type_has_pages_of_its_own(client):
    for number in range(23):
        SkillFactory(name=f"Turning {number:02}")
    page = client.get("/search/?q=turning")
    assert [len(group.hits) for group in page.context["answer"].groups] == [5]
    assert "?q=turning&amp;type=skills" in page.content.decode()
    page = client.get("/search/?q=turning&type=skills&page=2")
    assert [str(hit.title)[-2:] for hit in page.context["answer"].groups[0].hits] == ["20", "21", "22"]
    assert page.context["answer"].page.number == 2
    again = client.get("/search/?q=turning&type=skills&page=9").context["answer"]
    assert [len(group.hits) for group in again.groups] == [3]


@pytest.mark.parametrize(
    "odd", ["?q=", "?q=%00", "?q=.", "?type=nonsense&q=x", "?page=-1&q=x", "?page=x&q=x", "?q=%F0%9F"]
)
def test_odd_addresses_are_answered(client, odd):
    assert client.get(f"/search/{odd}").status_code == 200


def test_where_nothing_is_found_it_says_what_to_do(client):
    SkillFactory(name="Microscopy")
    body = client.get("/search/?q=microscopical").content.decode()
    assert "Did you mean" in body
    assert '<a href="?q=Microscopy">Microscopy</a>' in body
    SkillFactory(name="Turning")
    body = client.get("/search/?q=turning&type=equipment").content.decode()
    assert "Nothing of this type" in body


def test_promoted_results_come_first_for_all_words_of_a_phrase(client):
    PromotedResult.objects.create(
        phrases="get registered\nchartership", title="Which registration is right", address="/plan/", text="Start here."
    )
    for text, wanted in (("how do I get registered", 1), ("Chartership", 1), ("registered", 0), ("get", 0)):
        answer = client.get("/search/", {"q": text}).context["answer"]
        assert len(answer.promoted) == wanted, text
    body = client.get("/search/?q=chartership").content.decode()
    assert "Look here first" in body


def test_it_is_kept_from_search_engines_and_may_be_cached(client):
    page = client.get("/search/?q=x")
    assert '<meta name="robots" content="noindex, follow">' in page.content.decode()
    assert dict(page.cookies) == {}
    assert client.post("/search/", {"q": "x"}).status_code == 405


def test_searching_writes_nothing(client):
    client.get("/search/?q=glass")
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/?q=glass")
    assert that_write(queries) == []


@pytest.mark.parametrize("address", ["/search/?q=glass", "/search/?q=glass&type=technicians"])
@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_for_one_and_for_thirty(client, rows, address):
    for number in range(rows):
        person(SkillFactory(name=f"Glass {number}"), job_title="Glass technician")
        Equipment.objects.create(name=f"Glass lathe {number}", slug=f"lathe-{number}", state=WordState.APPROVED)
        ActionFactory(title="Show glass", plan__published_at="2025-09-01T12:00Z")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= MOST_QUERIES
    assert len({q["sql"] for q in queries}) == len(queries)  # none is asked twice


def test_every_type_answers_a_question_without_words():
    for searchable in searchables:
        assert list(searchable.find(ask("", Audience.PUBLIC, 5), 5)) == []
        assert list(searchable.find(ask("…", Audience.PUBLIC, 5), 0)) == []
