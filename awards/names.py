"""What those who are nominated are called, as far as whoever reads it may see their profile."""

from typing import TYPE_CHECKING

from profiles.enums import Audience
from profiles.visibility import view_named

if TYPE_CHECKING:
    from .models import Nomination, Nominee

HIDDEN = "A technician whose profile is not shown now"
NOBODY = "Nobody chosen yet"


def nominee_name(nominee: "Nominee", audience: Audience) -> str:
    """Return what somebody who is nominated is called. Load nominees by `with_people`."""
    if nominee.technician is None:
        return nominee.name or HIDDEN
    view = view_named(nominee.technician, audience)
    return view.display_name if view else HIDDEN


def for_whom(nomination: "Nomination", audience: Audience) -> str:
    """Return whom a nomination is for: the team by its name, else those in it. Load it `with_nominees`."""
    if nomination.team_name:
        return nomination.team_name
    names = [nominee_name(nominee, audience) for nominee in nomination.nominees.all()]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part) or NOBODY
