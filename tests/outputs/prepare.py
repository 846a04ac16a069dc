"""Make the site that browser tests look at: `python -m tests.outputs.prepare`, under `site_settings`.

It runs in a process of its own, so that the tests' own database, in memory or not, is left alone, and the browser
gets real commits, real mail files and a real server.
"""

import json
import os
import shutil
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Take a migrated database, fill it, and write what the tests need to know to world.json."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 (after setup)

    from profiles.reference_data import load_facts  # noqa: PLC0415 (after setup)
    from tests.outputs.world import build_world  # noqa: PLC0415 (after setup)
    from tests.template_database import migrated_file  # noqa: PLC0415 (after setup)

    shutil.copyfile(migrated_file(), connection.settings_dict["NAME"])
    load_facts()
    world = build_world()
    _neighbours()
    written = asdict(world) | {"sessions": _sessions(world)}
    Path(os.environ["BROWSER_SITE"], "world.json").write_text(json.dumps(written), encoding="utf-8")
    connection.close()  # which folds the write-ahead log into the file, so that it can be copied


def _neighbours() -> None:
    """Add some technicians to be found, so that lists and filters have something to say."""
    from profiles.enums import SkillLevel  # noqa: PLC0415 (after setup)
    from profiles.models import Campus, Department, Skill, TechnicianSkill  # noqa: PLC0415 (after setup)
    from profiles.services.index import reindex_on_commit  # noqa: PLC0415 (after setup)
    from tests.factories.people import TechnicianFactory, live_technician  # noqa: PLC0415 (after setup)
    from tests.outputs.world import settled  # noqa: PLC0415 (after setup)

    chemistry = Department.objects.get(slug="chemistry")
    hill = Campus.objects.create(name="Hill campus", slug="hill-campus")
    skills = list(Skill.objects.approved().order_by("pk"))
    with settled():
        nmr = Skill.objects.get(aliases__name="NMR")
        pks = []
        for number in range(30):
            person = live_technician(
                given_name=f"Ada{chr(97 + number % 26)}", department=chemistry, campus=hill,
                headline="I keep the magnet cold.", ask_me_about=["Helium"], about="I look after the magnet.",
            )  # fmt: skip
            wanted = [nmr, skills[number]] if number < 3 else [skills[number]]
            for skill in dict.fromkeys(wanted):
                TechnicianSkill.objects.create(technician=person, skill=skill, level=SkillLevel.EXPERT)
            pks.append(person.pk)
        reindex_on_commit(pks)
    for name in ("Wren", "Tarn"):  # two who will be invited, one to each journey
        TechnicianFactory(
            given_name=name, family_name="Tallow", slug=f"{name.lower()}-tallow", department=chemistry,
            email=f"{name.lower()}@wexcombe.example",
        )  # fmt: skip


def _sessions(world: Any) -> dict[str, str]:
    """Sign each viewer in and return the keys of their sessions."""
    from django.conf import settings  # noqa: PLC0415 (after setup)

    from tests.outputs.crawl import client_of  # noqa: PLC0415 (after setup)
    from tests.outputs.viewers import SIGNED_IN  # noqa: PLC0415 (after setup)

    import_module(settings.SESSION_ENGINE)
    return {viewer: str(client_of(world, viewer).session.session_key) for viewer in SIGNED_IN}


if __name__ == "__main__":
    main()
