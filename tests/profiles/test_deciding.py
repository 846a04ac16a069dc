"""Editors agree to suggestions, refuse them with a reason, and merge words: what becomes of names, rows, addresses."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.accounts.role_sync import sync_roles
from portal.core.models import OutboxMail
from profiles.enums import Audience, EquipmentRoleKind, SkillLevel, WordState
from profiles.models import (
    Equipment,
    EquipmentAlias,
    EquipmentRole,
    OldEquipmentSlug,
    OldSkillSlug,
    SearchSet,
    Skill,
    SkillAlias,
    Technician,
    TechnicianSkill,
)
from profiles.services.leaving import forget_words
from profiles.services.merging import merge
from profiles.services.suggestions import WordDecidedError, approve, refuse, suggest_equipment, suggest_skill
from profiles.services.vocabulary import set_aliases
from profiles.word_needs import word_needs
from tests.factories.people import SkillFactory, SkillGroupFactory, UserFactory, live_technician

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    """Return somebody who decides."""
    sync_roles()
    return UserFactory(role="Communications editor")


@pytest.fixture
def owner() -> Technician:
    """Return who suggests."""
    return live_technician(given_name="Nasrin", family_name="Hallworthy")


def suggested(owner: Technician, name: str = "Lost-wax casting") -> Skill:
    skill = suggest_skill(owner, name, SkillGroupFactory())
    TechnicianSkill.objects.create(technician=owner, skill=skill, level=SkillLevel.EXPERT, since=2004)
    return skill


def as_it_is(skill: Skill) -> dict[str, Any]:
    return {"name": skill.name, "group": skill.group}


def test_agreeing_shows_it_and_tells_who_suggested_it(
    editor: User, owner: Technician, django_capture_on_commit_callbacks: Any
) -> None:
    skill = suggested(owner)
    with django_capture_on_commit_callbacks(execute=True):
        approve(Skill, skill.pk, seen="suggested", user=editor, changes=as_it_is(skill))
    skill.refresh_from_db()
    assert (skill.state, skill.decided_by) == (WordState.APPROVED, editor)
    assert Client().get("/skills/lost-wax-casting/").status_code == 200
    facets = SearchSet.objects.filter(facet="skill", value=skill.slug)
    assert sorted(facets.values_list("audience", flat=True)) == [Audience.COLLEAGUES, Audience.PUBLIC]
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == (owner.user.email, "‘Lost-wax casting’ is on the list")
    assert editor.email not in mail.body


def test_agreeing_under_a_corrected_name(editor: User, owner: Technician) -> None:
    skill, group = suggested(owner, "lostwax"), SkillGroupFactory()
    changes = {"name": "Lost-wax casting", "group": group}
    approve(Skill, skill.pk, seen="suggested", user=editor, changes=changes)
    skill.refresh_from_db()
    assert (skill.name, skill.slug, skill.group) == ("Lost-wax casting", "lost-wax-casting", group)
    assert "as ‘Lost-wax casting’" in OutboxMail.objects.get().body


def test_a_name_that_is_taken_is_not_agreed_to(editor: User, owner: Technician) -> None:
    set_aliases(SkillFactory(name="Investment casting"), ["Cire perdue"])
    skill = suggested(owner)
    for name in ("investment casting", "CIRE perdue"):
        with pytest.raises(ValidationError, match="taken by ‘Investment casting’"):
            approve(Skill, skill.pk, seen="suggested", user=editor, changes=as_it_is(skill) | {"name": name})
    skill.refresh_from_db()
    assert (skill.name, skill.state) == ("Lost-wax casting", WordState.SUGGESTED)


def test_refusing_takes_it_off_the_lists_and_tells_why(editor: User, owner: Technician) -> None:
    skill, other = suggested(owner), live_technician()
    TechnicianSkill.objects.create(technician=other, skill=skill)
    with pytest.raises(ValidationError):
        refuse(Skill, skill.pk, seen="suggested", user=editor, reason="  ")
    refuse(Skill, skill.pk, seen="suggested", user=editor, reason="It is a kind of casting.")
    assert not TechnicianSkill.objects.exists()
    mails = {mail.to: mail.body for mail in OutboxMail.objects.all()}
    assert set(mails) == {owner.user.email, other.user.email}
    assert all("It is a kind of casting." in body for body in mails.values())
    (need,) = word_needs(owner.user)
    assert (need.title, need.detail) == ("‘Lost-wax casting’ was not taken on", "It is a kind of casting.")
    assert list(word_needs(other.user)) == []
    # and later, after all
    approve(Skill, skill.pk, seen="refused", user=editor, changes=as_it_is(skill))
    assert Skill.objects.get(pk=skill.pk).reason == ""
    assert OutboxMail.objects.count() == 2


def test_the_second_editor_is_told(editor: User, owner: Technician) -> None:
    skill, into = suggested(owner), SkillFactory()
    refuse(Skill, skill.pk, seen="suggested", user=editor, reason="No.")
    with pytest.raises(WordDecidedError, match="Somebody else decided on ‘Lost-wax casting’ meanwhile: refused"):
        approve(Skill, skill.pk, seen="suggested", user=editor, changes=as_it_is(skill))
    with pytest.raises(WordDecidedError):
        merge(Skill, skill.pk, into.pk, seen="suggested", user=editor)
    other = suggested(owner, "Slip casting")
    merge(Skill, other.pk, into.pk, seen="suggested", user=editor)
    with pytest.raises(WordDecidedError, match="no longer there"):
        refuse(Skill, other.pk, seen="suggested", user=editor, reason="No.")


def test_merging_skills_keeps_names_levels_and_addresses(
    editor: User, owner: Technician, django_capture_on_commit_callbacks: Any
) -> None:
    other = live_technician()
    old, new = SkillFactory(name="Lathe work", slug="lathe-work"), SkillFactory(name="Turning", slug="turning")
    set_aliases(old, ["Lathing", "Turnery"])
    set_aliases(new, ["Wood turning"])
    OldSkillSlug.objects.create(slug="lathes", skill=old)
    for person, skill, level, since in (
        (owner, old, 4, 2010), (owner, new, 2, 2004), (other, old, 3, None),
    ):  # fmt: skip
        TechnicianSkill.objects.create(technician=person, skill=skill, level=level, since=since)
    with django_capture_on_commit_callbacks(execute=True):
        assert merge(Skill, old.pk, new.pk, seen="approved", user=editor) == new
    assert sorted(new.technician_rows.values_list("technician", "level", "since")) == sorted(
        [(owner.pk, 4, 2004), (other.pk, 3, None)]
    )
    assert set(new.aliases.values_list("name", flat=True)) == {"Lathe work", "Lathing", "Turnery", "Wood turning"}
    for former in ("lathe-work", "lathes"):
        answer = Client().get(f"/skills/{former}/")
        assert (answer.status_code, answer["Location"]) == (301, "/skills/turning/")
    assert Client().get("/technicians/?q=lathing").context["total"] == 2
    assert not SearchSet.objects.filter(value="lathe-work").exists()
    assert not Skill.objects.filter(pk=old.pk).exists()
    assert not OutboxMail.objects.exists()


def test_merging_a_suggestion_tells_who_made_it(editor: User, owner: Technician) -> None:
    skill, into = suggested(owner), SkillFactory(name="Casting")
    merge(Skill, skill.pk, into.pk, seen="suggested", user=editor)
    assert OutboxMail.objects.get().subject == "‘Lost-wax casting’ is on the list as ‘Casting’"
    assert TechnicianSkill.objects.get(technician=owner).skill == into


def test_nothing_is_merged_into_itself_or_into_what_waits(editor: User, owner: Technician) -> None:
    skill, into = suggested(owner), SkillFactory(state=WordState.SUGGESTED)
    with pytest.raises(ValidationError, match="nothing is merged into itself"):
        merge(Skill, skill.pk, skill.pk, seen="suggested", user=editor)
    with pytest.raises(WordDecidedError):
        merge(Skill, skill.pk, into.pk, seen="suggested", user=editor)


KINDS = st.sets(st.sampled_from(EquipmentRoleKind.values))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(KINDS, KINDS), min_size=1, max_size=3))
def test_merging_equipment_keeps_the_roles_of_both(editor: User, roles: list[tuple[set[str], set[str]]]) -> None:
    old = Equipment.objects.create(name="Magnet", slug="magnet-x")
    new = Equipment.objects.create(name="Big magnet", slug="big-magnet-x")
    wanted = {}
    for former, present in roles:
        person = live_technician()
        for thing, kinds in ((old, former), (new, present)):
            for kind in kinds:
                EquipmentRole.objects.create(technician=person, equipment=thing, kind=kind)
        wanted[person.pk] = former | present
    merge(Equipment, old.pk, new.pk, seen="approved", user=editor)
    for pk, kinds in wanted.items():
        rows = EquipmentRole.objects.filter(technician=pk)
        assert {(row.equipment_id, row.kind) for row in rows} == {(new.pk, kind) for kind in kinds}
        assert rows.count() == len(kinds)
    new.delete() if not any(wanted.values()) else EquipmentRole.objects.all().delete()
    Equipment.objects.all().delete()


def test_merging_equipment_keeps_names_addresses_and_facts(editor: User) -> None:
    old = Equipment.objects.create(name="Magnet", slug="magnet", how_to_ask="Ask Joan.", purpose="Old words", room="1")
    new = Equipment.objects.create(name="NMR 400", slug="nmr-400", purpose="To look at molecules")
    EquipmentAlias.objects.create(equipment=old, name="Big blue")
    EquipmentAlias.objects.create(equipment=new, name="big BLUE")
    merge(Equipment, old.pk, new.pk, seen="approved", user=editor)
    new.refresh_from_db()
    assert (new.purpose, new.how_to_ask, new.room) == ("To look at molecules", "Ask Joan.", "1")
    assert sorted(new.aliases.values_list("name", flat=True)) == ["Magnet", "big BLUE"]
    assert OldEquipmentSlug.objects.get(slug="magnet").equipment == new
    answer = Client().get("/equipment/magnet/")
    assert (answer.status_code, answer["Location"]) == (301, "/equipment/nmr-400/")


def test_whoever_goes_leaves_no_name_on_what_they_suggested(editor: User, owner: Technician) -> None:
    waiting = suggested(owner)
    agreed = suggest_equipment(owner, "Kiln", {})
    approve(Equipment, agreed.pk, seen="suggested", user=editor, changes={"name": "Kiln"})
    forget_words(owner)
    assert not Skill.objects.filter(pk=waiting.pk).exists()
    assert Equipment.objects.get(pk=agreed.pk).suggested_by is None


# --- the screens ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """Return the editor's browser."""
    client.force_login(editor)
    return client


