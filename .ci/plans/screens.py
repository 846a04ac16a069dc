"""Bring plans in through the screens of the admin, as a plan owner does, and say what was read and written.

    python .ci/plans/screens.py < jobs

Called by `check.py`. Each job has the `file`, the `title`, `start` and `end` of a plan, and where its `export` is to be
written, as an Excel workbook. Prints for each, as JSON, the `answer` that `import_plan` would give, and all that was
`written`. Ends with an error where a screen does not lead on.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402 (needs the settings)
from django.test import Client  # noqa: E402

from plan.exporting import plan_rows  # noqa: E402
from plan.facts import facts_of  # noqa: E402
from plan.importing.own_table import COLUMNS  # noqa: E402
from plan.models import Action, Plan, PlanImport  # noqa: E402
from plan.previews import preview_of  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.core.spreadsheets import FILES  # noqa: E402

HOME = "/admin/plan-imports/"


def bring_in(client: Client, job: dict[str, str]) -> dict[str, Any]:
    """Upload a file, look through it, apply it without a correction, and export the plan that it made."""
    path = Path(job["file"])
    file = SimpleUploadedFile(path.name, path.read_bytes())
    sent = {name: job[name] for name in ("title", "start", "end")}
    where = follow(client.post(f"{HOME}new/", sent | {"file": file}), "upload")
    page = client.get(where)
    if page.status_code != 200:
        sys.exit(f"{path.name}: something is asked before the preview: {PlanImport.objects.latest('pk').problem}")
    found = PlanImport.objects.latest("pk")
    answer = preview_of(found).read.as_json()
    asked = client.get(f"{where}apply/").content.decode()
    mark = re.search(r'name="mark" value="(\w+)"', asked)
    follow(client.post(f"{where}apply/", {"mark": mark[1] if mark else ""}), "apply")
    plan = Plan.objects.get(imports=found)
    Path(job["export"]).write_bytes(FILES["xlsx"]("plan", COLUMNS, plan_rows(plan, with_notes=True)).content)
    return {"answer": answer, "written": all_of(plan)}


def follow(response: Any, what: str) -> str:
    """Return where a post leads; ends with an error where it leads nowhere."""
    if response.status_code != 302:
        words = re.findall(r"error-message[^>]*>\s*(?:<[^>]*>\s*)*([^<]+)", response.content.decode())
        sys.exit(f"{what}: {response.status_code} {' '.join(words)}")
    return str(response.url)


def all_of(plan: Plan) -> list[list[Any]]:
    """Return all that a plan says of its actions."""
    actions = Action.objects.filter(plan=plan).with_facts().with_status()
    return [[each.code, each.code_given, each.status, facts_of(each).as_json()] for each in actions]


def main() -> None:
    """Do the jobs, one after another."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create_superuser("importer@wexcombe.example", "not used"))
    json.dump([bring_in(client, job) for job in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
