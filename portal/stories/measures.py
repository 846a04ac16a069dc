"""What stories can count for the plan: how many were published, and how many technicians appear in them."""

from datetime import timedelta

from portal.core.registries import MOST_EVIDENCE, Evidence, Measure, Result, Scope, measures
from portal.core.times import midnight
from profiles.counted_people import Places, by_department, told
from profiles.models import Technician

from .models import StoryPage, Subject
from .querysets import StoryQuerySet


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
    places = Places(scope)

    def evidence() -> tuple[Evidence, ...]:
        shown = stories.filter(pk__in=agreed.values("story"))
        return _evidence(shown if places.here is None else shown.about_department(places.here))

    return told(places, by_department(people, "department"), evidence)


def register_measures() -> None:
    """Offer both to the plan."""
    measures.register(Measure("stories_published", "Stories published", "stories", "more", stories_published))
    measures.register(
        Measure(
            "technicians_in_stories", "Technicians who appear in stories", "technicians", "more", technicians_in_stories
        )
    )
