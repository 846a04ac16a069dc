"""What is shown of schemes and their rounds: one shape for the list, the page of a scheme, and cards elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from portal.core.addresses import page_url
from portal.core.times import long_day, moment_words

from .enums import RoundState
from .rounds import state_of

if TYPE_CHECKING:
    from .models import Round, SchemePage

# Which round speaks for its scheme: what one can do something about first
_FIRST = (
    RoundState.OPEN, RoundState.CLOSED, RoundState.JUDGING, RoundState.DECIDED, RoundState.COMING, RoundState.CANCELLED,
    RoundState.ANNOUNCED,
)  # fmt: skip
# That it is decided is known to the panel alone until it is announced
_BEING_JUDGED = (RoundState.CLOSED, RoundState.JUDGING, RoundState.DECIDED)
STALE_DAYS = 365  # after so many days what somebody read at another body's page may be of last year


@dataclass(frozen=True)
class RoundView:
    """A round as the public sees it. `day` is the one that matters now: of closing, opening or announcing."""

    name: str
    year: int
    group: str  # open, coming, judged, announced, cancelled
    label: str
    words: str
    day: date | None
    introduction: str = ""
    reason: str = ""
    moved: str = ""  # that the closing time was moved
    nominate_url: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it takes nominations."""
        return self.group == "open"


@dataclass(frozen=True)
class SchemeCard:
    """One of our own schemes in a list, by the round that speaks for it; None: it has none."""

    title: str
    url: str
    summary: str
    round: RoundView | None
    tell_url: str = ""  # where one asks to be told when it opens


@dataclass(frozen=True)
class ExternalCard:
    """Another body's award in a list. `words` say when; `day` is the next one that matters, if it is known."""

    title: str
    url: str
    awarding_body: str
    summary: str
    words: str
    day: date | None
    is_open: bool
    has_ended: bool


def nominate_url(slug: str) -> str:
    """Return where a nomination for a scheme is begun."""
    return page_url("awards", slug, "nominate")


def round_view(row: "Round", slug: str, now: datetime) -> RoundView:
    """Return what is shown of a round at a moment; `slug`: of its scheme."""
    state = state_of(row, now)
    if state in _BEING_JUDGED:
        return _view(row, "judged", "Being judged", f"Announced on {moment_words(row.announce_at)}", row.announce_at)
    if state == RoundState.OPEN:
        words = f"Closes on {moment_words(row.closes_at)}"
        return _view(row, "open", "Open now", words, row.closes_at, moved=_moved(row), nominate_url=nominate_url(slug))
    if state == RoundState.COMING:
        return _view(row, "coming", "Not open yet", f"Opens on {moment_words(row.opens_at)}", row.opens_at)
    if state == RoundState.CANCELLED:
        return _view(row, "cancelled", "Cancelled", "It does not take place", None, reason=row.cancelled_reason)
    announced = row.announced_at or row.announce_at
    return _view(row, "announced", "Announced", f"Announced on {long_day(timezone.localdate(announced))}", announced)


def _view(row: "Round", group: str, label: str, words: str, moment: datetime | None, **more: str) -> RoundView:
    day = timezone.localdate(moment) if moment else None
    introduction = row.introduction if group in ("open", "coming") else ""
    return RoundView(row.name, row.year, group, label, words, day, introduction, **more)


def _moved(row: "Round") -> str:
    """Say that the closing time was moved, and what it was; nothing where it came back to the first one."""
    if row.closing_was is None or row.closing_moved_at is None or row.closing_was == row.closes_at:
        return ""
    moved_on = long_day(timezone.localdate(row.closing_moved_at))
    return f"The closing time was moved on {moved_on}. It was {moment_words(row.closing_was)}."


def speaking_round(rows: Iterable["Round"], now: datetime) -> "Round | None":
    """Return the round that speaks for its scheme; of several in the same state the one that opened last."""
    order = {state: place for place, state in enumerate(_FIRST)}
    told = [(order[state_of(row, now)], -row.opens_at.timestamp(), row) for row in rows]
    return min(told, key=lambda one: one[:2])[2] if told else None


def scheme_card(scheme: "SchemePage", rows: Sequence["Round"], index_slug: str, now: datetime) -> SchemeCard:
    """Return the card of one of our own schemes."""
    row = speaking_round(rows, now)
    shown = round_view(row, scheme.slug, now) if row else None
    asks = shown is None or shown.group not in ("open", "judged")
    url = page_url(index_slug, scheme.slug)
    return SchemeCard(scheme.title, url, scheme.summary, shown, tell_url(scheme) if asks else "")


def tell_url(scheme: "SchemePage") -> str:
    """Return where one asks to be told when a scheme opens; nothing where it is no longer given."""
    return "" if scheme.has_ended else reverse("award_alert", args=[scheme.slug])


def is_open_on(scheme: "SchemePage", today: date) -> bool:
    """Say whether another body's award takes entries on a day, as far as somebody told us its dates."""
    opens, closes = scheme.next_opens_on, scheme.next_closes_on
    return not scheme.has_ended and closes is not None and (opens is None or opens <= today) and today <= closes


def external_words(scheme: "SchemePage", today: date) -> str:
    """Return when another body's award takes entries: its next days where they are known and to come, else as usual."""
    opens, closes = scheme.next_opens_on, scheme.next_closes_on
    if scheme.has_ended:
        return "No longer given"
    if is_open_on(scheme, today) and closes:
        return f"Open until {long_day(closes)}"
    if opens and opens > today:
        return f"Opens on {long_day(opens)}"
    return scheme.usual_dates


def external_card(scheme: "SchemePage", index_slug: str, today: date) -> ExternalCard:
    """Return the card of another body's award."""
    is_open = is_open_on(scheme, today)
    opens = scheme.next_opens_on
    day = scheme.next_closes_on if is_open else opens if opens and opens > today and not scheme.has_ended else None
    return ExternalCard(
        scheme.title, page_url(index_slug, scheme.slug), scheme.awarding_body, scheme.summary,
        external_words(scheme, today), day, is_open, scheme.has_ended,
    )  # fmt: skip


def by_group(cards: Iterable[SchemeCard]) -> Mapping[str, list[SchemeCard]]:
    """Return cards by what can be done: open, coming, judged and the rest; the next day first."""
    found: dict[str, list[SchemeCard]] = {"open": [], "coming": [], "judged": [], "rest": []}
    for card in cards:
        group = card.round.group if card.round else "rest"
        found[group if group in found else "rest"].append(card)
    for name in ("open", "coming", "judged"):
        found[name].sort(key=lambda card: (card.round.day if card.round and card.round.day else date.max, card.title))
    return found
