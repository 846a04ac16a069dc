"""What the house states of its own code, where that can be measured."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
APPS = ("portal", "profiles", "events", "awards", "plan")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
# The roles are one vocabulary of all apps; a staff list's columns stand with the headings by which they are known.
CHOICES_ELSEWHERE = {"portal/core/roles.py", "profiles/roster/columns.py"}
# Addresses of package registries, and places that exist on one machine only; in pieces, so as not to find itself.
NEVER_WRITTEN = [
    "py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "npm" + "js.org", "deb." + "debian.org",
    "security." + "debian.org", "archive." + "ubuntu.com",
    "index-" + "url", "/ro" + "ot/", "/wo" + "rk/", "/op" + "t/pypi",
]  # fmt: skip
# These name the option that leaves the address of an index out of the locks.
MAY_NAME_THE_OPTION = {".ci/lock"}


@cache
def tracked() -> tuple[str, ...]:
    """Return every file of the project: tracked, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(sorted(name for name in set(done.stdout.splitlines()) if (ROOT / name).is_file()))


def python_files(*, tests: bool) -> list[str]:
    """Return the project's own modules, migrations left out."""
    rooms = (*APPS, *(("tests", ".ci") if tests else ()))
    return [
        name
        for name in tracked()
        if name.endswith(".py") and name.split("/")[0] in rooms and "/migrations/" not in name
    ]


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def functions_of(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def is_in_room(name: str, room: str) -> bool:
    """Say whether a file is an app's `room.py` or in its `room/`."""
    return name.endswith(f"/{room}.py") or f"/{room}/" in name


def test_there_is_something_to_measure() -> None:
    assert len(python_files(tests=False)) > 80
    assert len(python_files(tests=True)) > len(python_files(tests=False))


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_files_are_short() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in python_files(tests=True)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_base_settings_are_short() -> None:
    assert len((ROOT / "portal/settings/base.py").read_text(encoding="utf-8").splitlines()) < 350


def test_functions_are_short() -> None:
    long = {
        f"{name}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for name in python_files(tests=False)
        for function in functions_of(name)
    }
    assert {name: length for name, length in long.items() if length > LONGEST_FUNCTION} == {}


def test_modules_are_named_for_their_job() -> None:
    nameless = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [name for name in python_files(tests=True) if Path(name).name in nameless] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name
        for name in python_files(tests=True)
        if (ROOT / name).read_text(encoding="utf-8").strip() and not ast.get_docstring(tree_of(name))
    ]
    assert silent == []


def test_states_stand_in_enums() -> None:
    found = [
        f"{name}:{node.name}"
        for name in python_files(tests=False)
        if not is_in_room(name, "enums") and name not in CHOICES_ELSEWHERE
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith(("TextChoices", "IntegerChoices")) for base in node.bases)
    ]
    assert found == []


def test_enums_import_nothing_of_the_project() -> None:
    for name in python_files(tests=False):
        if name.endswith("/enums.py"):
            modules = {node.module or "." for node in ast.walk(tree_of(name)) if isinstance(node, ast.ImportFrom)}
            assert {module for module in modules if module.split(".")[0] in (*APPS, "")} == set(), name


def test_services_know_no_request() -> None:
    found = [
        f"{name}:{function.name}"
        for name in python_files(tests=False)
        if is_in_room(name, "services")
        for function in functions_of(name)
        if {"request", "req"} & {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    ]
    assert found == []


def test_views_write_through_services() -> None:
    """No view saves, deletes or makes a row by itself; a form's `save` is one that calls a service (see below)."""
    writes = re.compile(r"\.(save|delete|create|update|bulk_create|get_or_create|update_or_create)$")
    found = [
        f"{name}:{node.lineno} {ast.unparse(node.func)}"
        for name in python_files(tests=False)
        if is_in_room(name, "views")
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call)
        and writes.search(ast.unparse(node.func))
        and ("objects" in ast.unparse(node.func) or re.search(r"\.(save|delete)$", ast.unparse(node.func)))
        and not ast.unparse(node.func).startswith(("super()", "form."))
    ]
    assert found == []


def test_own_forms_write_nothing_by_themselves() -> None:
    """A ModelForm would write past the services."""
    found = [
        f"{name}:{node.name}"
        for name in python_files(tests=False)
        if is_in_room(name, "forms")
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.ClassDef) and any("ModelForm" in ast.unparse(base) for base in node.bases)
    ]
    assert found == []


def test_an_import_inside_a_function_says_why() -> None:
    found = []
    for name in python_files(tests=False):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        found += [
            f"{name}:{number}"
            for number, line in enumerate(lines, 1)
            if "PLC0415" in line and not re.search(r"PLC0415\s*\(\w", line)
        ]
    assert found == []


def test_templates_hold_no_queries() -> None:
    asked = re.compile(r"\{[{%][^}]*\.(objects|all|filter|exists)\b[^}]*[%}]\}")
    found = [
        f"{name}: {match[0]}"
        for name in tracked()
        if name.startswith("templates/") and name.endswith((".html", ".txt"))
        for match in asked.finditer((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_test_empties_the_database() -> None:
    """A transactional test leaves no pages, sites and collections to the tests after it, on any database.

    What happens on commit is tried with `django_capture_on_commit_callbacks`; races and browsers have processes
    and a database file of their own.
    """
    empties = re.compile("transaction=" + "True|transactional" + "_db|live" + "_server")
    found = [
        name
        for name in python_files(tests=True)
        if name.startswith("tests/") and empties.search((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("text", NEVER_WRITTEN)
def test_no_file_names_a_package_index_or_a_place_on_one_machine(text) -> None:
    """Locks, too: they must install from whatever index a machine is set up for."""
    found = []
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if text.encode() in content and not (name in MAY_NAME_THE_OPTION and text.startswith("index")):
            found.append(name)
    assert found == []


def test_locks_are_hashed_and_each_holds_the_one_before_it() -> None:
    pins: dict[str, set[str]] = {}
    for lock in ("base", "test", "check"):
        text = (ROOT / f"requirements/{lock}.lock").read_text(encoding="utf-8")
        blocks = re.findall(r"^(\S+==\S+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)
        pins[lock] = {pin for pin, _ in blocks}
        assert len(blocks) == len(re.findall(r"^\S+==", text, re.MULTILINE))
        assert "://" not in text
    assert pins["base"] < pins["test"] < pins["check"]
    assert "elasticsearch-dsl==8.18.0" in pins["base"]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        "base": project["dependencies"],
        "test": project["optional-dependencies"]["test"],
        "check": project["optional-dependencies"]["check"],
    }
    for lock, requirements in wanted.items():
        text = (ROOT / f"requirements/{lock}.lock").read_text(encoding="utf-8")
        names = {re.split(r"[\[<>=;\s]", requirement)[0].lower() for requirement in requirements}
        assert {name for name in names if f"\n{name}==" not in "\n" + text} == set(), f"run make lock ({lock})"
