"""The facts that every portal starts with: skills with their aliases, types of registration, themes.

They stand as CSV files in `profiles/data/`. Loading adds what is missing and never changes what is there, since
editors rename, merge and retire after the first day.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from portal.core.models import Theme
from profiles.models import RegistrationType, Skill, SkillAlias, SkillGroup

DATA = Path(__file__).parent / "data"

# The areas of the Technician Commitment, which plan, stories and events share.
THEMES = (
    ("Visibility", "Technicians are seen, and what they contribute is known."),
    ("Recognition", "Technicians gain recognition through registration, credit and awards."),
    ("Career development", "Technicians can progress, with clear pathways and time to learn."),
    ("Sustainability", "Technical skills are kept for the future, and their loss is seen in time."),
    ("Evaluating impact", "What was done is measured, and what it came to is told."),
)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_facts() -> dict[str, int]:
    """Add the facts that are missing and return how many of each kind were added."""
    return {
        "themes": _load_themes(),
        "skills": _load_skills(),
        "registration types": _load_registration_types(),
    }


def _load_themes() -> int:
    known = set(Theme.objects.values_list("slug", flat=True))
    added = Theme.objects.bulk_create(
        Theme(name=name, slug=slugify(name), definition=definition, order=order)
        for order, (name, definition) in enumerate(THEMES)
        if slugify(name) not in known
    )
    return len(added)


def _load_skills() -> int:
    groups = {group.name: group for group in SkillGroup.objects.all()}
    known = {name.lower() for name in Skill.objects.values_list("name", flat=True)}
    aliases = {name.lower() for name in SkillAlias.objects.values_list("name", flat=True)}
    added = 0
    for row in _rows("skills.csv"):
        if row["skill"].lower() in known | aliases:
            continue
        if row["group"] not in groups:
            groups[row["group"]] = SkillGroup.objects.create(
                name=row["group"], slug=slugify(row["group"]), order=len(groups)
            )
        skill = Skill.objects.create(name=row["skill"], slug=slugify(row["skill"]), group=groups[row["group"]])
        fresh = [name for name in row["aliases"].split("|") if name and name.lower() not in aliases]
        SkillAlias.objects.bulk_create(SkillAlias(skill=skill, name=name) for name in fresh)
        aliases.update(name.lower() for name in fresh)
        known.add(skill.name.lower())
        added += 1
    return added


def _load_registration_types() -> int:
    known = set(RegistrationType.objects.values_list("post_nominals", flat=True))
    fresh = [
        RegistrationType(**{**row, "rank": int(row["rank"]), "confirmed": row["confirmed"] == "yes"})
        for row in _rows("registrations.csv")
        if row["post_nominals"] not in known
    ]
    RegistrationType.objects.bulk_create(fresh)
    return len(fresh)
