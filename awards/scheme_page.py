"""What the page of a scheme shows, besides what editors wrote there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from portal.core.addresses import page_url
from portal.core.times import long_day
from profiles.visibility import audience_of

from .cards import STALE_DAYS, RoundView, external_words, is_open_on, round_view, tell_url
from .enums import AskNominee, RoundState
from .honour_list import board_url, lines_of
from .models import AwardIndexPage, Category, Criterion, Honour, NominationQuestion, Round
from .rounds import state_of

if TYPE_CHECKING:
    from .models import SchemePage

MOST_HONOURS = 6
_TOLD = (RoundState.COMING, RoundState.OPEN)  # of these the rules, categories and criteria are shown


@dataclass(frozen=True)
class FullRound:
    """A round with what nominators need to know; all empty once it is closed."""

    view: RoundView
    rules: list[str]
    categories: list[Category]
    questions: list[NominationQuestion]
    criteria: list[Criterion]


def rules_of(row: Round) -> list[str]:
    """Return in words who can be nominated, and what happens with a nomination. Load departments before."""
    rules = []
    if row.employed_since:
        rules.append(f"Employed here since {long_day(row.employed_since)}, or longer.")
    if names := [department.name for department in row.departments.all()]:
        rules.append(f"Works in {', '.join(names[:-1])} or {names[-1]}." if len(names) > 1 else f"Works in {names[0]}.")
    if row.not_won_years:
        years = "year" if row.not_won_years == 1 else f"{row.not_won_years} years"
        rules.append(f"Did not win this award in the last {years}.")
    rules.append("You can nominate yourself." if row.allows_self else "You cannot nominate yourself.")
    if row.most_seconders:
        number = "one colleague" if row.most_seconders == 1 else f"up to {row.most_seconders} colleagues"
        rules.append(f"You can ask {number} to add their words.")
    if row.ask_nominee == AskNominee.FIRST:
        rules.append("Whoever you nominate is asked before the nomination is judged.")
    else:
        rules.append("Whoever you nominate is not told, unless something about them is to be published.")
    return rules


def _full(row: Round, slug: str, now: Any) -> FullRound:
    view = round_view(row, slug, now)
    if state_of(row, now) not in _TOLD:
        return FullRound(view, [], [], [], [])
    return FullRound(
        view, rules_of(row), list(row.categories.all()), list(row.questions.all()), list(row.criteria.all())
    )


def _rounds(scheme: "SchemePage", now: Any) -> list[FullRound]:
    """Return what is running and coming; where nothing is, the round that ended last. What is open comes first."""
    found = sorted(scheme.rounds.all(), key=lambda row: (state_of(row, now) != RoundState.OPEN, row.opens_at))
    running = [row for row in found if state_of(row, now) not in (RoundState.CANCELLED, RoundState.ANNOUNCED)]
    # that one was cancelled is news until the day on which it was to be announced
    news = [row for row in found if row.cancelled_at is not None and row.announce_at > now]
    shown = running + news or found[-1:]
    told = [row for row in shown if state_of(row, now) in _TOLD]
    prefetch_related_objects(told, "departments", "categories", "questions", "criteria")
    return [_full(row, scheme.slug, now) for row in shown]


def _honours(page: "SchemePage", request: HttpRequest, now: Any) -> dict[str, Any]:
    """Return who won it last, as far as the reader may see them, and where all stand."""
    rows = Honour.objects.announced(now).filter(scheme=page.pk).in_order().with_people()[:MOST_HONOURS]
    lines = lines_of(rows, audience_of(getattr(request, "user", None)))
    return {"honours": lines, "honours_url": board_url(page.slug)}


def scheme_context(page: "SchemePage", request: HttpRequest) -> dict[str, Any]:
    """Return what stands around the text of a scheme."""
    now = timezone.now()
    today = timezone.localdate(now)
    index = AwardIndexPage.objects.live().only("title", "slug").first()
    around = {
        "index_title": index.title if index else "",
        "index_url": page_url(index.slug) if index else "",
        **_honours(page, request, now),
    }
    if not page.is_internal:
        checked = page.checked_on
        return {
            **around,
            "when": external_words(page, today),
            "is_open": is_open_on(page, today),
            "is_stale": checked is None or (today - checked).days > STALE_DAYS,
            "tell_url": tell_url(page),
        }
    rounds = _rounds(page, now)
    opened = next((one.view for one in rounds if one.view.is_open), None)
    return {
        **around,
        "rounds": rounds,
        "open_round": opened,
        "next_year": next((one.view.year for one in rounds if one.view.group != "cancelled"), None),
        "tell_url": "" if opened else tell_url(page),
    }
