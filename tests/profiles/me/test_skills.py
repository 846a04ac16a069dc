"""Skills: added by name or alias, near matches offered, levels and years, removed; without JavaScript."""

import pytest
from django.test import Client
from django.utils import timezone

from profiles.enums import Section, SkillLevel, WordState
from profiles.models import Skill, SkillAlias, Technician, TechnicianSkill
from profiles.services.profile import section_seen
from tests.factories.people import SkillFactory

URL = "/me/profile/skills/"


@pytest.fixture
def nmr(db: None) -> Skill:
    skill = SkillFactory(name="Nuclear magnetic resonance", slug="nmr")
    SkillAlias.objects.create(skill=skill, name="NMR")
    return skill


def sent(technician: Technician, **fields: object) -> dict[str, object]:
    """Return what the form sends with the rows as they stand."""
    now = Technician.objects.for_owner().get(pk=technician.pk)
    rows = list(now.skill_rows.all())
    form: dict[str, object] = {"seen": section_seen(now, Section.SKILLS), "audience": "only_me"}
    form["row"] = [row.skill_id for row in rows]
    for row in rows:
        form |= {f"level-{row.skill_id}": row.level, f"since-{row.skill_id}": row.since or ""}
    return form | {"then": "stay"} | fields


def held(technician: Technician) -> list[tuple[str, int, int | None]]:
    rows = TechnicianSkill.objects.filter(technician=technician).order_by("skill__name")
    return [(row.skill.name, row.level, row.since) for row in rows]


@pytest.mark.parametrize("text", ["NMR", "nmr", " Nuclear  magnetic resonance "])
def test_adds_by_exact_name_or_alias_and_stays(own: Client, drafter: Technician, nmr: Skill, text: str) -> None:
    answer = own.post(URL, sent(drafter, add=text))
    assert (answer.status_code, answer["Location"]) == (302, f"{URL}#rows")
    assert held(drafter) == [("Nuclear magnetic resonance", SkillLevel.CAN_DO, None)]
    assert "Added Nuclear magnetic resonance." in own.get(URL).content.decode()


@pytest.mark.parametrize("text", ["magnetic", "Nuclear magnetc resonanse"])
def test_offers_near_matches_and_takes_the_chosen_one(own: Client, drafter: Technician, nmr: Skill, text: str) -> None:
    answer = own.post(URL, sent(drafter, add=text))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{text}"' in page
    assert "Which one do you mean?" in page
    assert held(drafter) == []
    own.post(URL, sent(drafter, add=text, choose=nmr.pk))
    assert held(drafter) == [("Nuclear magnetic resonance", SkillLevel.CAN_DO, None)]


def test_an_unknown_skill_is_kept_in_the_box_with_what_to_do(own: Client, drafter: Technician, nmr: Skill) -> None:
    answer = own.post(URL, sent(drafter, add="Zyxwvu zzz"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Zyxwvu zzz"' in page
    assert "Suggest ‘<bdi>Zyxwvu zzz</bdi>’ as a new skill" in page
    assert held(drafter) == []


def test_skills_that_editors_have_not_agreed_to_cannot_be_added(own: Client, drafter: Technician) -> None:
    odd = SkillFactory(name="Alchemy", state=WordState.SUGGESTED)
    assert own.post(URL, sent(drafter, add="Alchemy")).status_code == 422
    assert own.post(URL, sent(drafter, choose=odd.pk)).status_code == 422
    own.post(URL, sent(drafter) | {"row": [odd.pk], f"level-{odd.pk}": 4, f"since-{odd.pk}": ""})
    assert held(drafter) == []


def test_changes_level_and_year_while_adding_and_removing(own: Client, drafter: Technician, nmr: Skill) -> None:
    own.post(URL, sent(drafter, add="NMR"))
    own.post(URL, sent(drafter, **{f"level-{nmr.pk}": 4, f"since-{nmr.pk}": "2009"}))
    assert held(drafter) == [("Nuclear magnetic resonance", SkillLevel.TEACHES_OTHERS, 2009)]
    answer = own.post(URL, sent(drafter, then="done"))
    assert answer["Location"] == "/me/profile/#skills"
    assert own.post(URL, sent(drafter, remove=nmr.pk))["Location"] == f"{URL}#rows"
    assert held(drafter) == []


@pytest.mark.parametrize(
    ("level", "since", "words"),
    [
        ("5", "", "Select a valid choice"),
        ("x", "", "Select a valid choice"),
        ("", "", "This field is required"),
        ("2", "1949", "Give a year from 1950."),
        ("2", str(timezone.localdate().year + 1), "This year is still to come."),
        ("2", "long ago", "Give the year in four digits."),
    ],
)
def test_refuses_levels_and_years_that_cannot_be(
    own: Client, drafter: Technician, nmr: Skill, level: str, since: str, words: str
) -> None:
    TechnicianSkill.objects.create(technician=drafter, skill=nmr)
    answer = own.post(URL, sent(drafter, **{f"level-{nmr.pk}": level, f"since-{nmr.pk}": since}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert held(drafter) == [("Nuclear magnetic resonance", SkillLevel.CAN_DO, None)]


def test_the_same_skill_is_not_added_twice(own: Client, drafter: Technician, nmr: Skill) -> None:
    TechnicianSkill.objects.create(technician=drafter, skill=nmr)
    answer = own.post(URL, sent(drafter, add="nmr"))
    assert "You have Nuclear magnetic resonance already" in answer.content.decode()


def test_sixty_are_the_most(own: Client, drafter: Technician, nmr: Skill) -> None:
    TechnicianSkill.objects.bulk_create([TechnicianSkill(technician=drafter, skill=SkillFactory()) for _ in range(60)])
    answer = own.post(URL, sent(drafter, add="NMR"))
    assert answer.status_code == 422
    assert "60 skills are the most" in answer.content.decode()
    assert len(held(drafter)) == 60


def test_the_second_tab_is_told_and_brings_back_nothing_unasked(own: Client, drafter: Technician, nmr: Skill) -> None:
    SkillFactory(name="Turning")
    TechnicianSkill.objects.create(technician=drafter, skill=nmr)
    late = sent(drafter, **{f"level-{nmr.pk}": 4})
    own.post(URL, sent(drafter, remove=nmr.pk))
    own.post(URL, sent(drafter, add="Turning"))
    answer = own.post(URL, late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "changed in another window" in page
    assert "Nuclear magnetic resonance" in page
    assert "Turning" in page
    assert held(drafter) == [("Turning", 2, None)]
    late |= {"seen": answer.context["form"]["seen"].value()}
    assert own.post(URL, late).status_code == 302
    assert held(drafter) == [("Nuclear magnetic resonance", 4, None), ("Turning", 2, None)]


def test_htmx_adds_in_the_list_and_stays_in_the_form(own: Client, drafter: Technician, nmr: Skill) -> None:
    answer = own.post(URL, sent(drafter, add="NMR"), HTTP_HX_REQUEST="true")
    page = answer.content.decode()
    assert page.lstrip().startswith('<div class="who open" id="skills"')
    assert "Added Nuclear magnetic resonance." in page
    assert f'name="remove" value="{nmr.pk}"' in page
