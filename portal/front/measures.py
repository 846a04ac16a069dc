"""What the roof can count for the plan: how often pages were read."""

from collections.abc import Callable, Collection
from functools import partial

from wagtail.models import get_page_models

from plan.models import Action
from portal.core.pages import BasePage
from portal.core.registries import Evidence, Measure, Result, Scope, measures
from portal.front.counting import PAGE
from portal.front.enums import PageKind
from portal.front.models import PageReads
from portal.front.querysets import PageReadsQuerySet
from portal.front.read_pages import read_pages

MOST_EVIDENCE = 10  # pages named, the most read first
NOT_BY_DEPARTMENT = "pages are not counted by department"
NO_THEMES = "these pages carry no themes"


def reads(kinds: Collection[PageKind], has_themes: bool, scope: Scope) -> Result:
    """Count reads in the period of pages of these kinds (of all, where none is named).

    Of a theme: those of pages and of actions of published plans that carry it now.
    """
    if scope.department_id is not None:
        return Result(None, note=NOT_BY_DEPARTMENT)
    if scope.theme_id is not None and not has_themes:
        return Result(None, note=NO_THEMES)
    found: PageReadsQuerySet = PageReads.objects.between(scope.start, scope.end)
    if kinds:
        found = found.filter(kind__in=kinds)
    if scope.theme_id is not None:
        found = found.filter(key__in=_with_theme(scope.theme_id))
    return Result(float(found.total()), tuple(_evidence(found)))


def _with_theme(theme: int) -> list[str]:
    """Return the keys of pages and of actions that carry a theme."""
    kinds = [model for model in get_page_models() if issubclass(model, BasePage)]
    keys = [f"{PAGE}{pk}" for model in kinds for pk in model.objects.filter(themes=theme).values_list("pk", flat=True)]
    actions = Action.objects.published().filter(themes=theme).select_related("plan")
    return [*keys, *(action.get_absolute_url() for action in actions)]


def _evidence(found: PageReadsQuerySet) -> list[Evidence]:
    """Return links to the most read pages that everybody may open."""
    keys = [key for key, *_ in found.by_page()[:MOST_EVIDENCE]]
    named = read_pages(keys)
    return [Evidence(named[key].title, named[key].url) for key in keys if named[key].url]


def register_measures() -> None:
    """Offer all of these to the plan."""
    counted: tuple[tuple[str, str, Callable[[Scope], Result]], ...] = (
        ("reads", "Pages read", partial(reads, (), True)),
        ("reads_stories", "Stories read", partial(reads, (PageKind.STORY,), True)),
        ("reads_profiles", "Technicians’ profiles read", partial(reads, (PageKind.PROFILE,), False)),
        ("reads_plan", "Pages of the action plan read", partial(reads, (PageKind.PLAN,), True)),
    )
    for key, label, compute in counted:
        measures.register(Measure(f"front.{key}", label, "reads", "more", compute))
