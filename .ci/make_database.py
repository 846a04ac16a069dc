"""Make the demo's database, or bring it up to date, in one process: each start of Django costs seconds.

Called by `.ci/database`, from the root of the checkout.
"""

import io
from contextlib import nullcontext
from pathlib import Path

import django
from django.core.management import call_command

from portal.demo.drawing import drawing_beside
from portal.demo.sample import portraits, scene_names

DATABASE = Path("var/portal.sqlite3")


def main() -> None:
    """Migrate, load what is missing, and keep the list of accounts, which is printed before serving.

    The portraits of a new database are drawn beside the migrations: each takes about as long as the other.
    """
    with nullcontext() if DATABASE.exists() else drawing_beside(list(portraits().values()), scene_names()) as drawings:
        django.setup()
        call_command("migrate", verbosity=0)
        for command in ("load_facts", "sync_roles"):
            call_command(command, verbosity=0, stdout=io.StringIO())
        said = io.StringIO()
        call_command("load_demo", stdout=said, drawings=drawings)
    Path("var/demo.txt").write_text(said.getvalue(), encoding="utf-8")
    print(said.getvalue().splitlines()[0])


if __name__ == "__main__":  # portraits are drawn in processes of their own, which read this file too
    main()
