"""Import the five published plans, and say where the result differs from what a reader finds in the documents.

    .venv/bin/python .ci/plans/check.py FOLDER                  FOLDER holds the five documents
    .venv/bin/python .ci/plans/check.py FOLDER --only essex     one of them
    .venv/bin/python .ci/plans/check.py FOLDER --documents      no import: do the expectations fit the documents?

Each goes in by the command, and through the screens of the admin (`screens.py`); what the screens wrote is exported and
brought into a second, empty portal, where it must say the same. The expectations beside this file were read from the
documents by hand; `expectations.py` says how to read them. All of it runs in databases of its own, made for the
purpose, so that nothing imported before has a say. A folder or document that is not there is a failure. Ends with 1 on
any difference.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from differences import differences
from documents import Rows, mismatches, rows_of
from expectations import COUNTS, Expectation, faults, load

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 300  # seconds for one command: the migrations take half a minute, an import a few seconds


class Failed(Exception):
    """A command did not do what it must; the text says which and why."""


def manage(environment: dict[str, str], *words: str) -> str:
    """Run a management command and return what it prints; raises Failed with its last words where it fails."""
    command = [sys.executable, "manage.py", *words]
    try:
        done = subprocess.run(  # noqa: S603 (this project's own command, with words from files beside this one)
            command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{words[0]} was not done after {LONGEST} seconds") from error
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-3:])
        raise Failed(f"{words[0]} ended with {done.returncode}: {last}")
    return done.stdout


def empty_portal(folder: str) -> dict[str, str]:
    """Make a database in a folder, with the facts that every portal has; return the environment that leads to it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "VAR_DIR": folder,
    }
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "load_facts", "--verbosity", "0")
    return environment


def prepare(name: str, folder: Path) -> tuple[Expectation | None, Rows, list[str]]:
    """Return the expectations for a plan, the rows of its document, and what is wrong with either."""
    try:
        expectation = load(name)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return None, {}, [f"the expectations cannot be read: {type(error).__name__}: {error}"]
    document = folder / expectation.document
    if not document.is_file():
        return expectation, {}, [*faults(expectation), f"{document} is not there"]
    try:
        rows = rows_of(document)
    except Exception as error:  # whatever the three libraries raise, the document cannot be read
        return expectation, {}, [*faults(expectation), f"{document} cannot be read: {error}"]
    return expectation, rows, faults(expectation) + mismatches(expectation, rows)


def imported(expectation: Expectation, folder: Path, environment: dict[str, str]) -> object:
    """Return what `import_plan` answers for a document; raises Failed where it answers with anything but JSON."""
    period = ("--title", expectation.title, "--start", expectation.start, "--end", expectation.end)
    path = str((folder / expectation.document).resolve())
    said = manage(environment, "import_plan", path, *period, "--dry-run", "--json")
    try:
        return json.loads(said)
    except ValueError as error:
        raise Failed(f"import_plan does not print one JSON object: {error}") from error


def say(name: str, found: list[str], good: str) -> int:
    """Print the differences of one plan, or that there is none; return how many."""
    print(f"{name}: {_counted(found)}" if found else f"{name}: {good}", flush=True)
    for difference in found:
        print(f"  - {difference}", flush=True)
    return len(found)


def _counted(found: list[str]) -> str:
    """Return how many differences there are, in words."""
    return "1 difference" if len(found) == 1 else f"{len(found)} differences"


def through_screens(names: list[Expectation], folder: Path, environment: dict[str, str], out: str) -> list[Any]:
    """Bring plans in through the screens of the admin; return what was read and written of each.

    `folder` holds the documents, or the exports that the call before wrote to it; the exports are written to `out`.
    """
    jobs = [
        {
            "file": str((folder / (each.document if folder != Path(out) else f"{each.name}.xlsx")).resolve()),
            "title": each.title,
            "start": each.start,
            "end": each.end,
            "export": f"{out}/{each.name}.xlsx",
        }
        for each in names
    ]
    command = [sys.executable, str(Path(__file__).with_name("screens.py"))]
    done = subprocess.run(  # noqa: S603 (a script of this project, beside this one)
        command,
        cwd=ROOT,
        env=environment | {"PYTHONPATH": str(ROOT)},
        input=json.dumps(jobs),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )
    if done.returncode:
        raise Failed(f"the screens: {done.stderr.strip().splitlines()[-1:]}")
    answers: list[Any] = json.loads(done.stdout)
    return answers


def check_screens(
    sound: list[tuple[Expectation, Rows]], folder: Path, environment: dict[str, str], scratch: str
) -> int:
    """Check what comes in through the screens, and that its export says the same in an empty portal."""
    empty = Path(scratch, "again")
    empty.mkdir()
    shutil.copy(Path(scratch, "portal.sqlite3"), empty)
    again = environment | {"DATABASE_URL": f"sqlite:///{empty}/portal.sqlite3", "VAR_DIR": str(empty)}
    expected = [expectation for expectation, _ in sound]
    first = through_screens(expected, folder, environment, scratch)
    second = through_screens(expected, Path(scratch), again, scratch)
    total = 0
    for (expectation, rows), one, other in zip(sound, first, second, strict=True):
        found = differences(expectation, rows, one["answer"])
        if len(one["written"]) != expectation.count:
            found.append(f"{len(one['written'])} actions were written")
        if one["written"] != other["written"]:
            found.append("its export says something else in an empty portal")
        total += say(f"{expectation.name}, through the screens", found, "the same, and the same again from its export")
    return total


def check(names: list[str], folder: Path, *, documents_only: bool) -> int:
    """Check plans, all of them to the end; return the number of differences."""
    total = 0
    sound: list[tuple[Expectation, Rows]] = []
    for name in names:
        expectation, rows, found = prepare(name, folder)
        total += say(f"{name}, expectations", found, "fit the document")
        if expectation and not found:
            sound.append((expectation, rows))
    if documents_only or not sound:
        return total
    with tempfile.TemporaryDirectory(prefix="portal-plans-") as scratch:
        environment = empty_portal(scratch)
        for expectation, rows in sound:
            try:
                found = differences(expectation, rows, imported(expectation, folder, environment))
            except Failed as failure:
                found = [str(failure)]
            total += say(expectation.name, found, f"{expectation.count} actions, as in the document")
        total += check_screens(sound, folder, environment, scratch)
    return total


def main() -> None:
    """Read the arguments, check, and end with 1 on any difference."""
    parser = argparse.ArgumentParser(description="Check the importer against the five published plans.")
    parser.add_argument("folder", type=Path, help="where the five documents are")
    parser.add_argument("--only", choices=sorted(COUNTS), action="append", help="check this plan (repeatable)")
    parser.add_argument("--documents", action="store_true", help="check the expectations against the documents only")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        sys.exit(f"{arguments.folder} is no folder: the five published plans are needed there.")
    try:
        total = check(arguments.only or list(COUNTS), arguments.folder, documents_only=arguments.documents)
    except Failed as failure:
        sys.exit(f"No import could be tried: {failure}")
    if total:
        sys.exit(f"Differences in all: {total}.")


if __name__ == "__main__":
    main()