def test_the_queue_and_its_need(desk: Client, editor: User, owner: Technician) -> None:
    assert list(word_needs(editor)) == []
    skill = suggested(owner)
    suggest_equipment(owner, "Kiln", {})
    (need,) = word_needs(editor)
    assert (need.title, need.url) == ("2 suggestions wait", "/admin/suggestions/")
    page = desk.get("/admin/suggestions/").content.decode()
    assert "Lost-wax casting" in page
    assert "Kiln" in page
    assert "Nasrin Hallworthy" in page
    SkillFactory(name="Casting in sand")
    page = desk.get(f"/admin/suggestions/skill/{skill.pk}/").content.decode()
    assert "<li>Casting in sand</li>" in page


def test_the_screen_approves_refuses_and_merges(desk: Client, owner: Technician) -> None:
    one, two, three = (suggested(owner, f"Odd name {n}") for n in "abc")
    into, group = SkillFactory(name="Even name"), SkillGroupFactory()

    def decide(skill: Skill, **data: Any) -> Any:
        return desk.post(f"/admin/suggestions/skill/{skill.pk}/", {"seen": "suggested", **data})

    assert decide(one, do="approve", name="Name one", group=group.pk).status_code == 302
    assert decide(two, do="refuse", reason="").status_code == 200
    assert decide(two, do="refuse", reason="No.").status_code == 302
    assert decide(three, do="merge", into="").status_code == 200
    assert decide(three, do="merge", into=into.pk).status_code == 302
    states = dict(Skill.objects.values_list("name", "state"))
    assert states == {"Name one": "approved", "Odd name b": "refused", "Even name": "approved"}
    late = decide(two, do="approve", name="Odd name b", group=group.pk)
    assert late.status_code == 302
    assert "Somebody else decided on ‘Odd name b’" in desk.get("/admin/suggestions/").content.decode()
    assert "No." in desk.get("/admin/suggestions/?state=refused").content.decode()
    assert decide(one, do="burn").status_code == 404


