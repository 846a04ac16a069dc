"""Plans as open data: the shape of `/api/plan/`, described in `docs/api.md`.

The shape is stable: what is there stays as it is, new names may be added. What would break a reader gets a new version.
Only published plans are read here, and of them nothing that the pages do not show.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from plan.enums import UpdateSource
from plan.evidence import TargetStanding
from plan.finding import leads_of
from plan.models import Milestone, Plan, Update
from plan.plan_page import endorsements_of, standings_of
from plan.standing import Standing
from profiles.public_links import still_public

VERSION = 1
Absolute = Callable[[str], str]
Document = dict[str, Any]
Link = tuple[str, datetime]  # an address, and when it was written down


def plan_document(
    plan: Plan, plans: Sequence[Plan], on: date, absolute: Absolute, api_url: Callable[[Plan], str]
) -> Document:
    """Return a plan with its actions, and the other plans with the addresses of their data.

    `absolute` makes a whole address of a path; `api_url` gives the path of a plan's data.
    """
    found = standings_of(plan, on)
    said = _updates(standing.action.pk for standing in found)
    shown = _still_public(found)
    current, former = endorsements_of(plan)
    return {
        "version": VERSION,
        "plan": {
            **_named(plan, absolute, api_url),
            "introduction": plan.introduction,
            "lead": {"name": plan.lead_name, "role": plan.lead_role},
            "contact": plan.contact_email,
            "endorsements": [
                {"name": one.name, "role": one.role, "given": _day(one.given_on), "ended": _day(one.ended_on)}
                for one in (*current, *former)
            ],
            "published": plan.published_at.isoformat() if plan.published_at else None,
        },
        "actions": [_action(standing, said[standing.action.pk], shown, absolute) for standing in found],
        "other_plans": [_named(one, absolute, api_url) for one in plans if one.pk != plan.pk],
    }


def no_plan() -> Document:
    """Return what there is to say while no plan is published."""
    return {"version": VERSION, "plan": None, "actions": [], "other_plans": []}


def _named(plan: Plan, absolute: Absolute, api_url: Callable[[Plan], str]) -> Document:
    return {
        "slug": plan.slug,
        "title": plan.title,
        "start": _day(plan.start),
        "end": _day(plan.end),
        "url": absolute(plan.get_absolute_url()),
        "data": absolute(api_url(plan)),
    }


def _updates(actions: Iterable[int]) -> dict[int, list[Update]]:
    """Return what was said of actions, the latest first, in one query."""
    said: dict[int, list[Update]] = defaultdict(list)
    wanted = ("pk", "action_id", "on", "status", "note", "source", "author_words", "created_at")
    for update in Update.objects.filter(action__in=list(actions)).only(*wanted):
        said[update.action_id].append(update)
    return said


def _still_public(found: Iterable[Standing]) -> set[Link]:
    """Return the evidence that may still be shown: what somebody has withdrawn since is gone from here too."""
    readings = (target.reading for standing in found for target in standing.targets if target.reading)
    return still_public((url, reading.taken_at) for reading in readings for _, url in reading.evidence)


def _action(standing: Standing, said: Sequence[Update], shown: set[Link], absolute: Absolute) -> Document:
    action: Any = standing.action
    dates = list(action.milestones.all())
    continues = getattr(action, "continues", None)
    return {
        "code": action.code,
        "title": action.title,
        "detail": action.detail,
        "url": absolute(action.get_absolute_url()),
        "themes": [{"slug": theme.slug, "name": theme.name} for theme in action.themes.all()],
        "leads": leads_of(standing),
        "stakeholders": list(action.stakeholders),
        "success_measure": action.success_measure,
        "status": standing.status.value,
        "status_on": _day(standing.said_on),
        "overdue": standing.is_overdue,
        "due": _day(standing.due),
        "timescale": _timescale(action, [each for each in dates if each.step_id is None]),
        "steps": [
            {
                "label": step.label,
                "text": step.text,
                "leads": list(step.leads),
                "done_on": _day(step.done_on),
                "timescale": _timescale(step, [each for each in dates if each.step_id == step.pk]),
            }
            for step in action.steps.all()
        ],
        "continues": (
            {"code": continues.code, "plan": continues.plan_words, "kind": continues.kind} if continues else None
        ),
        "updates": [_update(update) for update in said],
        "targets": [_target(target, shown, absolute) for target in standing.targets],
    }


def _update(update: Update) -> Document:
    return {
        "on": _day(update.on),
        "status": update.status,
        "note": update.note,
        "by": update.author_words,
        "imported": update.source == UpdateSource.IMPORT,
    }


def _timescale(timed: Any, dates: Sequence[Milestone]) -> Document:
    return {
        "wording": timed.timescale_wording,
        "kind": timed.timescale_kind,
        "occurrences": [
            {"start": _day(each.start), "end": _day(each.end), "done_on": _day(each.done_on)} for each in dates
        ],
    }


def _target(standing: TargetStanding, shown: set[Link], absolute: Absolute) -> Document:
    target, reading = standing.target, standing.reading
    return {
        "measure": target.measure,
        "label": standing.words.label,
        "unit": standing.words.unit,
        "source": standing.words.how.value,
        "scope": standing.scope or None,
        "better": target.better,
        "baseline": target.baseline,
        "baseline_on": _day(target.baseline_on),
        "goal": target.goal,
        "by": _day(target.by),
        "met": standing.is_met,
        "reading": {
            "on": _day(reading.on),
            "value": reading.value,
            "note": reading.note,
            "source": reading.source,
            "evidence": [
                {"title": title, "url": absolute(url)}
                for title, url in reading.evidence
                if (url, reading.taken_at) in shown
            ],
        }
        if reading
        else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
