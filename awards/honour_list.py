"""What is shown of honours: on the board, on the page of a scheme, and on a technician's profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from portal.core.addresses import page_url
from portal.core.registries import Card
from profiles.enums import Audience
from profiles.visibility import view_named

from .enums import Outcome
from .models import Honour, HonouredPerson

INDEX_SLUG = "awards"
MOST_CARDS = 6  # on a profile


@dataclass(frozen=True)
class Named:
    """Somebody who agreed to be named, and is seen; `url`: their profile, `department`: of somebody without one."""

    name: str
    url: str = ""
    department: str = ""


@dataclass(frozen=True)
class HonourLine:
    """One honour as lists show it. `unnamed`: how many are not named; `citation` may name people, and so waits."""

    pk: int
    scheme: str
    scheme_url: str
    year: int
    category: str
    kind: str
    is_win: bool
    team: str
    citation: str
    names: tuple[Named, ...]
    unnamed: int

    @property
    def unnamed_words(self) -> str:
        """Return how it is said that somebody is not named; nothing where all are."""
        if not self.unnamed:
            return ""
        if self.unnamed == 1:
            return "Name not published" if not self.names else "One name not published"
        return f"{self.unnamed} names not published"


def board_url(scheme_slug: str = "", year: int | None = None) -> str:
    """Return the address of the board, narrowed to a scheme or a year."""
    asked = {name: value for name, value in (("year", year), ("scheme", scheme_slug)) if value}
    return reverse("award_board") + (f"?{urlencode(asked)}" if asked else "")


def named(person: HonouredPerson, audience: Audience) -> Named | None:
    """Return what somebody is called, where they agreed and this audience sees them. Load it `with_technician`."""
    if not person.has_agreed:
        return None
    if person.technician is None:
        return Named(person.name, department=person.department_name)
    view = view_named(person.technician, audience)
    return Named(view.display_name, view.url) if view else None


def line_of(honour: Honour, audience: Audience) -> HonourLine:
    """Return an honour as lists show it to an audience. Load it `with_people`.

    A team's name is told once somebody of it may be named, and what it was for once all may: words of a nominator
    about people who said nothing yet, or no, are not published.
    """
    people = list(honour.people.all())
    names = tuple(found for person in people if (found := named(person, audience)))
    return HonourLine(
        pk=honour.pk,
        scheme=honour.scheme.title,
        scheme_url=page_url(INDEX_SLUG, honour.scheme.slug),
        year=honour.year,
        category=honour.category_name,
        kind=honour.get_kind_display(),
        is_win=honour.kind == Outcome.WINNER,
        team=honour.team_name if names or not people else "",
        citation=honour.citation if all(person.has_agreed for person in people) else "",
        names=names,
        unnamed=len(people) - len(names),
    )


def lines_of(honours: Iterable[Honour], audience: Audience) -> list[HonourLine]:
    """Return honours as lists show them, in the order given."""
    return [line_of(honour, audience) for honour in honours]


def honour_cards(pk: int, audience: str) -> Iterable[Card]:
    """Return the awards of a technician who agreed to be named, for their profile; everybody sees the same: a query."""
    rows = HonouredPerson.objects.agreed().filter(technician=pk)
    rows = rows.filter(honour__in=Honour.objects.announced(timezone.now()).order_by().values("pk"))
    found = rows.select_related("honour__scheme").order_by("-honour__year", "honour__scheme__title", "pk")
    return [_card(row.honour) for row in found[:MOST_CARDS]]


def _card(honour: Honour) -> Card:
    detail = ", ".join(part for part in (honour.get_kind_display(), honour.category_name, str(honour.year)) if part)
    return Card(honour.scheme.title, board_url(honour.scheme.slug, honour.year), detail)
