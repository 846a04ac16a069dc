"""Making the groups exactly what the apps' GRANTS say.

Each app may have a module `permissions` with `GRANTS` (role -> 'app_label.codename'), `PAGE_GRANTS` (role ->
kinds of page permission, given on the root page), `PAGE_GRANTS_UNDER` (role -> label of a page type -> kinds, given
on each page of that type) and `COLLECTION_GRANTS` (role -> 'app_label.codename', given on the root collection). What
an app sets up for the groups once they are there, it does in `after_roles()`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.core.roles import Role

from .permissions import ADMIN_ACCESS

Named = Mapping[Role, tuple[str, ...]]
# Their screens are the site's own, whatever an app grants them.
NEVER_IN_ADMIN = frozenset({Role.TECHNICIAN})


class UnknownGrantError(ValueError):
    """An app grants something that does not exist, or that its role may not have."""


@dataclass(frozen=True)
class RoleChange:
    """What a run changed for one role, as lists of permission names; all empty where nothing did."""

    role: Role
    added: tuple[str, ...]
    removed: tuple[str, ...]


def permission_modules() -> Iterator[ModuleType]:
    """Return the `permissions` module of each installed app that has one (with GRANTS, so those of the
    project).
    """
    for name in _module_names():
        module = import_module(name)
        if hasattr(module, "GRANTS"):
            yield module


@cache
def _module_names() -> tuple[str, ...]:
    """Return which apps have such a module: each new page asks, and going through the folders is slow."""
    names = (f"{config.name}.permissions" for config in apps.get_app_configs())
    return tuple(name for name in names if find_spec(name) is not None)


def _collected(attribute: str) -> dict[Role, dict[str, str]]:
    """Return role -> granted name -> the module that grants it."""
    found: dict[Role, dict[str, str]] = defaultdict(dict)
    for module in permission_modules():
        grants: Named = getattr(module, attribute, {})
        for role, names in grants.items():
            found[Role(role)].update(dict.fromkeys(names, module.__name__))
    return found


def _permissions(names: Mapping[str, str]) -> dict[str, Permission]:
    """Return the permissions of these names; raises UnknownGrantError naming each that does not exist, and
    who wants it.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type").filter(
            codename__in=[name.partition(".")[2] for name in names]
        )
    }
    unknown = [f"'{name}' ({module})" for name, module in names.items() if name not in known]
    if unknown:
        names_in_words = ", ".join(sorted(unknown))
        raise UnknownGrantError(f"There is no permission {names_in_words}. Is a migration missing?")
    return {name: known[name] for name in names}


def _wanted_models(role: Role, granted: Mapping[str, str], *, elsewhere: bool) -> dict[str, Permission]:
    """Return a role's permissions, with access to the Wagtail admin where it has work there."""
    names = dict(granted)
    if role in NEVER_IN_ADMIN:
        if ADMIN_ACCESS in names:
            raise UnknownGrantError(f"{names[ADMIN_ACCESS]} opens the admin to the role '{role.label}'.")
    elif names or elsewhere:
        names.setdefault(ADMIN_ACCESS, __name__)
    return _permissions(names)


def _page_permissions(kinds: Mapping[str, str]) -> dict[str, Permission]:
    return _permissions({f"wagtailcore.{kind}_page": module for kind, module in kinds.items()})


def _wanted_pages(role: Role, on_root: Mapping[str, str], root: Page | None) -> dict[tuple[str, int], Permission]:
    """Return a role's permissions on pages, by their name and the key of the page they are given on."""
    found: dict[tuple[str, int], Permission] = {}
    if root is not None:
        found = {(name, root.pk): one for name, one in _page_permissions(on_root).items()}
    for module in permission_modules():
        for label, kinds in getattr(module, "PAGE_GRANTS_UNDER", {}).get(role, {}).items():
            given = _page_permissions(dict.fromkeys(kinds, module.__name__))
            pages = apps.get_model(label)._default_manager.values_list("pk", flat=True)
            found |= {(name, pk): one for pk in pages for name, one in given.items()}
    return found


def _has_pages(role: Role) -> bool:
    """Say whether a role has work under pages of a type, even while there is none."""
    return any(getattr(module, "PAGE_GRANTS_UNDER", {}).get(role) for module in permission_modules())


def _name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def _sync_models(group: Group, wanted: Mapping[str, Permission]) -> tuple[set[str], set[str]]:
    present = {_name(permission): permission for permission in group.permissions.select_related("content_type")}
    added, removed = set(wanted) - set(present), set(present) - set(wanted)
    group.permissions.add(*(wanted[name] for name in added))
    group.permissions.remove(*(present[name] for name in removed))
    return added, removed


def _sync_placed(
    rows: type[GroupPagePermission] | type[GroupCollectionPermission],
    group: Group,
    field: str,
    wanted: Mapping[tuple[str, int], Permission],
) -> tuple[set[str], set[str]]:
    """Hold a group's permissions on pages or collections (`field`) to those wanted, by name and key of the place."""
    kept: set[tuple[str, int]] = set()
    removed: set[str] = set()
    for row in rows.objects.filter(group=group).select_related("permission__content_type"):
        name, place = _name(row.permission), getattr(row, f"{field}_id")
        if (name, place) in wanted:
            kept.add((name, place))
        else:
            removed.add(f"{name} on {field} {place}")
            row.delete()
    added = set(wanted) - kept
    rows.objects.bulk_create(
        rows(group=group, permission=wanted[name, place], **{f"{field}_id": place}) for name, place in sorted(added)
    )
    return {f"{name} on {field} {place}" for name, place in added}, removed


def _nothing() -> None:
    """Stand for what a module does not have to do."""


@transaction.atomic
def sync_roles() -> list[RoleChange]:
    """Make a group for each role, with exactly what the apps grant, and return what that changed.

    Doing it twice changes nothing the second time. Members are never touched. Raises UnknownGrantError, and
    changes nothing at all, where an app grants what does not exist.
    """
    models, pages, collections = (_collected(name) for name in ("GRANTS", "PAGE_GRANTS", "COLLECTION_GRANTS"))
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    changes = []
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.label)
        placed = bool(pages[role] or collections[role] or _has_pages(role))
        steps = [_sync_models(group, _wanted_models(role, models[role], elsewhere=placed))]
        steps.append(_sync_placed(GroupPagePermission, group, "page", _wanted_pages(role, pages[role], root_page)))
        if root_collection is not None:
            wanted = {(name, root_collection.pk): one for name, one in _permissions(collections[role]).items()}
            steps.append(_sync_placed(GroupCollectionPermission, group, "collection", wanted))
        added = sorted(name for step in steps for name in step[0])
        removed = sorted(name for step in steps for name in step[1])
        changes.append(RoleChange(role, tuple(added), tuple(removed)))
    for module in permission_modules():
        getattr(module, "after_roles", _nothing)()
    return changes


def grant_on_page(page: Page) -> None:
    """Give the roles what they may do on a page that was just made; groups that are not there yet get it later."""
    for role in Role:
        wanted = {place: one for place, one in _wanted_pages(role, {}, None).items() if place[1] == page.pk}
        group = Group.objects.filter(name=role.label).first() if wanted else None
        if group is not None:
            for permission in wanted.values():
                GroupPagePermission.objects.get_or_create(group=group, permission=permission, page=page)
