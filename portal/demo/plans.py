"""The sample university's action plans: the one that runs and the one before, with what was said and counted since.

Updates and readings are written in bulk, not by the services: they are of days that are over, which nobody could say
anything of any more. The last reading is taken as the nightly job takes it, but for yesterday: whoever tries the job on
the first day is to see it do something.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from plan.enums import UpdateSource
from plan.facts import ActionFacts, StepFacts, When
from plan.models import (
    Action,
    Continuation,
    Endorsement,
    Lead,
    Milestone,
    Plan,
    Reading,
    ReportedMeasure,
    Target,
    Update,
)
from plan.services.readings import take_readings
from plan.services.writing import make_action
from plan.spans import PlanPeriod, add_months, last_day
from plan.timescales import read_timescale
from portal.accounts.models import User
from portal.demo.sample import DATA
from profiles.measures import FEW

Words = Mapping[str, Any]
_COPIED = ("slug", "title", "start", "end", "introduction", "lead_name", "lead_role")


def sample_plans() -> dict[str, Any]:
    """Return what the file holds: `plans` with their actions, `reported` measures, and `readings` by measure."""
    return tomllib.loads((DATA / "plans.toml").read_text(encoding="utf-8"))


def write_plans() -> None:
    """Write all of it."""
    data = sample_plans()
    users = {user.email: user for user in User.objects.all()}
    reported = {row["label"]: _write_reported(row) for row in data["reported"]}
    # The older one first, so that an action of the newer finds what it goes on with
    plans = [_write_plan(row, users, reported) for row in sorted(data["plans"], key=lambda row: row["start"])]
    _write_readings(plans[-1], data["readings"])


def take_last_readings() -> None:
    """Take yesterday's readings, once all is there that can be counted."""
    take_readings(timezone.localdate() - timedelta(days=1))


def _write_reported(row: Words) -> ReportedMeasure:
    measure = ReportedMeasure.objects.create(label=row["label"], unit=row["unit"], meaning=row["meaning"])
    Reading.objects.bulk_create(
        Reading(measure=measure.key, start=on, on=on, end=on, value=value, source=row["source"])
        for on, value in row["readings"]
    )
    return measure


def _write_plan(row: Words, users: Mapping[str, User], reported: Mapping[str, ReportedMeasure]) -> Plan:
    plan = Plan.objects.create(
        **{name: row[name] for name in _COPIED}, contact_email=row["contact"], published_at=noon(row["published"])
    )
    Endorsement.objects.bulk_create(
        Endorsement(plan=plan, name=each["name"], role=each["role"], given_on=each["given"], ended_on=each.get("ended"))
        for each in row["endorsements"]
    )
    for order, words in enumerate(row["actions"], start=1):
        action = make_action(plan, words["code"], _facts(words, plan.period), code_given=True, order=order)
        _write_what_followed(action, words, users, reported)
    return plan


def _facts(words: Words, period: PlanPeriod) -> ActionFacts:
    return ActionFacts(
        title=words["title"],
        themes=sorted(words["themes"]),
        leads=words["leads"],
        stakeholders=words.get("stakeholders", []),
        success_measure=words.get("success", ""),
        timescale=_when(words["when"], period),
        steps=[
            StepFacts(step["label"], step["text"], step.get("leads", []), _when(step["when"], period))
            for step in words.get("steps", [])
        ],
        continues=[words["continues"][0], "2022 to 2025"] if "continues" in words else [],
    )


def _when(wording: str, period: PlanPeriod) -> When:
    read = read_timescale(wording, period)
    return When(read.wording, read.kind, [[span.start.isoformat(), span.end.isoformat()] for span in read.occurrences])


def _write_what_followed(
    action: Action, words: Words, users: Mapping[str, User], reported: Mapping[str, ReportedMeasure]
) -> None:
    """Write what was done and said of an action, and what it is to reach."""
    _mark_done(action, words)
    if "account" in words:
        Lead.objects.filter(action=action, order=0).update(user=users[words["account"]])
    if "continues" in words:
        Continuation.objects.filter(action=action).update(kind=words["continues"][1])
    looked_at = words.get("reviewed") or max((row["on"] for row in words.get("updates", [])), default=None)
    Action.objects.filter(pk=action.pk).update(reviewed_on=looked_at)
    Update.objects.bulk_create(
        Update(action=action, on=row["on"], status=row["status"], note=row["note"], author_words=row["by"],
               source=UpdateSource.PERSON, created_at=noon(row["on"]))
        for row in words.get("updates", [])
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(action=action, measure=reported[row["reported"]].key if "reported" in row else row["measure"],
               baseline=row["baseline"], baseline_on=action.plan.start, goal=row["goal"], by=row["by"])
        for row in words.get("targets", [])
    )  # fmt: skip


def _mark_done(action: Action, words: Words) -> None:
    met = action.milestones.filter(step__isnull=True)[: words.get("met", 0)]
    Milestone.objects.filter(pk__in=[each.pk for each in met]).update(done_on=F("end"))
    for step in words.get("steps", []):
        action.steps.filter(text=step["text"]).update(done_on=step.get("done"))


def _write_readings(plan: Plan, counted: Mapping[str, Iterable[float | str]]) -> None:
    """Write what was counted at the end of each month from the plan's first; words where there was no number."""
    Reading.objects.bulk_create(
        Reading(
            measure=measure, start=plan.start, on=on, end=on,
            value=None if value == "" else value, note=FEW if value == "" else "",
        )
        for measure, values in counted.items()
        for on, value in ((last_day(add_months(plan.start, month)), value) for month, value in enumerate(values))
    )  # fmt: skip


def noon(day: date) -> datetime:
    """Return the middle of a day, for what is known to the day only."""
    return timezone.make_aware(datetime.combine(day, time(12)))
