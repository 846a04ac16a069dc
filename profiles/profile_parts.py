"""The parts of a `ProfileView`: frozen copies of single rows, holding only what may be shown of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from profiles.enums import HELD_STAGES, WORKING_TOWARDS_STAGES, ContributionKind, Credit, OfferKind, SkillLevel
from profiles.identifiers import doi_url


@dataclass(frozen=True)
class PostNominal:
    """Letters after a name, and what they stand for."""

    text: str
    title: str


@dataclass(frozen=True)
class PhotoView:
    """Where a photo is fetched from (the address checks again who asks), and what it shows.

    `route` is the name of the address at which it is served: people's photos and those of equipment have their own.
    """

    token: str
    alt: str
    width: int = 800  # always 5 by 6, so that pages never jump
    height: int = 960
    route: str = "photo"

    @property
    def url(self) -> str:
        """Return the address of the large size."""
        return reverse(self.route, args=[self.token, 800])

    @property
    def small_url(self) -> str:
        """Return the address of the size for lists."""
        return reverse(self.route, args=[self.token, 400])

    @property
    def avif_url(self) -> str:
        """Return the address of the large size in the smaller format."""
        return reverse(f"{self.route}_avif", args=[self.token, 800])

    @property
    def small_avif_url(self) -> str:
        """Return the address of the size for lists in the smaller format."""
        return reverse(f"{self.route}_avif", args=[self.token, 400])


@dataclass(frozen=True)
class SkillView:
    """A skill at a level."""

    pk: int
    name: str
    slug: str
    level_number: int
    since: int | None

    @property
    def url(self) -> str:
        """Return the skill's own page."""
        return reverse("skill", args=[self.slug])

    @property
    def level_label(self) -> str:
        """Return the level in words."""
        return str(SkillLevel(self.level_number).label)


@dataclass(frozen=True)
class RegistrationView:
    """A registration and where it stands."""

    type_pk: int
    post_nominals: str
    name: str
    kind: str
    kind_label: str
    stage: str
    stage_label: str
    body: str
    awarded_year: int | None
    will_help: bool = False
    certificate_seen_on: date | None = None

    @property
    def is_held(self) -> bool:
        """Say whether the letters may stand after the name."""
        return self.stage in HELD_STAGES

    @property
    def is_on_the_way(self) -> bool:
        """Say whether it is being worked towards."""
        return self.stage in WORKING_TOWARDS_STAGES


@dataclass(frozen=True)
class DepartmentView:
    """A department with those above it, from the nearest to the faculty."""

    pk: int
    name: str
    slug: str


@dataclass(frozen=True)
class EquipmentView:
    """A piece of equipment, and what somebody does with it."""

    pk: int
    name: str
    slug: str
    make: str
    roles: tuple[str, ...]  # in words

    @property
    def url(self) -> str:
        """Return the equipment's own page."""
        return reverse("equipment", args=[self.slug])

    @property
    def roles_line(self) -> str:
        """Return the roles in one line: 'Runs it, trains people on it'."""
        line = ", ".join(role.lower() for role in self.roles)
        return line[:1].upper() + line[1:]


_INVITATIONS = {
    OfferKind.MENTORING: ("Let me mentor you", "Ask about mentoring"),
    OfferKind.SHADOWING: ("Come and work beside me", "Ask to shadow me"),
    OfferKind.QUESTIONS: ("Ask me, I do not mind", "Ask a question"),
}


@dataclass(frozen=True)
class OfferView:
    """Something that somebody offers to others."""

    kind: str
    label: str
    words: str

    @property
    def invitation(self) -> str:
        """Return the offer as its owner would say it."""
        return _INVITATIONS[OfferKind(self.kind)][0]

    @property
    def ask(self) -> str:
        """Return what to do about it, in a few words."""
        return _INVITATIONS[OfferKind(self.kind)][1]


# Credit as one says it of a work; the other places of credit say enough by themselves
_SAID = {Credit.AUTHOR.label: "Credited as author"}


@dataclass(frozen=True)
class ContributionView:
    """A contribution and its place of credit; the latter is empty for others where no credit was given."""

    kind: str
    kind_label: str
    title: str
    year: int
    credit_label: str
    role_label: str
    doi: str
    link: str
    detail: str

    @property
    def url(self) -> str:
        """Return where the work is: by its DOI, else by the link given, else nothing."""
        return doi_url(self.doi) if self.doi else self.link

    @property
    def credit_line(self) -> str:
        """Return how they were credited and for what: 'Acknowledged, for data curation'; empty where none is said."""
        credit = _SAID.get(self.credit_label, self.credit_label)
        role = self.role_label.lower()
        if credit and role:
            return f"{credit}, for {role}"
        return credit or (f"Part in it: {role}" if role else "")


@dataclass(frozen=True)
class WorkOfAKind:
    """Contributions of one kind, the latest first."""

    title: str
    works: tuple[ContributionView, ...]


_MANY = {
    ContributionKind.PAPER: "Papers",
    ContributionKind.GRANT: "Grants",
    ContributionKind.EXHIBITION: "Exhibitions",
    ContributionKind.TALK: "Talks",
}


def by_kind(works: Iterable[ContributionView]) -> tuple[WorkOfAKind, ...]:
    """Return contributions by their kind, in the order of the kinds; kinds of which there are none are left out."""
    works = tuple(works)
    of_kind = {kind: tuple(work for work in works if work.kind == kind) for kind in ContributionKind}
    return tuple(WorkOfAKind(_MANY.get(kind, str(kind.label)), found) for kind, found in of_kind.items() if found)


@dataclass(frozen=True)
class SeatView:
    """A seat on a committee."""

    committee: str
    role: str
    started_on: date
    ended_on: date | None

    @property
    def years(self) -> str:
        """Return 'since 2024', '2021' or '2021 to 2023'."""
        if self.ended_on is None:
            return f"since {self.started_on.year}"
        if self.ended_on.year == self.started_on.year:
            return str(self.started_on.year)
        return f"{self.started_on.year} to {self.ended_on.year}"


@dataclass(frozen=True)
class AchievementView:
    """Something to be proud of."""

    title: str
    year: int
    detail: str
    url: str
