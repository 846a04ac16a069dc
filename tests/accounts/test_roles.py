"""Roles: groups that are exactly what the apps grant."""

import io
import sys
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.role_sync import permission_modules, sync_roles
from portal.accounts.services import give_role
from portal.core.roles import Role
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

ADMIN_ROLES = {
    Role.COMMUNICATIONS_EDITOR, Role.STORY_WRITER, Role.PROFILE_STEWARD, Role.PLAN_OWNER, Role.AWARD_ORGANISER,
    Role.EVENT_ORGANISER, Role.SITE_MANAGER,
}  # fmt: skip


def names(role: Role) -> set[str]:
    group = Group.objects.get(name=role.label)
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


def test_each_role_is_a_group_with_what_the_apps_grant() -> None:
    sync_roles()
    for role in Role:
        granted = {name for module in permission_modules() for name in module.GRANTS.get(role, ())}
        assert names(role) - {"wagtailadmin.access_admin"} == granted
        assert ("wagtailadmin.access_admin" in names(role)) == (role in ADMIN_ROLES)
    assert names(Role.TECHNICIAN) == set()


def test_the_modules_of_all_apps_are_read() -> None:
    found = {module.__name__ for module in permission_modules()}
    wanted = {
        "portal.front.permissions",
        "portal.core.permissions",
        "portal.accounts.permissions",
        "profiles.permissions",
    }
    assert wanted <= found


def test_a_second_run_changes_nothing_and_members_stay() -> None:
    sync_roles()
    steward = UserFactory(role=Role.PROFILE_STEWARD.label)
    before = (
        list(GroupPagePermission.objects.order_by("pk").values()),
        list(GroupCollectionPermission.objects.order_by("pk").values()),
    )
    assert all(not change.added and not change.removed for change in sync_roles())
    assert before == (
        list(GroupPagePermission.objects.order_by("pk").values()),
        list(GroupCollectionPermission.objects.order_by("pk").values()),
    )
    assert [group.name for group in steward.groups.all()] == ["Profile steward"]


def test_what_is_no_longer_granted_is_taken_away() -> None:
    sync_roles()
    group = Group.objects.get(name=Role.TECHNICIAN.label)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    Group.objects.get(name=Role.PROFILE_STEWARD.label).permissions.clear()
    root, home = Page.get_first_root_node(), Page.objects.filter(depth=2).first()
    change = Permission.objects.get(codename="change_page")
    for page in (root, home):
        GroupPagePermission.objects.create(group=group, page=page, permission=change)
    collection = Collection.get_first_root_node()
    GroupCollectionPermission.objects.create(
        group=group, collection=collection, permission=Permission.objects.get(codename="add_image")
    )
    changes = {change.role: change for change in sync_roles()}
    assert "wagtailadmin.access_admin" in changes[Role.TECHNICIAN].removed
    assert len(changes[Role.TECHNICIAN].removed) == 4
    assert "profiles.import_roster" in changes[Role.PROFILE_STEWARD].added
    assert names(Role.TECHNICIAN) == set()
    assert not group.page_permissions.exists()
    assert not group.collection_permissions.exists()


def test_other_groups_are_left_alone() -> None:
    own = Group.objects.create(name="Outreach helpers")
    own.permissions.add(Permission.objects.get(codename="access_admin"))
    sync_roles()
    assert own.permissions.count() == 1


def test_editors_keep_pages_and_the_library(client: Client) -> None:
    sync_roles()
    editor = UserFactory(role=Role.COMMUNICATIONS_EDITOR.label)
    root = Page.get_first_root_node()
    tester = root.get_children().first().permissions_for_user(editor)
    assert tester.can_edit()
    assert tester.can_publish()
    client.force_login(editor)
    for address in ("/admin/images/", "/admin/images/add/", "/admin/documents/", "/admin/images/chooser/"):
        assert client.get(address).status_code == 200, address
    assert client.get("/admin/users/").status_code == 302


def test_a_steward_keeps_no_pages() -> None:
    sync_roles()
    steward = UserFactory(role=Role.PROFILE_STEWARD.label)
    assert not Page.get_first_root_node().get_children().first().permissions_for_user(steward).can_edit()


def granting(monkeypatch: pytest.MonkeyPatch, **grants: Any) -> None:
    """Let the app `portal.front` grant something else."""
    module = ModuleType("portal.front.permissions")
    module.__spec__ = sys.modules["portal.front.permissions"].__spec__
    vars(module).update({"GRANTS": {}, **grants})
    monkeypatch.setitem(sys.modules, "portal.front.permissions", module)


@pytest.mark.parametrize(
    ("grants", "told"),
    [
        ({"GRANTS": {Role.PLAN_OWNER: ("plan.change_nothing",)}}, "plan.change_nothing"),
        ({"GRANTS": {Role.PLAN_OWNER: ("nonsense",)}}, "nonsense"),
        ({"PAGE_GRANTS": {Role.PLAN_OWNER: ("paint",)}}, "wagtailcore.paint_page"),
        ({"COLLECTION_GRANTS": {Role.PLAN_OWNER: ("wagtailimages.eat_image",)}}, "wagtailimages.eat_image"),
        ({"GRANTS": {Role.TECHNICIAN: ("wagtailadmin.access_admin",)}}, "Technician"),
    ],
)
def test_a_wrong_grant_is_told_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, grants: dict[str, Any], told: str
) -> None:
    sync_roles()
    Group.objects.get(name=Role.PROFILE_STEWARD.label).permissions.clear()
    granting(monkeypatch, **grants)
    with pytest.raises(CommandError, match=told):
        call_command("sync_roles", stdout=io.StringIO())
    assert names(Role.PROFILE_STEWARD) == set()


def test_a_technicians_grants_do_not_open_the_admin(monkeypatch: pytest.MonkeyPatch) -> None:
    granting(monkeypatch, GRANTS={Role.TECHNICIAN: ("profiles.view_skill",)})
    sync_roles()
    assert names(Role.TECHNICIAN) == {"profiles.view_skill"}


def test_the_command_says_what_it_did() -> None:
    out = io.StringIO()
    call_command("sync_roles", stdout=out)
    assert "Profile steward: + profiles.import_roster" in out.getvalue()
    out = io.StringIO()
    call_command("sync_roles", stdout=out)
    assert out.getvalue() == "8 roles, 0 changed.\n"


def test_a_role_can_be_given_before_the_first_sync() -> None:
    user = UserFactory()
    Group.objects.filter(name=Role.TECHNICIAN.label).delete()
    give_role(user, Role.TECHNICIAN)
    give_role(user, Role.TECHNICIAN)
    assert [group.name for group in user.groups.all()] == ["Technician"]
