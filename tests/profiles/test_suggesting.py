"""Suggesting a skill or equipment that is not on the list, from one's own profile."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from profiles.enums import Audience, ProfileState, Section, WordState
from profiles.models import Equipment, EquipmentRole, Skill, Technician, TechnicianSkill
from profiles.services.profile import section_seen
from profiles.services.suggestions import suggest_equipment, suggest_skill
from profiles.similar import suggested_equipment, suggested_skills
from profiles.visibility import view_profile
from tests.factories.people import SkillFactory, SkillGroupFactory, live_technician

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Technician:
    """Return a live technician who shows everything to everybody."""
    return live_technician(given_name="Nasrin", family_name="Hallworthy")


@pytest.fixture
def own(client: Client, owner: Technician) -> Client:
    """Return the owner's browser."""
    client.force_login(owner.user)
    return client


def send(own: Client, owner: Technician, section: Section, **fields: Any) -> Any:
    """Send one section's form, its rows as they stand."""
    owner = Technician.objects.for_owner().get(pk=owner.pk)
    rows = {f"level-{row.skill_id}": row.level for row in owner.skill_rows.all()}
    rows |= {f"since-{row.skill_id}": row.since or "" for row in owner.skill_rows.all()}
    kept = {"row": [row.skill_id for row in owner.skill_rows.all()]} if section is Section.SKILLS else {}
    for role in owner.equipment_rows.all():
        rows.setdefault(f"roles-{role.equipment_id}", []).append(role.kind)
    seen = section_seen(owner, section)
    data = {"audience": "public", "seen": seen, **rows, **kept, **fields}
    return own.post(f"/me/profile/{section.value}/", data)


def test_an_unknown_name_can_be_suggested_with_a_group(own: Client, owner: Technician) -> None:
    group = SkillGroupFactory(name="Casting")
    page = send(own, owner, Section.SKILLS, add="Lost-wax casting").content.decode()
    assert "Suggest ‘<bdi>Lost-wax casting</bdi>’ as a new skill" in page
    answer = send(own, owner, Section.SKILLS, add="Lost-wax casting", suggest="1", group=group.pk)
    assert answer.status_code == 302
    assert answer["Location"] == "/me/profile/skills/#rows"
    skill = Skill.objects.get(name="Lost-wax casting")
    assert (skill.state, skill.slug, skill.group, skill.suggested_by) == (
        WordState.SUGGESTED, "lost-wax-casting", group, owner,
    )  # fmt: skip
    page = own.get("/me/profile/skills/").content.decode()
    assert '<strong>Lost-wax casting</strong> <span class="st is-todo">Waiting for the editors</span>' in page
    assert "Suggested Lost-wax casting. It waits for the editors" in page


def test_a_suggestion_wants_a_group_and_a_name(own: Client, owner: Technician) -> None:
    answer = send(own, owner, Section.SKILLS, add="Lost-wax casting", suggest="1")
    assert answer.status_code == 422
    assert "Choose what kind of work it is." in answer.content.decode()
    answer = send(own, owner, Section.SKILLS, add="?!", suggest="1", group=SkillGroupFactory().pk)
    assert "A name has at least two letters or digits." in answer.content.decode()
    assert not Skill.objects.filter(state=WordState.SUGGESTED).exists()


def test_names_near_are_offered_beside_suggesting(own: Client, owner: Technician) -> None:
    near = SkillFactory(name="Glassblowing")
    answer = send(own, owner, Section.SKILLS, add="Glasblowing")
    assert answer.context["form"].near == [near]
    assert "Suggest ‘<bdi>Glasblowing</bdi>’ as a new skill" in answer.content.decode()


def test_equipment_is_suggested_with_what_is_known_of_it(own: Client, owner: Technician) -> None:
    page = send(own, owner, Section.EQUIPMENT, add="Big kiln").content.decode()
    assert "Suggest ‘<bdi>Big kiln</bdi>’ as new equipment" in page
    send(own, owner, Section.EQUIPMENT, add="Big kiln", suggest="1", maker="Fulmar", model="K 9", room="B1")
    kiln = Equipment.objects.get(name="Big kiln")
    assert (kiln.state, kiln.make, kiln.room, kiln.suggested_by) == (WordState.SUGGESTED, "Fulmar K 9", "B1", owner)
    assert EquipmentRole.objects.get(equipment=kiln).technician == owner
    assert "Waiting for the editors" in own.get("/me/profile/equipment/").content.decode()


