"""A small world to search, in which every answer is known."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings

from portal.core.search_address import is_address
from profiles.enums import Audience, DepartmentKind, RegistrationStage, Section
from profiles.models import Registration, RegistrationType, SkillAlias, Technician, TechnicianSkill
from profiles.search import Engine, Query, Results, get_engine
from profiles.services.index import index_now
from tests.factories.people import (
    CampusFactory,
    DepartmentFactory,
    SkillFactory,
    SkillGroupFactory,
    live_technician,
    show,
)


@pytest.fixture
def engine(db: None) -> Engine:
    """Return the engine under test, its index empty."""
    return get_engine()


@pytest.fixture(scope="session")
def search_address(request: pytest.FixtureRequest) -> str:
    """Return the address of a search server: that of SEARCH_ENGINE, or one that is started here."""
    named = settings.SEARCH_ENGINE
    return named if is_address(named) else request.getfixturevalue("search_server").address


@pytest.fixture
def ask(engine: Engine) -> Callable[..., list[str]]:
    """Return a function that searches and answers with family names in order."""

    def family_names(text: str = "", audience: Audience = Audience.PUBLIC, **more: object) -> list[str]:
        results = engine.search(Query(audience, text, **more))
        names = dict(Technician.objects.values_list("pk", "family_name"))
        return [names[pk] for pk in results.technician_pks]

    return family_names


@pytest.fixture
def counts(engine: Engine) -> Callable[..., dict[str, int]]:
    """Return a function that searches and answers with the counts of one facet by value."""

    def of_facet(facet: str, text: str = "", audience: Audience = Audience.PUBLIC, **more: object) -> dict[str, int]:
        results: Results = engine.search(Query(audience, text, **more))
        return {value.value: value.count for value in results.facets.get(facet, ())}

    return of_facet


@pytest.fixture
def world(engine: Engine) -> SimpleNamespace:
    """Four people on two campuses in three departments, indexed."""
    science = DepartmentFactory(name="Faculty of Science", slug="science", kind=DepartmentKind.FACULTY)
    chemistry = DepartmentFactory(name="Chemistry", slug="chemistry", parent=science)
    biology = DepartmentFactory(name="Biosciences", slug="biosciences", parent=science)
    arts = DepartmentFactory(name="Art and Design", slug="arts")
    quarry, harbour = (
        CampusFactory(name="Quarry Hill", slug="quarry-hill"),
        CampusFactory(name="Harbourside", slug="harbourside"),
    )
    group = SkillGroupFactory()
    nmr = SkillFactory(name="Nuclear magnetic resonance", slug="nmr", group=group)
    SkillAlias.objects.create(skill=nmr, name="NMR")
    sem = SkillFactory(name="Scanning electron microscopy", slug="sem", group=group)
    SkillAlias.objects.create(skill=sem, name="SEM")
    SkillAlias.objects.create(skill=sem, name="EDX")
    light = SkillFactory(name="Light and fluorescence microscopy", slug="light", group=group)
    kiln = SkillFactory(name="Ceramics and kiln firing", slug="kiln", group=group)
    rsci = RegistrationType.objects.create(post_nominals="RSci", name="Registered Scientist", kind="registration")
    made = SimpleNamespace(nmr=nmr, sem=sem, light=light, kiln=kiln, chemistry=chemistry, rsci=rsci, harbour=harbour)
    made.zoe = live_technician(
        given_name="Zoë",
        family_name="Öberg",
        department=chemistry,
        campus=quarry,
        job_title="Spectroscopy technician",
        headline="I keep the magnets cold.",
        slug="zoe-oberg",
    )
    made.ana = live_technician(
        given_name="Ana",
        family_name="Martins",
        department=biology,
        campus=quarry,
        job_title="Imaging technician",
        ask_me_about=["sample preparation"],
        slug="ana-martins",
    )
    made.tom = live_technician(
        given_name="Tom",
        family_name="O’Neill",
        department=biology,
        campus=harbour,
        job_title="Laboratory technician",
        about="I once helped at the kiln.",
        slug="tom-oneill",
    )
    made.rui = live_technician(
        given_name="Rui",
        family_name="Achebe",
        department=arts,
        campus=harbour,
        job_title="Ceramics technician",
        slug="rui-achebe",
    )
    for person, skill, level in (
        (made.zoe, nmr, 4),
        (made.zoe, sem, 2),
        (made.ana, sem, 3),
        (made.ana, light, 3),
        (made.tom, light, 2),
        (made.rui, kiln, 4),
    ):
        TechnicianSkill.objects.create(technician=person, skill=skill, level=level)
    Registration.objects.create(technician=made.ana, type=rsci, stage=RegistrationStage.HELD)
    Registration.objects.create(technician=made.tom, type=rsci, stage=RegistrationStage.PREPARING)
    made.everybody = [made.zoe, made.ana, made.tom, made.rui]
    index_now([person.pk for person in made.everybody])
    return made


@pytest.fixture
def withdraw() -> Callable[[Technician, Section, Audience], None]:
    """Return a function that gives a section another audience and has the index follow, as the services do."""

    def change(person: Technician, section: Section, audience: Audience = Audience.ONLY_ME) -> None:
        show(person, audience, section)
        index_now([person.pk])

    return change
