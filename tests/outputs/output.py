"""What is said of one output, and short ways of saying it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from profiles.enums import Section
from tests.outputs.viewers import ADMINS, SIGNED_IN, TECHNICIANS, Viewer
from tests.outputs.world import World


class Kind(StrEnum):
    """What an output is, which says how it is tested."""

    PAGE = "HTML page"
    FRAGMENT = "HTML fragment"
    ADMIN_PAGE = "HTML page of the Wagtail admin"
    ADMIN_PART = "part of an HTML page of the Wagtail admin"
    DATA = "JSON, XML, text, stylesheet or vCard"
    IMAGE = "image"
    FILE = "file to download"
    REDIRECT = "redirect"
    ACTION = "POST only"


Statuses = Mapping[Viewer, int]
Address = Callable[[World], str]
HTML_KINDS = (Kind.PAGE, Kind.ADMIN_PAGE)


@dataclass(frozen=True)
class Output:
    """One address that the site answers, as the tests ask for it.

    `pattern` is the route as `walk` gives it. `statuses` says what each viewer gets for a GET. `shows` are the
    fields (of `canaries`) that it shows to those whom the section's audience lets see them, and `needs` the section
    without which it shows none of them; `for_the_public_alone`: it tells everybody
    the same. `vocabulary` marks lists of shared names (skills, campuses ...),
    `staff_list` screens that show the staff list's own fields, `certificates` the queue of those to be looked at,
    `photo_uses` what editors asked about photos, `plans` what those who keep the action plan see more of than others,
    `bookings` who booked, and what they answered, for those who organise,
    `stories` those who are told there what a story says of somebody who has not agreed yet.
    `nominations`: which words of nominations it tells whom (their nominator, who has a link, an organiser).
    `same_as` names the output whose template draws it with other words: it is not looked at with axe a second time,
    all else is tested. `sent`: what is posted to get it, where a button gives it and not a link.
    """

    name: str
    pattern: str
    kind: Kind
    address: Address
    statuses: Statuses
    shows: frozenset[str] = field(default_factory=frozenset)
    needs: Section | None = None
    for_the_public_alone: bool = False
    same_as: str = ""
    sent: Mapping[str, str] | None = None
    vocabulary: bool = False
    staff_list: bool = False
    certificates: bool = False
    photo_uses: bool = False
    plans: bool = False
    bookings: bool = False
    stories: frozenset[Viewer] = frozenset()
    nominations: Mapping[Viewer, frozenset[str]] = field(default_factory=dict)

    @property
    def is_html(self) -> bool:
        """Say whether it is a whole page of HTML."""
        return self.kind in HTML_KINDS


@dataclass(frozen=True)
class Left:
    """Addresses that are not asked for one by one, with the reason.

    `modules`: only views of these packages are meant, so that a view of ours under the same prefix is still missed.
    """

    prefix: str
    reason: str
    modules: tuple[str, ...] = ("wagtail.", "django.", "allauth.", "taggit.", "portal.accounts.admin_site")

    def covers(self, pattern: str, module: str) -> bool:
        """Say whether this rule speaks of a route."""
        return pattern.startswith(self.prefix) and module.startswith(self.modules)


def at(address: str) -> Address:
    """Return a builder for an address that is always the same."""
    return lambda world: address


def everybody(status: int = 200) -> Statuses:
    """All get the same."""
    return dict.fromkeys(Viewer, status)


def only(allowed: frozenset[Viewer], *, others: int, visitor: int = 302, status: int = 200) -> Statuses:
    """Some get it, the others who are signed in are refused, visitors are led to the log-in."""
    refused = {viewer: (visitor if viewer == Viewer.VISITOR else others) for viewer in Viewer}
    return refused | dict.fromkeys(allowed, status)


def signed_in(status: int = 200) -> Statuses:
    """Everybody who is signed in."""
    return only(SIGNED_IN, others=status, status=status)


def technicians_only(others: int = 302) -> Statuses:
    """Everybody who has a profile; the rest are told how to get one."""
    return only(TECHNICIANS, others=others)


def admin_only(*allowed: Viewer) -> Statuses:
    """Some roles in the Wagtail admin; Wagtail sends all others elsewhere with a message."""
    return only(frozenset({*allowed, Viewer.SUPERUSER}), others=302)


def every_admin() -> Statuses:
    """All who may enter the Wagtail admin."""
    return only(ADMINS, others=302)
