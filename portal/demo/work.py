"""What the sample technicians gave, sit on, are proud of, offer and learned; and what waits for somebody.

Rows are written in bulk, not by the services: nothing of it has to be checked, mailed or logged, and the first start of
the demo is to be quick.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from portal.accounts.models import User
from portal.demo.sample import DATA
from profiles.enums import Audience, ProblemState, Section
from profiles.models import (
    Achievement,
    CommitteeSeat,
    Contribution,
    CpdRow,
    Offer,
    ProblemReport,
    SectionAudience,
    SectionDraft,
    Technician,
)

Words = Mapping[str, Any]
# What a person's rows are called in the file, what they become, and the section that shows them
ROWS: dict[str, tuple[Callable[..., Model], Section | None]] = {
    "contributions": (Contribution, Section.CONTRIBUTIONS),
    "seats": (
        lambda technician, started, ended=None, **row: CommitteeSeat(
            technician=technician, started_on=started, ended_on=ended, **row
        ),
        Section.COMMITTEES,
    ),
    "achievements": (Achievement, Section.ACHIEVEMENTS),
    "offers": (Offer, Section.OFFERS),
    "cpd": (CpdRow, None),
}
_DAYS_A_MONTH = 31


def sample_work() -> dict[str, Any]:
    """Return what the file holds: `people` by staff number, `drafts`, `reports` and `stale`."""
    return tomllib.loads((DATA / "work.toml").read_text(encoding="utf-8"))


def write_work() -> None:
    """Write all of it. Each section is seen as widely as the person's skills, where the file does not say otherwise."""
    people = {person.staff_number: person for person in Technician.objects.all()}
    skills = SectionAudience.objects.filter(section=Section.SKILLS)
    width = dict(skills.values_list("technician__staff_number", "audience"))
    data = sample_work()
    rows: dict[type[Model], list[Model]] = {}
    for number, words in data["people"].items():
        for row in _rows_of(people[number], words, width.get(number, Audience.ONLY_ME)):
            rows.setdefault(type(row), []).append(row)
        people[number].orcid = words.get("orcid", "")
    for model, made in rows.items():
        model._default_manager.bulk_create(made)
    now = timezone.now()
    stale = _age(data["stale"], people, now)
    named = [people[number] for number, words in data["people"].items() if "orcid" in words]
    fields = ["orcid", "profile_updated_at", "stale_mails", "stale_mailed_at"]
    Technician.objects.bulk_update([*named, *stale], fields)
    users = {user.email: user for user in User.objects.filter(email__in={draft["by"] for draft in data["drafts"]})}
    SectionDraft.objects.bulk_create(_draft(row, people, users, now) for row in data["drafts"])
    ProblemReport.objects.bulk_create(_report(row, people, now) for row in data["reports"])


def _rows_of(person: Technician, words: Words, width: str) -> Iterable[Model]:
    """Yield the rows of one person, and who sees each section that has any."""
    for name, (make, section) in ROWS.items():
        for row in words.get(name, []):
            yield make(technician=person, **row)
        if section and name in words:
            audience = words.get("audience", {}).get(section, width)
            yield SectionAudience(technician=person, section=section, audience=audience)


def _age(rows: list[Words], people: Mapping[str, Technician], now: datetime) -> list[Technician]:
    """Let profiles be as old as the file says, and return them."""
    for row in rows:
        person = people[row["who"]]
        person.profile_updated_at = now - timedelta(days=row["months"] * _DAYS_A_MONTH)
        person.stale_mails, person.stale_mailed_at = row["mails"], now - timedelta(days=_DAYS_A_MONTH)
    return [people[row["who"]] for row in rows]


def _draft(row: Words, people: Mapping[str, Technician], users: Mapping[str, User], now: datetime) -> SectionDraft:
    return SectionDraft(
        technician=people[row["to"]],
        author=users[row["by"]],
        section=Section(row["section"]),
        fields=row["fields"],
        note=row["note"],
        created_at=now - timedelta(days=row["days"]),
    )


def _report(row: Words, people: Mapping[str, Technician], now: datetime) -> ProblemReport:
    reported = now - timedelta(days=row["days"])
    closed = {"state": ProblemState.CLOSED, "closed_at": reported + timedelta(days=2)} if "outcome" in row else {}
    return ProblemReport(
        technician=people[row["about"]],
        kind=row["kind"],
        words=row["words"],
        reply_to=row.get("reply_to", ""),
        outcome=row.get("outcome", ""),
        reported_at=reported,
        **closed,
    )
