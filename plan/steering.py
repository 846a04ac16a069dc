"""What a steering group should look at: why, and which actions, with a sentence where one is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan.enums import ENDED, Attention
from plan.evidence import MeasuredHow
from plan.models import Action
from plan.overview import Overseen

COLUMNS = ("Why", "Code", "Action", "Leads", "Status", "What")


@dataclass(frozen=True)
class Point:
    """An action to be looked at, with what is to be said of it."""

    row: Overseen
    words: str = ""

    @property
    def action(self) -> Action:
        """Return the action."""
        return self.row.action

    @property
    def leads(self) -> str:
        """Return its leads in one line."""
        return "; ".join(lead.words for lead in self.row.leads)


@dataclass(frozen=True)
class Matter:
    """One reason to look at actions. `what_to_do` is said to those who read it."""

    key: str
    title: str
    what_to_do: str
    points: tuple[Point, ...]


def matters(rows: Sequence[Overseen]) -> list[Matter]:
    """Return what asks for a decision in a plan, the most pressing first; a matter without an action is there too."""
    due = tuple(Point(row, _due(row)) for row in _with(rows, Attention.OVERDUE))
    differ = tuple(Point(row, row.differs) for row in _with(rows, Attention.DIFFERS))
    review = tuple(Point(row, _looked(row)) for row in _with(rows, Attention.REVIEW))
    bare = tuple(Point(row, row.action.success_measure) for row in _with(rows, Attention.UNMEASURED))
    gone = tuple(Point(row, words) for row in rows if (words := _gone(row)))
    nobody = tuple(Point(row, "; ".join(row.unknown_leads)) for row in rows if _has_nobody(row))
    return [
        Matter("overdue", "Overdue", "Ask the leads for an update, or agree on another date.", due),
        Matter("differs", "Status and numbers disagree", "Post an update that fits, or correct the target.", differ),
        Matter("review", "Yearly review due", "Look at each, and say that it stands or how it is going.", review),
        Matter("unmeasured", "Nothing is measured", "Give each a target, or agree that it has none.", bare),
        Matter("gone", "No longer measured", "Choose another measure for the target, or remove it.", gone),
        Matter("leads", "No lead with an account", "Name somebody’s account, so that they can post updates.", nobody),
    ]


def _with(rows: Sequence[Overseen], why: Attention) -> list[Overseen]:
    return [row for row in rows if why in row.attention]


def _due(row: Overseen) -> str:
    return f"Due on {row.standing.due:%-d %B %Y}." if row.standing.due else ""


def _looked(row: Overseen) -> str:
    on = row.action.reviewed_on
    return f"Last looked at on {on:%-d %B %Y}." if on else "No person has looked at it yet."


def _gone(row: Overseen) -> str:
    return "; ".join(each.words.label for each in row.standing.targets if each.words.how == MeasuredHow.GONE)


def _has_nobody(row: Overseen) -> bool:
    return row.standing.status not in ENDED and not any(lead.user_id for lead in row.leads)


def as_rows(found: Sequence[Matter]) -> list[list[str]]:
    """Return all points as rows of a file, in the order of COLUMNS."""
    return [
        [matter.title, point.action.code, point.action.title, point.leads, point.row.standing.status.label, point.words]
        for matter in found
        for point in matter.points
    ]
