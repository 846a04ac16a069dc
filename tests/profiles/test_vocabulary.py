"""Shared words in the admin: editors keep them, and the index follows."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.core.models import Theme
from profiles.models import Department, Skill, SkillAlias
from profiles.services.vocabulary import clean_aliases, set_aliases
from tests.factories.people import SkillFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def test_aliases_are_kept_one_a_line_each_once():
    skill = SkillFactory(name="Nuclear magnetic resonance")
    assert clean_aliases(" NMR \n\nnmr\nFT  NMR\n", skill) == ["nmr", "FT NMR"]


def test_a_name_that_leads_elsewhere_is_refused_and_named():
    taken = SkillFactory(name="Mass spectrometry")
    set_aliases(taken, ["MS"])
    with pytest.raises(ValidationError, match="another name of ‘Mass spectrometry’"):
        clean_aliases("ms", SkillFactory())
    with pytest.raises(ValidationError, match="name of another skill"):
        clean_aliases("mass spectrometry", SkillFactory())


def test_an_editor_gives_a_skill_other_names(admin):
    skill = SkillFactory(name="Nuclear magnetic resonance")
    address = reverse("wagtailsnippets_profiles_skill:edit", args=[skill.pk])
    form = {
        "name": skill.name,
        "slug": skill.slug,
        "group": skill.group_id,
        "state": "approved",
        "other_names": "NMR\nFT-NMR",
    }
    response = admin.post(address, form)
    assert response.status_code == 302
    assert set(skill.aliases.values_list("name", flat=True)) == {"NMR", "FT-NMR"}
    assert "FT-NMR\nNMR" in admin.get(address).content.decode()


def test_a_refused_name_keeps_what_was_typed(admin):
    set_aliases(SkillFactory(name="Mass spectrometry"), ["MS"])
    group = SkillFactory().group
    response = admin.post(
        reverse("wagtailsnippets_profiles_skill:add"),
        {"name": "Milling", "slug": "milling", "group": group.pk, "state": "approved", "other_names": "MS\nturning"},
    )
    assert response.status_code == 200
    assert "MS\nturning" in response.content.decode()
    assert not Skill.objects.filter(name="Milling").exists()


def test_the_tree_of_departments_has_three_levels():
    faculty = Department.objects.create(name="Science", slug="science", kind="faculty")
    department = Department.objects.create(name="Chemistry", slug="chemistry", parent=faculty)
    team = Department(name="NMR team", slug="nmr-team", kind="team", parent=faculty)
    with pytest.raises(ValidationError, match="stands under a department"):
        team.full_clean()
    team.parent = department
    team.full_clean()
    with pytest.raises(ValidationError, match="stands under a"):
        Department(name="X", slug="x", kind="faculty", parent=faculty).full_clean()


def test_the_facts_load_once_and_never_over_an_editors_change(facts):
    from profiles.reference_data import load_facts  # noqa: PLC0415 (the fixture has loaded them once)

    skill = Skill.objects.get(name="Nuclear magnetic resonance")
    set_aliases(skill, ["only this"])
    assert load_facts() == {"themes": 0, "skills": 0, "registration types": 0}
    assert SkillAlias.objects.filter(skill=skill).count() == 1
    assert Skill.objects.count() == 132
    Theme.objects.filter(slug="recognition").update(name="Being thanked")
    Theme.objects.filter(slug="sustainability").delete()
    assert load_facts() == {"themes": 1, "skills": 0, "registration types": 0}
    assert Theme.objects.get(slug="recognition").name == "Being thanked"
