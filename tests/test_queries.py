"""How many queries a page costs: no more for many rows than for one, and none of them twice.

The directory and a profile at most 12 each, for a visitor and with an empty cache (the issue's own numbers).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from portal.core.enums import People
from portal.core.models import Branding, PortalImage
from portal.core.picture_sizes import MARK
from portal.core.pictures import picture_address
from profiles.enums import Audience, ProfileState, Section, SkillLevel
from profiles.models import (
    Achievement,
    Campus,
    CommitteeSeat,
    Contribution,
    Department,
    Equipment,
    EquipmentRole,
    Offer,
    Registration,
    RegistrationType,
    SectionAudience,
    Skill,
    Technician,
    TechnicianSkill,
)
from profiles.search import FACETS
from profiles.services.index import reindex_on_commit
from tests.factories.people import accounts_of
from tests.outputs.search_rows import set_members
from tests.outputs.world import settled

DIRECTORY_MOST = 12
PROFILE_MOST = 12
LISTS = ("/", "/technicians/", "/technicians/?q=magnet", "/skills/", "/equipment/", "/sitemap.xml")


def fill(count: int, start: int = 0) -> None:
    """Add live technicians with skills and registrations, in bulk; all of it is public."""
    skills = list(Skill.objects.approved().order_by("pk")[:20])
    department = Department.objects.order_by("pk").first() or Department.objects.create(name="Physics", slug="physics")
    campus = Campus.objects.order_by("pk").first() or Campus.objects.create(name="Hill", slug="hill")
    kind = RegistrationType.objects.order_by("pk").first()
    numbers = range(start, start + count)
    owners = accounts_of(f"q{n}@wexcombe.example" for n in numbers)
    people = Technician.objects.bulk_create(
        Technician(
            user=owner, staff_number=f"Q{n}",
            email=f"q{n}@wexcombe.example", given_name=f"Given{n}", family_name=f"Family{n}",
            slug=f"given{n}-family{n}-q", state=ProfileState.LIVE, department=department, campus=campus,
            job_title="Technician", headline="I keep the magnet cold.", ask_me_about=["Helium"],
        )
        for n, owner in zip(numbers, owners, strict=True)
    )  # fmt: skip
    SectionAudience.objects.bulk_create(
        SectionAudience(technician=person, section=section, audience=Audience.PUBLIC)
        for person in people
        for section in Section
    )
    TechnicianSkill.objects.bulk_create(
        TechnicianSkill(technician=person, skill=skills[(n + step) % len(skills)], level=SkillLevel.EXPERT)
        for n, person in zip(numbers, people, strict=True)
        for step in range(3)
    )
    Registration.objects.bulk_create(
        Registration(technician=person, type=kind, stage="held", will_help=True) for person in people
    )
    fill_work(people)
    with settled():
        reindex_on_commit([person.pk for person in people])


def fill_work(people: list[Technician]) -> None:
    """Give each person a row of everything else that a profile can hold."""
    freezer, _ = Equipment.objects.get_or_create(name="Plunge freezer", slug="plunge-freezer")
    rows: dict[type[Model], dict[str, object]] = {
        EquipmentRole: {"equipment": freezer},
        Offer: {"words": "An hour a month"},
        Contribution: {"title": "On the cooling of magnets", "year": 2020},
        CommitteeSeat: {"committee": "Safety committee", "started_on": date(2021, 1, 1)},
        Achievement: {"title": "Kept a magnet cold for ten years", "year": 2022},
    }
    for model, values in rows.items():
        model._default_manager.bulk_create(model(technician=person, **values) for person in people)


def queries(address: str) -> list[str]:
    """Return the queries of one visit, signed out and with an empty cache. The address must answer with a page.

    It is not the process's first: that one reads once and for all which content types there are.
    """
    Client().get(address)
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(address)
    assert answer.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def repeated(statements: Iterable[str]) -> dict[str, int]:
    """Return the queries that were asked more than once, word for word."""
    return {sql: times for sql, times in Counter(statements).items() if times > 1}


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_the_same_for_one_and_for_thirty(facts: None, address: str) -> None:
    fill(1)
    for_one = queries(address)
    fill(29, start=1)
    for_thirty = queries(address)
    meant = [sql for sql in for_one if "word_trigrams" in sql or "heldword" in sql]  # asked where few are found
    assert len(for_one) - len(meant) == len(for_thirty), "\n".join(for_thirty)
    assert repeated(for_thirty) == {}


def test_a_skills_page_costs_the_same_for_one_and_for_thirty(facts: None) -> None:
    fill(1)
    skill = TechnicianSkill.objects.select_related("skill").first()
    assert skill is not None
    address = reverse("skill", args=[skill.skill.slug])
    for_one = queries(address)
    fill(29, start=1)
    assert len(for_one) == len(queries(address))
    assert repeated(queries(address)) == {}


def test_an_equipments_page_costs_the_same_for_one_and_for_thirty(facts: None) -> None:
    fill(1)
    address = reverse("equipment", args=["plunge-freezer"])
    for_one = queries(address)
    fill(29, start=1)
    for_thirty = queries(address)
    assert len(for_one) == len(for_thirty)
    assert repeated(for_thirty) == {}


def logo() -> None:
    """Give the site a logo, in the size that every page shows."""
    site = Site.objects.get(is_default_site=True)
    picture = PortalImage.objects.create(title="Mark", file=get_test_image_file(), people=People.NOBODY)
    Branding.objects.create(site=site, logo=picture)
    assert picture_address(picture, MARK) in Client().get("/technicians/").content.decode()


def fullest() -> str:
    """Return the address of a search with a text, a value of every facet and an order, which finds somebody."""
    person = Technician.objects.get(slug="given0-family0-q").pk
    held = {facet: value for (facet, value), people in set_members(Audience.PUBLIC).items() if person in people}
    chosen = {facet: held[facet] for facet in FACETS}
    return f"/technicians/?{urlencode({'q': 'magnet', **chosen, 'sort': 'updated'})}"


def limits() -> None:
    """Assert the numbers of the issue, as the database stands, with a logo, which costs queries of its own."""
    logo()
    found = fullest()
    assert Client().get(found).context["total"] > 0
    lists = ("/technicians/", "/technicians/?q=magnet", "/technicians/?page=2", found, f"{found}&q=nothing-at-all")
    for address in lists:
        asked = queries(address)
        assert len(asked) <= DIRECTORY_MOST, "\n".join(asked)
        assert repeated(asked) == {}
    asked = queries(reverse("technician", args=["given0-family0-q"]))
    assert len(asked) <= PROFILE_MOST, "\n".join(asked)
    assert repeated(asked) == {}


def test_limits_at_80(facts: None) -> None:
    fill(80)
    limits()


@pytest.mark.slow
def test_limits_at_5000(facts: None) -> None:
    fill(5000)
    limits()


def test_a_repeated_query_is_noticed() -> None:
    assert repeated(["SELECT 1", "SELECT 2", "SELECT 1"]) == {"SELECT 1": 2}
