"""What is somebody's own, and the way there: the list beside what needs them at /me/."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from plan.permissions import may_keep_plans
from plan.waiting import has_actions
from portal.stories.permissions import may_decide_on_suggestions
from profiles.models import Technician
from profiles.permissions import may_ask_for_photos, may_decide_all_words, may_view_staff_list


@dataclass(frozen=True)
class Way:
    """A link to something that is one's own, or one's work."""

    label: str
    url: str


@dataclass(frozen=True)
class Ways:
    """Links under a heading."""

    title: str
    links: tuple[Way, ...]


@dataclass(frozen=True)
class Mine:
    """One possible link: to what address it leads, and whose it is, by their account and their profile (None: none)."""

    label: str
    name: str
    is_theirs: Callable[[Any, Technician | None], bool]
    args: tuple[str, ...] = ()


def _everybody(user: Any, technician: Technician | None) -> bool:
    return True


def _has_profile(user: Any, technician: Technician | None) -> bool:
    return technician is not None


OWN = (
    Mine("Your profile as the public sees it", "me_preview", _has_profile, ("public",)),
    Mine("Your skills", "me_section", _has_profile, ("skills",)),
    Mine("Your registrations", "me_section", _has_profile, ("registrations",)),
    Mine("Your CPD log", "me_cpd", _has_profile),
    Mine("Your year, for an appraisal", "me_year", _has_profile),
    Mine("Your bookings", "me_bookings", _everybody),
    Mine("Where you speak", "me_speaking", _has_profile),
    Mine("Your nominations", "me_nominations", _everybody),
    Mine("Where you are nominated", "me_nominated", _has_profile),
    Mine("Your awards", "me_honours", _has_profile),
    Mine("Awards that you are told of", "me_award_alerts", _everybody),
    Mine("Thanks to you, and from you", "me_thanks", _everybody),
    Mine("Uses of your photo", "me_photo_uses", _has_profile),
    Mine("Your actions in the plan", "me_actions", lambda user, technician: has_actions(user)),
    Mine("Drafts you wrote for colleagues", "my_drafts", _everybody),
    Mine("Stories about you", "me_stories", _has_profile),
    Mine("Stories you suggested", "my_story_suggestions", _everybody),
    Mine("Suggest a story", "story_suggest", _everybody),
    Mine("Email address and sign-in", "account_email", _everybody),
)

WORK = (
    Mine("Suggested stories", "story_suggestions:index", lambda user, technician: may_decide_on_suggestions(user)),
    Mine("Suggested skills and equipment", "suggestions:index", lambda user, technician: may_decide_all_words(user)),
    Mine("Photos of technicians", "photo_uses:index", lambda user, technician: may_ask_for_photos(user)),
    Mine("Queues of the staff list", "queues:index", lambda user, technician: may_view_staff_list(user)),
    Mine("Action plans", "plans:index", lambda user, technician: may_keep_plans(user)),
    Mine("Edit the site (admin)", "wagtailadmin_home", lambda user, technician: _is_editor(user)),
)


def _is_editor(user: Any) -> bool:
    allowed: bool = user.has_perm("wagtailadmin.access_admin")
    return allowed


def ways_of(user: Any, technician: Technician | None) -> list[Ways]:
    """Return the ways to all that is somebody's, and to their work where a role gives them any.

    `technician`: their profile where it is theirs to keep, else None.
    """
    offered = (("Also yours", OWN), ("Your work here", WORK))
    found = (Ways(title, tuple(_open(user, technician, each))) for title, each in offered)
    return [ways for ways in found if ways.links]


def _open(user: Any, technician: Technician | None, offered: Iterable[Mine]) -> Iterable[Way]:
    for one in offered:
        if one.is_theirs(user, technician):
            yield Way(one.label, reverse(one.name, args=one.args))
