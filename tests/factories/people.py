"""Factories of users and of what the staff list holds."""

from collections.abc import Iterable
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from portal.accounts.models import User
from profiles.enums import CLAIMED_STATES, Audience, ProfileState, Section
from profiles.models import Building, Campus, Department, SectionAudience, Skill, SkillGroup, Technician


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who can sign in: address confirmed, password 'workshop-door'."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@wexcombe.example")
    password = factory.django.Password("workshop-door")

    @factory.post_generation
    def confirmed(obj: User, create: bool, extracted: bool | None, **kwargs: Any) -> None:  # noqa: N805
        """Confirm the address, unless told `confirmed=False`."""
        if create and extracted is not False:
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    @factory.post_generation
    def role(obj: User, create: bool, extracted: str | None, **kwargs: Any) -> None:  # noqa: N805
        """Put the user into a role by its group's name (`role='Profile steward'`)."""
        if create and extracted:
            obj.groups.add(Group.objects.get(name=extracted))


class CampusFactory(factory.django.DjangoModelFactory):
    """A campus."""

    class Meta:
        model = Campus

    name = factory.Sequence(lambda n: f"Campus {n}")
    slug = factory.Sequence(lambda n: f"campus-{n}")


class BuildingFactory(factory.django.DjangoModelFactory):
    """A building."""

    class Meta:
        model = Building

    name = factory.Sequence(lambda n: f"Building {n}")
    campus = factory.SubFactory(CampusFactory)


class DepartmentFactory(factory.django.DjangoModelFactory):
    """A department without a faculty."""

    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"Department {n}")
    slug = factory.Sequence(lambda n: f"department-{n}")


class SkillGroupFactory(factory.django.DjangoModelFactory):
    """A group of skills."""

    class Meta:
        model = SkillGroup

    name = factory.Sequence(lambda n: f"Group {n}")
    slug = factory.Sequence(lambda n: f"group-{n}")


class SkillFactory(factory.django.DjangoModelFactory):
    """An approved skill."""

    class Meta:
        model = Skill

    name = factory.Sequence(lambda n: f"Skill {n}")
    slug = factory.Sequence(lambda n: f"skill-{n}")
    group = factory.SubFactory(SkillGroupFactory)


class TechnicianFactory(factory.django.DjangoModelFactory):
    """Somebody on the staff list who has not claimed the profile; with another state, somebody who has."""

    class Meta:
        model = Technician

    state = ProfileState.INVITED
    staff_number = factory.Sequence(lambda n: f"W{n:05d}")
    email = factory.Sequence(lambda n: f"technician{n}@wexcombe.example")
    given_name = factory.Sequence(lambda n: f"Given{n}")
    family_name = factory.Sequence(lambda n: f"Family{n}")
    job_title = "Laboratory technician"
    slug = factory.Sequence(lambda n: f"given{n}-family{n}")
    department = factory.SubFactory(DepartmentFactory)
    user = factory.Maybe(
        factory.LazyAttribute(lambda technician: technician.state in CLAIMED_STATES), factory.SubFactory(UserFactory)
    )


def accounts_of(addresses: Iterable[str]) -> list[User]:
    """Make accounts with these addresses, without passwords, in one statement: for crowds."""
    return User.objects.bulk_create(User(email=address) for address in addresses)


def show(technician: Technician, audience: Audience, *sections: Section) -> None:
    """Set the audience of these sections (of all, where none is named)."""
    for section in sections or tuple(Section):
        SectionAudience.objects.update_or_create(
            technician=technician, section=section, defaults={"audience": audience}
        )


def live_technician(audience: Audience = Audience.PUBLIC, **fields: Any) -> Technician:
    """Return a live, claimed technician all of whose sections have this audience."""
    technician = TechnicianFactory(state=ProfileState.LIVE, **fields)
    show(technician, audience)
    return technician
