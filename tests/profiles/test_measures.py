"""What profiles count: exact numbers by department and period, small ones kept back, evidence from public views."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.registries import MOST_EVIDENCE, Result, Scope, measures
from portal.core.small_numbers import FEW
from profiles.enums import Audience, Credit, OfferKind, ProfileState, RegistrationKind, Section
from profiles.models import (
    CommitteeSeat,
    Contribution,
    Department,
    Equipment,
    EquipmentRole,
    Offer,
    Registration,
    RegistrationType,
    Technician,
)
from tests.factories.people import DepartmentFactory, TechnicianFactory, live_technician, show

pytestmark = pytest.mark.django_db
YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
KEYS = [measure.key for measure in measures if measure.key.startswith("profiles.")]


def count(key: str, department: Department | None = None, **period: date) -> Result:
    measure = measures.get(f"profiles.{key}")
    assert measure is not None
    return measure.compute(Scope(**(YEAR | period), department_id=department.pk if department else None))


def value(key: str, department: Department | None = None, **period: date) -> float | None:
    return count(key, department, **period).value


@pytest.fixture
def kinds() -> dict[str, RegistrationType]:
    return {
        kind.value: RegistrationType.objects.create(post_nominals=f"T{n}", name=f"Type {n}", kind=kind)
        for n, kind in enumerate(RegistrationKind)
    }


@pytest.fixture
def science() -> Department:
    return DepartmentFactory(name="Faculty of Science", kind="faculty")


@pytest.fixture
def people(science: Department) -> list[Technician]:
    """Make twelve live in Chemistry (six public, six for colleagues), ten invited in Physics, seven live elsewhere."""
    chemistry = DepartmentFactory(name="Chemistry", parent=science)
    physics = DepartmentFactory(name="Physics", parent=science)
    arts = DepartmentFactory(name="Arts")
    public = [live_technician(department=chemistry) for _ in range(6)]
    inward = [live_technician(Audience.COLLEAGUES, department=chemistry) for _ in range(6)]
    TechnicianFactory.create_batch(10, department=physics)
    TechnicianFactory(department=arts, state=ProfileState.LEFT)
    return [*public, *inward, *(live_technician(department=arts) for _ in range(7))]


def hold(people: list[Technician], kind: RegistrationType, **fields: Any) -> None:
    rows = {"stage": "held", "awarded_on": date(2025, 6, 1)} | fields
    Registration.objects.bulk_create(Registration(technician=person, type=kind, **rows) for person in people)


def test_all_are_registered_with_keys_that_stay() -> None:
    assert sorted(KEYS) == sorted(
        f"profiles.{key}"
        for key in (
            "staff_list", "live", "public", "public_share", "registered_share", "registered_gained",
            "registration_helpers", "equipment_people",
            "holders_registration", "holders_membership", "holders_fellowship", "holders_statutory_role",
            "contributions_author", "contributions_acknowledged", "contributions_named_on_grant",
            "contributions_not_credited", "committee_seats", "committees",
            "offers_mentoring", "offers_shadowing", "offers_questions",
        )
    )  # fmt: skip


def test_people(people: list[Technician], science: Department) -> None:
    assert [value(key) for key in ("staff_list", "live", "public", "public_share")] == [29, 19, 13, 44.8]
    assert [value(key, science) for key in ("staff_list", "live", "public", "public_share")] == [22, 12, 6, 27.3]
    chemistry, physics = Department.objects.get(name="Chemistry"), Department.objects.get(name="Physics")
    assert [value("staff_list", place) for place in (chemistry, physics)] == [12, 10]
    assert [value("public", place) for place in (chemistry, physics)] == [6, 0]


def test_few_are_kept_back_and_so_is_what_would_tell_of_them(people: list[Technician], science: Department) -> None:
    biology = DepartmentFactory(name="Biology", parent=science)
    TechnicianFactory.create_batch(3, department=biology)
    assert count("staff_list", biology) == Result(None, note=FEW)
    # Physics is the smaller of the two beside it
    assert value("staff_list", Department.objects.get(name="Physics")) is None
    assert value("staff_list", Department.objects.get(name="Chemistry")) == 12
    assert value("staff_list", science) == 25


def test_registrations_by_type(people: list[Technician], kinds: Any, science: Department) -> None:
    chartered, technician, rare = (
        RegistrationType.objects.create(post_nominals=letters, name=letters, kind=RegistrationKind.REGISTRATION)
        for letters in ("CTest", "RTest", "XTest")
    )
    hold(people[:9], chartered)
    hold(people[:5], technician)
    assert count("holders_registration").parts == (("CTest", 9), ("RTest", 5))
    hold(people[12:18], rare, stage="renewal_due")
    hold(people[9:11], kinds["registration"])
    assert count("holders_registration") == Result(
        17, count("holders_registration").evidence, parts=(("CTest", 9),)
    )  # two hold the fourth: what the first and the third leave of the whole is those two
    assert count("holders_registration", science).parts == ()


def test_registrations_by_kind_share_and_gain(people: list[Technician], kinds: Any, science: Department) -> None:
    hold(people[:9], kinds["registration"])
    hold(people[9:11], kinds["registration"], stage="lapsed")
    hold(people[11:14], kinds["registration"], stage="submitted", awarded_on=None)
    hold(people[:6], kinds["membership"], awarded_on=date(2019, 1, 1))
    assert value("holders_registration") == 9
    assert value("holders_registration", science) == 9
    assert value("holders_registration", Department.objects.get(name="Arts")) is None
    assert value("registered_share") == 31.0
    assert value("registered_gained") == 11
    assert value("registered_gained", start=date(2024, 1, 1), end=date(2024, 12, 31)) is None
    assert (value("holders_membership"), value("holders_fellowship")) == (6, None)


def test_contributions_by_credit_and_year(people: list[Technician]) -> None:
    for person in people[:6]:
        for credit in (Credit.AUTHOR, Credit.NOT_CREDITED, Credit.NOT_SAID):
            Contribution.objects.create(technician=person, title="On glue", year=2025, credit=credit)
        Contribution.objects.create(technician=person, title="Older", year=2024, credit=Credit.AUTHOR)
    assert [value(f"contributions_{credit}") for credit in ("author", "not_credited", "acknowledged")] == [6, 6, None]
    assert value("contributions_author", start=date(2024, 9, 1)) == 12


def test_seats_and_committees_in_the_period(people: list[Technician]) -> None:
    for n, person in enumerate(people[:6]):
        name = f"Committee {n}" if n else "  COMMITTEE   5 "
        CommitteeSeat.objects.create(technician=person, committee=name, started_on=date(2024, 1, 1 + n))
    CommitteeSeat.objects.create(
        technician=people[7], committee="Past", started_on=date(2020, 1, 1), ended_on=date(2024, 12, 31)
    )
    CommitteeSeat.objects.create(technician=people[7], committee="Next", started_on=date(2026, 1, 1))
    assert (value("committee_seats"), value("committees")) == (6, 5)
    earlier = {"start": date(2024, 1, 1), "end": date(2024, 12, 31)}
    assert (value("committee_seats", **earlier), value("committees", **earlier)) == (7, 6)


def test_offers(people: list[Technician]) -> None:
    for person in people[:5]:
        Offer.objects.create(technician=person, kind=OfferKind.MENTORING)
    assert (value("offers_mentoring"), value("offers_shadowing")) == (5, None)


def test_help_with_registrations_and_equipment(people: list[Technician], kinds: Any) -> None:
    hold(people[:6], kinds["registration"], will_help=True)
    hold(people[6:9], kinds["membership"])
    lathe = Equipment.objects.create(name="Lathe", slug="lathe")
    for person in people[:5]:
        for kind in ("runs", "trains"):
            EquipmentRole.objects.create(technician=person, equipment=lathe, kind=kind)
    assert (value("registration_helpers"), value("equipment_people")) == (6, 5)
    Equipment.objects.update(state="suggested")
    assert value("equipment_people") is None


def fill(people: list[Technician], kinds: Any) -> None:
    """Give everybody one of everything."""
    for kind in kinds.values():
        hold(people, kind, will_help=True)
    mill, _ = Equipment.objects.get_or_create(name="Mill", slug="mill")
    for person in people:
        EquipmentRole.objects.create(technician=person, equipment=mill)
        for kind in OfferKind.values:
            Offer.objects.create(technician=person, kind=kind)
        for credit in Credit.values:
            Contribution.objects.create(technician=person, title=f"On {credit}", year=2025, credit=credit)
        for n in range(5):
            CommitteeSeat.objects.create(technician=person, committee=f"Board {n}", started_on=date(2025, 1, 1))


@pytest.mark.parametrize("key", KEYS)
def test_evidence_is_of_public_profiles_alone(people: list[Technician], kinds: Any, key: str) -> None:
    fill(people, kinds)
    hidden = people[:3]
    for person in hidden:
        for section in set(Section) - {Section.BASICS}:
            show(person, Audience.ONLY_ME, section)
    measure = measures.get(key)
    assert measure is not None
    result = measure.compute(Scope(**YEAR))
    allowed = {person.get_absolute_url() for person in [*people[3:6], *people[12:]]}
    if key in {"profiles.live", "profiles.public", "profiles.public_share"}:  # names, which they do show
        allowed |= {person.get_absolute_url() for person in hidden}
    if key in {"profiles.staff_list", "profiles.contributions_not_credited"}:
        assert result.evidence == ()
    else:
        assert {link.url for link in result.evidence} <= allowed
        assert 1 <= len(result.evidence) <= MOST_EVIDENCE


@pytest.mark.parametrize("key", KEYS)
def test_each_costs_the_same_for_few_and_for_many(people: list[Technician], kinds: Any, key: str) -> None:
    measure = measures.get(key)
    assert measure is not None
    costs = []
    for some in (people[:9], people[9:]):
        fill(some, kinds)
        with CaptureQueriesContext(connection) as captured:
            measure.compute(Scope(**YEAR))
        costs.append(len(captured))
    assert costs[0] == costs[1]
    assert costs[0] <= 16


def test_a_department_that_is_gone_has_no_number(people: list[Technician]) -> None:
    measure = measures.get("profiles.staff_list")
    assert measure is not None
    assert measure.compute(Scope(**YEAR, department_id=999_999)) == Result(None, note=FEW)