def test_a_suggestion_is_shown_to_nobody_else(own: Client, owner: Technician) -> None:
    group = SkillGroupFactory()
    skill = suggest_skill(owner, "Zanthology", group)
    TechnicianSkill.objects.create(technician=owner, skill=skill)
    kiln = suggest_equipment(owner, "Zankiln", {})
    EquipmentRole.objects.create(technician=owner, equipment=kiln)
    person = Technician.objects.for_views().get(pk=owner.pk)
    for audience in (Audience.PUBLIC, Audience.COLLEAGUES):
        view = view_profile(person, audience)
        assert view is not None
        assert (view.skills, view.equipment) == ((), ())
    assert (suggested_skills("zanth"), suggested_equipment("zank")) == ([], [])
    assert Client().get(f"/skills/{skill.slug}/").status_code == 404
    assert Client().get(f"/equipment/{kiln.slug}/").status_code == 404
    assert "Zan" not in own.get("/me/profile/as/public/").content.decode()


def test_a_refused_name_tells_its_reason(own: Client, owner: Technician) -> None:
    SkillFactory(name="Tea making", state=WordState.REFUSED, reason="Everybody can.")
    words = "‘Tea making’ was suggested before and not taken on: Everybody can."
    answer = send(own, owner, Section.SKILLS, add="tea MAKING")
    assert words in answer.content.decode()
    assert "as a new skill" not in answer.content.decode()
    with pytest.raises(ValidationError, match="Everybody can"):
        suggest_skill(owner, "Tea making", SkillGroupFactory())


def test_two_who_suggest_one_name_share_it(owner: Technician) -> None:
    other = live_technician()
    first = suggest_skill(owner, "Lost-wax casting", SkillGroupFactory())
    assert suggest_skill(other, "lost-WAX casting", SkillGroupFactory()) == first
    kiln = suggest_equipment(owner, "Kiln", {"maker": "Fulmar"})
    assert suggest_equipment(other, "kiln", {"maker": "fulmar"}) == kiln
    assert suggest_equipment(other, "Kiln", {"maker": "Petrel"}) != kiln


def test_ten_wait_at_once(owner: Technician) -> None:
    group = SkillGroupFactory()
    for n in range(9):
        suggest_skill(owner, f"New skill {n}", group)
    suggest_equipment(owner, "New kit", {})
    with pytest.raises(ValidationError, match="10 of your suggestions wait"):
        suggest_equipment(owner, "One more", {})
    with pytest.raises(ValidationError, match="10 of your suggestions wait"):
        suggest_skill(owner, "One more", group)


def test_a_suggestion_taken_off_the_list_is_withdrawn(own: Client, owner: Technician) -> None:
    group = SkillGroupFactory()
    send(own, owner, Section.SKILLS, add="Lost-wax casting", suggest="1", group=group.pk)
    skill = Skill.objects.get(name="Lost-wax casting")
    assert send(own, owner, Section.SKILLS, remove=skill.pk).status_code == 302
    assert not Skill.objects.filter(pk=skill.pk).exists()


def test_a_clash_of_windows_suggests_nothing(own: Client, owner: Technician) -> None:
    group = SkillGroupFactory()
    data = {"add": "Lost-wax casting", "suggest": "1", "group": group.pk, "audience": "public", "seen": "long ago"}
    assert own.post("/me/profile/skills/", data).status_code == 409
    assert not Skill.objects.filter(name="Lost-wax casting").exists()


def test_a_suggestion_on_the_way_to_a_first_profile_stays_on_the_step(own: Client, owner: Technician) -> None:
    Technician.objects.filter(pk=owner.pk).update(state=ProfileState.DRAFT)
    group = SkillGroupFactory()
    seen = section_seen(Technician.objects.for_owner().get(pk=owner.pk), Section.SKILLS)
    data = {"add": "Lost-wax casting", "suggest": "1", "group": group.pk, "audience": "public", "seen": seen}
    answer = own.post("/me/profile/start/skills/", data)
    assert answer["Location"] == "/me/profile/start/skills/#rows"
    assert TechnicianSkill.objects.get(technician=owner).skill.name == "Lost-wax casting"
