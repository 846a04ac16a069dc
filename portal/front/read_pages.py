"""What the pages that were read are called, and which of them everybody may open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from wagtail.models import Page

from plan.models import Action, Plan
from portal.front.counting import ALL_PROFILES, PAGE
from profiles.models import Equipment, Skill

GONE = "A page that is gone"
# Addresses that are always there, by their names
LISTS = {
    "technicians": "Find a technician",
    "skills": "Skills, A to Z",
    "equipment_list": "Equipment",
    "search": "Search",
    "plan": "Action plan",
}


@dataclass(frozen=True)
class ReadPage:
    """A page that was read: its title, and its address where everybody may open it."""

    title: str
    url: str = ""
    pk: int | None = None  # of a page that editors keep


def read_pages(keys: Iterable[str]) -> dict[str, ReadPage]:
    """Return the pages of keys, in five queries at most, however many there are."""
    asked = set(keys)
    named = {reverse(name): label for name, label in LISTS.items()}
    found = {path: ReadPage(title, path) for path, title in named.items() if path in asked}
    if ALL_PROFILES in asked:
        found[ALL_PROFILES] = ReadPage("Technicians’ profiles, all together", reverse("technicians"))
    found |= _kept_by_editors([key for key in asked if key.startswith(PAGE)])
    left = asked - found.keys()
    found |= _words(Skill.objects.approved(), "skill", left)
    found |= _words(Equipment.objects.approved(), "equipment", left)
    found |= _of_plans(left)
    return {key: found.get(key) or ReadPage(GONE if key.startswith(PAGE) else key) for key in asked}


def _kept_by_editors(keys: list[str]) -> dict[str, ReadPage]:
    if not keys:
        return {}
    pages = Page.objects.in_bulk([int(key.removeprefix(PAGE)) for key in keys])
    return {
        f"{PAGE}{pk}": ReadPage(page.title, page.get_url() or "" if page.live else "", pk) for pk, page in pages.items()
    }


def _words(words: Any, route: str, keys: Iterable[str]) -> Mapping[str, ReadPage]:
    """Return skills or equipment by their addresses."""
    asked = {match.kwargs["slug"] for key in keys if (match := _match(key)) and match.url_name == route}
    if not asked:
        return {}
    rows = words.filter(slug__in=asked).values_list("slug", "name")
    return {url: ReadPage(name, url) for slug, name in rows for url in [reverse(route, args=[slug])]}


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _of_plans(keys: Iterable[str]) -> dict[str, ReadPage]:
    """Return published plans and their actions by their addresses."""
    root = reverse("plan")
    paths = {key.removeprefix(root).strip("/") for key in keys if key.startswith(root)}
    if not paths:
        return {}
    plans = Plan.objects.published().filter(slug__in=paths)
    found = {plan.get_absolute_url(): ReadPage(plan.title, plan.get_absolute_url()) for plan in plans}
    within = Concat("plan__slug", Value("/"), "slug", output_field=CharField())
    for action in Action.objects.published().alias(within=within).filter(within__in=paths).select_related("plan"):
        found[action.get_absolute_url()] = ReadPage(f"{action.code}: {action.title}", action.get_absolute_url())
    return found
