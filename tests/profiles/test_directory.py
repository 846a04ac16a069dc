"""/technicians/: what is found, what the address holds, what it costs."""

import html
import re
import time
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.directory_words import filter_words, sentence
from profiles.enums import Audience, ProfileState, RegistrationStage, Section
from profiles.models import Campus, Registration, RegistrationType, SearchEntry, SkillAlias, Technician, TechnicianSkill
from profiles.other_names import names_known
from profiles.services.index import index_now
from tests.factories.people import (
    CampusFactory,
    DepartmentFactory,
    SkillFactory,
    TechnicianFactory,
    UserFactory,
    live_technician,
    show,
)
from tests.profiles.crowd import crowd
from tests.statements import that_write

pytestmark = pytest.mark.django_db
URL = "/technicians/"


def page(client, **state):
    response = client.get(URL, state)
    assert response.status_code == 200
    return response


def text_of(response):
    """Return what stands on the page, tags taken out and white space made single."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", response.content.decode())).split())


def names(response):
    return [person.family_name for person in response.context["people"]]


def counted(response, facet):
    return {o.value: o.count for f in response.context["facets"] if f["name"] == facet for o in f["options"]}


@pytest.fixture
def two(db):
    """Ana on Quarry Hill does NMR; Rui at Harbourside fires kilns and is Registered Scientist."""
    nmr = SkillFactory(name="Nuclear magnetic resonance", slug="nmr")
    SkillAlias.objects.create(skill=nmr, name="NMR")
    kiln = SkillFactory(name="Ceramics & kiln firing", slug="kiln")
    ana = live_technician(
        given_name="Ana",
        family_name="Silva",
        slug="ana-silva",
        campus=CampusFactory(name="Quarry Hill", slug="quarry-hill"),
        department=DepartmentFactory(name="Chemistry", slug="chemistry"),
    )
    rui = live_technician(
        given_name="Rui", family_name="Achebe", slug="rui", campus=CampusFactory(name="Harbourside", slug="harbourside")
    )
    TechnicianSkill.objects.create(technician=ana, skill=nmr, level=4)
    TechnicianSkill.objects.create(technician=rui, skill=kiln, level=3)
    rsci = RegistrationType.objects.create(post_nominals="RSci", name="Registered Scientist", kind="registration")
    Registration.objects.create(technician=rui, type=rsci, stage=RegistrationStage.HELD)
    index_now([ana.pk, rui.pk])
    return ana, rui


# --- what is found and said


def test_everybody_by_surname(client, two):
    response = page(client)
    assert names(response) == ["Achebe", "Silva"]
    assert "2 people are here to meet" in text_of(response)


def test_an_alias_finds_somebody_and_marks_the_skill(client, two):
    response = page(client, q="nmr")
    assert names(response) == ["Silva"]
    assert "1 person knows about nmr" in text_of(response)
    assert b"<mark>Nuclear magnetic resonance</mark>" in response.content


def test_words_typed_are_marked_and_the_rest_is_escaped(client, two):
    response = page(client, q="kil ceramics")
    assert b"<mark>Ceramics</mark> &amp; <mark>kiln</mark> firing" in response.content


def test_a_name_is_matched_not_known_about(client, two):
    assert "1 person matches ‘Silva’" in text_of(page(client, q="Silva"))


def test_text_and_filters_narrow_and_have_chips_that_take_them_off(client, two):
    response = page(client, q="nmr", campus="quarry-hill", sort="updated")
    assert "1 person knows about nmr at Quarry Hill" in text_of(response)
    chips = {chip.label: chip.url for chip in response.context["chips"]}
    assert chips == {"nmr": "?campus=quarry-hill&sort=updated", "Quarry Hill": "?q=nmr&sort=updated"}


def test_a_second_value_of_a_facet_shows_what_it_would_add(client, two):
    response = page(client, campus="quarry-hill")
    assert counted(response, "campus") == {"quarry-hill": 1, "harbourside": 1}
    assert counted(response, "skill") == {"nmr": 1}
    both = client.get(f"{URL}?campus=quarry-hill&campus=harbourside")
    assert names(both) == ["Achebe", "Silva"]
    assert "2 people are here to meet at Harbourside or Quarry Hill" in text_of(both)


def test_a_faculty_finds_people_of_its_teams(client):
    faculty = DepartmentFactory(name="Science", slug="science", kind="faculty")
    department = DepartmentFactory(name="Physics", slug="physics", parent=faculty)
    team = DepartmentFactory(name="Cryogenics", slug="cryogenics", parent=department, kind="team")
    index_now([live_technician(family_name="Holm", department=team).pk])
    response = page(client, department="science")
    assert names(response) == ["Holm"]
    assert counted(response, "department") == {"science": 1, "physics": 1, "cryogenics": 1}


def test_a_chosen_value_stays_on_the_form_where_nobody_is_left(client, two):
    response = page(client, q="kiln", campus="quarry-hill")
    assert names(response) == []
    assert "Nobody on show knows about kiln at Quarry Hill" in text_of(response)
    selected = [(o.label, o.count) for f in response.context["facets"] for o in f["options"] if o.selected]
    assert selected == [("Quarry Hill", 0)]
    assert 'href="?q=kiln"' in response.content.decode()


@pytest.mark.parametrize(
    ("total", "text", "filters", "by_skill", "said"),
    [
        (0, "", {}, True, "is here to meet"),
        (1, "", {}, True, "is here to meet"),
        (2, "", {}, True, "are here to meet"),
        (0, "lasers", {}, True, "knows about lasers"),
        (24, "lasers", {"campus": ["Quarry Hill"]}, True, "know about lasers at Quarry Hill"),
        (2, "ana", {}, False, "match ‘ana’"),
        (2, "", {"skill": ["Welding", "Brazing"]}, True, "know about Brazing or Welding"),
        (1, "", {"registration": ["RSci"], "department": ["Arts"]}, True, "holds RSci in Arts"),
        (3, "lasers", {"registration": ["RSci"]}, True, "know about lasers and hold RSci"),
        (1, "", {"equipment": ["Cell sorter", "Kiln"]}, True, "works with Cell sorter or Kiln"),
        (2, "", {"offer": ["mentoring", "questions"]}, True, "offer answers or mentoring"),
        (1, "", {"helps": ["RSci"]}, True, "helps others towards RSci"),
        (
            5,
            "ice",
            {"skill": ["Cryo"], "equipment": ["TEM"], "registration": ["RSci"], "helps": ["RSci"]}
            | {"offer": ["shadowing"], "department": ["Biology"], "campus": ["Hill"]},
            True,
            "know about ice with Cryo, work with TEM, hold RSci, help others towards RSci and offer shadowing "
            "in Biology at Hill",
        ),
        (3, "", {"campus": ["A", "B", "C", "D", "E"]}, True, "are here to meet at A, B, C or 2 others"),
    ],
)
def test_the_count_in_words(total, text, filters, by_skill, said):
    chosen = {facet: {value: value for value in values} for facet, values in filters.items()}
    assert sentence(total, text, chosen, by_skill=by_skill) == said


@pytest.mark.parametrize(
    ("facet", "value", "label", "words"),
    [
        ("campus", "hill", "Quarry Hill", "Quarry Hill"),
        ("skill", "nmr", "NMR", "NMR"),
        ("equipment", "sem", "Scanning electron microscope", "Works with Scanning electron microscope"),
        ("registration", "RSci", "Registered Scientist", "Holds Registered Scientist"),
        ("helps", "RSci", "Registered Scientist", "Helps others towards Registered Scientist"),
        ("offer", "questions", "Questions are welcome", "Offers answers"),
    ],
)
def test_a_chip_says_what_its_filter_asks(facet, value, label, words):
    assert filter_words(facet, value, label) == words


# --- nobody


def test_nobody_at_all(client):
    assert "Nobody is on show yet" in text_of(page(client))


def test_nobody_found_says_what_else_to_try(client, two):
    response = page(client, q="cermics", campus="quarry-hill")
    said = text_of(response)
    assert "Nobody on show knows about cermics at Quarry Hill" in said
    assert "Did you mean ceramics?" in said
    assert "Did you mean Ceramics & kiln firing?" in said
    assert 'href="?q=ceramics&amp;campus=quarry-hill"' in response.content.decode()
    assert 'href="?q=cermics"' in response.content.decode()
    assert reverse("skills") in response.content.decode()


def test_a_typing_error_is_mended_told_and_can_be_searched_for_all_the_same(client, two):
    response = page(client, q="cermics", campus="harbourside")
    assert names(response) == ["Achebe"]
    said = text_of(response)
    assert "1 person knows about ceramics at Harbourside" in said
    assert "Nobody uses the word ‘cermics’: this is for ceramics. Search for what you typed" in said
    assert 'href="?q=%22cermics%22&amp;campus=harbourside"' in response.content.decode()
    assert b"<mark>Ceramics</mark> &amp; kiln firing" in response.content
    assert names(page(client, q='"cermics"')) == []


def test_where_nobody_fits_all_of_it_those_who_fit_some_are_shown_and_it_says_so(client, two):
    response = page(client, q="nmr kiln")
    assert sorted(names(response)) == ["Achebe", "Silva"]
    assert "2 people fit some of ‘nmr kiln’" in text_of(response)
    assert "Nobody fits all of it. These people fit some of it." in text_of(response)


def test_a_question_is_answered_and_quoted(client, two):
    response = page(client, q="who can run the NMR in Chemistry")
    assert names(response) == ["Silva"]
    assert "1 person matches ‘who can run the NMR in Chemistry’" in text_of(response)


# --- the address


def test_pages_hold_24_and_keep_the_state(client):
    crowd(50)
    first = page(client, q="technician", sort="name")
    assert len(names(first)) == 24
    assert "?q=technician&amp;sort=name&amp;page=2" in first.content.decode()
    assert len(names(page(client, q="technician", sort="name", page=3))) == 2


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1.5", "²", "9" * 40, "\x00"])
def test_a_page_that_is_no_number_is_the_first(client, two, number):
    assert page(client, page=number).context["page"].number == 1


def test_a_page_beyond_the_end_is_the_last(client):
    crowd(30)
    response = page(client, page=99)
    assert response.context["page"].number == 2
    assert len(names(response)) == 6


@pytest.mark.parametrize(
    "query",
    [
        "campus=atlantis", "campus=", "skill=%00", "skill=" + "x" * 5_000, "sort=shoe-size", "colour=red", "q=",
        "q=%22", "q=" + "%22" * 300, "q=" + "x" * 10_000, "q=%00", "q=%F0%9F%94%AC", "q=%D9%85%D8%AE", "q=%E2%80%AEabc",
        "q=%ff%fe", "q=NEAR(", "q=%3Cscript%3E", "department=%F0%9F%94%AC&registration=*", "&&&=", "q=a&q=b",
    ],
)  # fmt: skip
def test_an_address_of_odd_parts_is_answered(client, two, query):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert b"<script>" not in response.content
    assert not response.context["choice"].filters


def test_plain_address_may_be_indexed_and_others_not(client, two):
    assert b"noindex" not in page(client).content
    narrowed = page(client, q="nmr").content.decode()
    assert '<meta name="robots" content="noindex, follow">' in narrowed
    assert '<link rel="canonical" href="http://testserver/technicians/">' in narrowed


def test_visitors_get_no_cookie_no_token_and_no_session(client, two):
    response = page(client, q="nmr")
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content
    assert "sessionid" not in client.cookies


def test_only_reading_is_answered(client):
    assert client.post(URL).status_code == 405


# --- who sees whom


def test_colleagues_find_what_is_shown_to_colleagues(client, two):
    ana, _ = two
    show(ana, Audience.COLLEAGUES, Section.SKILLS)
    index_now([ana.pk])
    assert names(page(client, q="nmr")) == []
    assert counted(page(client), "skill") == {"kiln": 1}
    assert names(page(client, skill="nmr")) == ["Achebe", "Silva"]  # nobody to see has it: passed over
    client.force_login(UserFactory())
    assert names(page(client, q="nmr")) == ["Silva"]
    assert counted(page(client), "skill") == {"kiln": 1, "nmr": 1}


def test_an_index_that_is_behind_shows_nothing_withdrawn(client, two):
    ana, rui = two
    show(ana, Audience.ONLY_ME, Section.SKILLS)
    Technician.objects.filter(pk=rui.pk).update(state=ProfileState.HIDDEN)
    response = page(client)  # not indexed anew
    assert names(response) == ["Silva"]
    assert "Nuclear magnetic resonance" not in "".join(s.name for p in response.context["people"] for s in p.skills)


def test_reading_writes_nothing(client, two):
    before = list(SearchEntry.objects.order_by("pk").values_list("pk", flat=True))
    with CaptureQueriesContext(
        connection,
    ) as run:
        page(client, q="nmr", campus="quarry-hill")
    assert that_write(run.captured_queries) == []
    assert list(SearchEntry.objects.order_by("pk").values_list("pk", flat=True)) == before


# --- what it costs

STATES = [
    {},
    {"q": "microscopy"},
    {"q": "microscopy tech", "campus": "crowd-0", "department": "crowd-f", "skill": "crowd-0", "registration": "CR0"},
    {"page": "2", "sort": "updated"},
]


def cost(client, state):
    with CaptureQueriesContext(connection) as run:
        page(client, **state)
    return [query["sql"] for query in run.captured_queries]


def test_queries_at_one_and_thirty(client):
    index_now([live_technician().pk])
    one = cost(client, {})
    crowd(29)
    assert len(cost(client, {})) == len(one) <= 12


def test_queries_do_not_grow_and_none_is_repeated(client):
    crowd(80)
    names_known()  # what they are is read once, and again when one of them changes
    few = [cost(client, state) for state in STATES]
    crowd(120)
    many = [cost(client, state) for state in STATES]
    assert [len(queries) for queries in few] == [len(queries) for queries in many]
    for queries in many:
        assert len(queries) <= 12, "\n".join(queries)
        assert [sql for sql, times in Counter(queries).items() if times > 1] == []


@pytest.mark.slow
def test_queries_and_time_at_five_thousand(client):
    """The same number of queries as at 80; each page in under a second of the processor, whoever else uses it."""
    crowd(80)
    page(client)  # what a process keeps from its first page on
    names_known()
    few = [len(cost(client, state)) for state in STATES]
    crowd(4920)
    for state, number in zip(STATES, few, strict=True):
        start = time.process_time()
        queries = cost(client, state)
        took = time.process_time() - start
        print(f"{state}: {took * 1000:.0f} ms")  # noqa: T201 (shown with -s)
        assert len(queries) == number <= 12
        assert [sql for sql, times in Counter(queries).items() if times > 1] == []
        assert took < 1, f"{state}: {took:.2f} s"


def test_somebody_only_invited_is_not_there(client, two):
    index_now([TechnicianFactory(campus=Campus.objects.first()).pk])
    assert names(page(client)) == ["Achebe", "Silva"]


# --- the form of filters


def test_every_department_can_be_chosen_and_the_rest_of_the_skills_is_a_link_away(client):
    people = []
    for n in range(15):
        person = live_technician(department=DepartmentFactory(name=f"Department {n:02}"))
        TechnicianSkill.objects.create(technician=person, skill=SkillFactory(), level=3)
        people.append(person.pk)
    index_now(people)
    response = page(client)
    facets = {facet["name"]: facet for facet in response.context["facets"]}
    assert len(facets["department"]["options"]) == 15
    assert (len(facets["skill"]["options"]), facets["skill"]["left"]) == (12, 3)
    assert '3 more: <a href="/skills/">all skills</a>' in response.content.decode()


def test_what_most_ask_for_stands_open_and_so_does_what_is_in_use(client, two):
    def open_ones(**chosen):
        return [facet["name"] for facet in page(client, **chosen).context["facets"] if facet["open"]]

    assert open_ones() == ["campus", "skill"]
    assert open_ones(registration="RSci") == ["campus", "registration", "skill"]
