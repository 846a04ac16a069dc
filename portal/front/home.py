"""What the home page's sections show, from live data, read once however many sections show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, IntegerField, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from awards.front_row import Deadline, Win, deadlines, latest_wins
from events.cards import EventCard, event_card
from events.models import Occurrence
from plan.headlines import Headlines, headlines
from portal.front.frame import Pages
from portal.stories.cards import StoryCard, story_card
from portal.stories.models import StoryPage
from profiles.enums import Section, WordState
from profiles.models import Campus, SkillGroup, Technician
from profiles.visibility import Audience, ProfileView, view_hits

MOST_PEOPLE = 8
MOST_STORIES = 8
MOST_EVENTS = 8
MOST_DEADLINES = 8
MOST_WINS = 3


@dataclass(frozen=True)
class BoardTool:
    """One kind of work on the board, and how many people there are to meet."""

    name: str
    slug: str
    people: int


@dataclass(frozen=True)
class Filled:
    """A section that has something to show. `kind` names its template; `ground`: bare where the one before is not."""

    kind: str
    content: Mapping[str, Any]
    ground: str = ""


@dataclass
class HomeReader:
    """Reads for one visit what the sections ask for. `stories`, `people`, `events`: keys that editors chose."""

    audience: Audience
    pages: Pages
    stories: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    told: set[str] = field(default_factory=set)  # addresses of stories that a section tells already

    @cached_property
    def campuses(self) -> list[Campus]:
        """Return the campuses to choose from."""
        return list(Campus.objects.all())

    @cached_property
    def board(self) -> tuple[list[BoardTool], int]:
        """Return the kinds of work that somebody shows, and how many technicians there are to meet."""
        showing_skills = Technician.objects.showing(Section.SKILLS, self.audience)
        everybody = Technician.objects.visible_to(self.audience).order_by().values("state").annotate(n=Count("pk"))
        groups = (
            SkillGroup.objects.filter(
                skills__technician_rows__technician__in=showing_skills, skills__state=WordState.APPROVED
            )
            .annotate(
                people=Count("skills__technician_rows__technician", distinct=True),
                everybody=Coalesce(Subquery(everybody.values("n")[:1], output_field=IntegerField()), 0),
            )
            .order_by("order", "name")
        )
        tools = [BoardTool(group.name, group.slug, group.people) for group in groups]
        return tools, groups[0].everybody if tools else 0

    @cached_property
    def _stories(self) -> tuple[dict[int, StoryCard], list[StoryCard]]:
        """Return the chosen stories by key, and the latest."""
        showing: Any = StoryPage.objects.showing()
        latest = showing.latest_first().values("pk")[:MOST_STORIES]
        rows = showing.filter(Q(pk__in=Subquery(latest)) | Q(pk__in=self.stories)).latest_first()
        found = {row.pk: story_card(row) for row in rows.select_related("picture")}
        return found, list(found.values())

    def chosen_story(self, pk: int | None) -> StoryCard | None:
        """Return a story that an editor chose, where the public sees it."""
        return self._stories[0].get(pk) if pk else None

    def latest_stories(self) -> list[StoryCard]:
        """Return the latest stories that no section tells yet."""
        return [card for card in self._stories[1] if card.url not in self.told]

    @cached_property
    def _people(self) -> list[ProfileView]:
        telling: Any = Technician.objects.showing(Section.ASK_ME_ABOUT, self.audience).exclude(ask_me_about=[])
        latest = telling.order_by("-profile_updated_at", "pk").values("pk")[:MOST_PEOPLE]
        rows = Technician.objects.visible_to(self.audience).filter(Q(pk__in=Subquery(latest)) | Q(pk__in=self.people))
        return view_hits(rows.order_by("-profile_updated_at", "pk").for_hits(), self.audience)

    def people_to_meet(self, chosen: Iterable[int], number: int) -> list[ProfileView]:
        """Return the chosen technicians in their order, or else those who kept their profile most lately.

        Of the latter only such as say what to ask them about, those with a photo first.
        """
        known = {person.pk: person for person in self._people}
        found = [known[pk] for pk in chosen if pk in known]
        telling = [person for person in self._people if person.ask_me_about]
        return (found or sorted(telling, key=lambda person: person.photo is None))[:number]

    @cached_property
    def _events(self) -> list[EventCard]:
        """Return the chosen events and the next ones by the next of their dates, the next first."""
        now = timezone.now()
        dates: Any = Occurrence.objects.showing().next_of_each(now)
        first = dates.values("pk")[: MOST_EVENTS + len(self.events)]
        rows = dates.filter(Q(pk__in=Subquery(first)) | Q(event__in=self.events))
        found = rows.with_places().select_related("campus", "event")
        return [event_card(row.event, row, now, row.event.get_url() or "") for row in found]

    def next_events(self, chosen: Iterable[int], number: int) -> list[EventCard]:
        """Return the chosen events that are still to come, or else the next ones."""
        wanted = set(chosen)
        return ([card for card in self._events if card.pk in wanted] or self._events)[:number]

    @cached_property
    def award_deadlines(self) -> list[Deadline]:
        """Return the awards that can be entered now, then those that open next."""
        return deadlines(timezone.now(), MOST_DEADLINES)

    @cached_property
    def award_wins(self) -> list[Win]:
        """Return the latest wins, as far as the reader may see who won."""
        return latest_wins(self.audience, timezone.now(), MOST_WINS)

    @cached_property
    def headlines(self) -> Headlines | None:
        """Return how the plan is going."""
        return headlines(timezone.localdate())


def with_grounds(found: Iterable[Filled]) -> list[Filled]:
    """Return the sections with grounds such that no two alike stand together, whichever there are."""
    filled: list[Filled] = []
    for section in found:
        before = filled[-1] if filled else None
        is_plain = before is not None and not before.ground and before.kind not in PAINTED
        ground = "bare" if is_plain and section.kind not in PAINTED else ""
        filled.append(Filled(section.kind, section.content, ground))
    return filled


PAINTED = frozenset({"lead_story", "board", "pledge"})  # they bring a ground of their own