def test_a_taken_name_is_said_beside_the_field(desk: Client, owner: Technician) -> None:
    SkillFactory(name="Casting")
    skill = suggested(owner)
    data = {"seen": "suggested", "do": "approve", "name": "casting", "group": skill.group_id}
    page = desk.post(f"/admin/suggestions/skill/{skill.pk}/", data).content.decode()
    assert "Merge it into that one instead." in page


def test_others_decide_nothing(client: Client, owner: Technician) -> None:
    skill = suggested(owner)
    client.force_login(owner.user)
    assert client.get("/admin/suggestions/").status_code == 302
    data = {"seen": "suggested", "do": "refuse", "reason": "No."}
    assert client.post(f"/admin/suggestions/skill/{skill.pk}/", data).status_code == 302
    assert Skill.objects.get(pk=skill.pk).state == WordState.SUGGESTED


def test_the_way_to_merging_stands_on_the_words_own_screens(desk: Client) -> None:
    skill = SkillFactory()
    kiln = Equipment.objects.create(name="Kiln", slug="kiln")
    for kind, pk in (("skill", skill.pk), ("equipment", kiln.pk)):
        page = desk.get(f"/admin/snippets/profiles/{kind}/edit/{pk}/").content.decode()
        assert f'href="/admin/suggestions/{kind}/{pk}/"' in page
        screen = desk.get(f"/admin/suggestions/{kind}/{pk}/")
        assert list(screen.context["forms"]) == ["merge"]


def test_equipment_is_kept_with_its_other_names(desk: Client) -> None:
    data = {"name": "Kiln", "slug": "kiln", "other_names": "Oven\nFurnace", "maker": "Fulmar"}
    assert desk.post("/admin/snippets/profiles/equipment/add/", data).status_code == 302
    assert sorted(SkillAlias.objects.values_list("name")) == []
    assert sorted(EquipmentAlias.objects.values_list("name", flat=True)) == ["Furnace", "Oven"]
    assert Equipment.objects.get().state == WordState.APPROVED
