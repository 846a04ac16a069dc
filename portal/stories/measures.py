"""What stories can count for the plan: how many were published, and how many technicians appear in them."""

from collections import Counter
from datetime import timedelta

from portal.core.registries import Evidence, Measure, Result, Scope, measures
from portal.core.small_numbers import hidden_places, is_small, within_each
from portal.core.times import midnight
from profiles.models import Department, Technician

from .models import StoryPage, Subject
from .querysets import StoryQuerySet

MOST_EVIDENCE = 10
FEW = "fewer than five, or too few to tell apart"


def _published(scope: Scope) -> StoryQuerySet:
    """Return stories first published in the period, of the theme where one is asked for."""
    begin, end = midnight(scope.start), midnight(scope.end + timedelta(days=1))
    stories: StoryQuerySet = StoryPage.objects.showing().filter(
        first_published_at__gte=begin, first_published_at__lt=end
    )
    return stories if scope.theme_id is None else stories.about_theme(scope.theme_id)


def _evidence(stories: StoryQuerySet) -> tuple[Evidence, ...]:
    return tuple(Evidence(story.title, story.get_url() or "") for story in stories.latest_first()[:MOST_EVIDENCE])


def stories_published(scope: Scope) -> Result:
    """Count stories published in the period: never kept back, since anybody can count them in the list."""
    stories = _published(scope)
    if scope.department_id is not None:
        stories = stories.about_department(scope.department_id)
    return Result(stories.count(), _evidence(stories))


def technicians_in_stories(scope: Scope) -> Result:
    """Count technicians who appear, and agreed to it, in stories published in the period; each once.

    Where a department is asked for, those who work there or beneath. Kept back where few are meant, by subtraction
    too; the stories that show them are the evidence.
    """
    stories = _published(scope)
    agreed = Subject.objects.agreed().filter(story__in=stories.values("pk"), technician__isnull=False)
    people = Technician.objects.filter(pk__in=agreed.values("technician"))
    counts: Counter[int | None] = Counter(people.order_by().values_list("department", flat=True))
    parents: dict[int, int | None] = dict(Department.objects.order_by().values_list("pk", "parent"))
    here = scope.department_id
    number = within_each(counts, parents).get(here, 0)
    is_known = here is None or here in parents
    if not is_known or is_small(number) or here in hidden_places(counts, parents):
        return Result(None, note=FEW)
    shown = stories.filter(pk__in=agreed.values("story"))
    if here is not None:
        shown = shown.about_department(here)
    return Result(number, _evidence(shown))


def register_measures() -> None:
    """Offer both to the plan."""
    measures.register(Measure("stories_published", "Stories published", "stories", "more", stories_published))
    measures.register(
        Measure(
            "technicians_in_stories", "Technicians who appear in stories", "technicians", "more", technicians_in_stories
        )
    )
