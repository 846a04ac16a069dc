"""What README and the guides name is there: commands, files, settings, addresses, accounts."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[1]
GUIDES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
# Set by pytest-xdist for its workers, by nobody else
NOT_SET_BY_PEOPLE = {"PYTEST_XDIST_WORKER"}
# Read by the Makefile, by .ci, by the tests and by the bench
OF_THE_COMMANDS = {"BENCH_SEARCH_ENGINE", "PLANS", "PORT", "BROWSER", "WORKERS", "ARGS", "CHROMIUM", "PYTHON"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_guide = pytest.mark.parametrize("guide", GUIDES, ids=name_of)


@cache
def code_of(guide: Path) -> str:
    """Return all that stands as code in a guide."""
    text = guide.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*blocks, *inline])


@cache
def settings_read() -> frozenset[str]:
    """Return the environment variables that the settings read."""
    found: set[str] = set()
    for path in (ROOT / "portal/settings").glob("*.py"):
        found |= set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", path.read_text(encoding="utf-8")))
    return frozenset(found - NOT_SET_BY_PEOPLE)


def settings_described() -> set[str]:
    """Return the variables that have a row in docs/settings.md."""
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


@every_guide
def test_links_lead_somewhere(guide: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", guide.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in local if not (guide.parent / link).exists()] == []


@every_guide
def test_make_commands_are_there(guide: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"\bmake ([a-z][a-z-]*)", code_of(guide))
    named = [name for name in named if name not in {"python"}]  # apt install make python3
    assert set(named) - targets == set()


@every_guide
def test_management_commands_are_there(guide: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", code_of(guide)))
    named |= set(re.findall(r"(?:^|&& |\n)portal ([a-z_]+)", code_of(guide)))
    assert named - set(get_commands()) == set()


@every_guide
def test_files_are_there(guide: Path) -> None:
    rooms = r"\.ci|deploy|docs|portal|profiles|tests|requirements|templates"
    named = re.findall(rf"(?<![\w/.-])((?:{rooms})/[\w./*-]*[\w*])", code_of(guide))
    elsewhere = re.compile(r"portal/(static|media|private|portal\.env)")  # on the server, not in the repository
    ours = {name for name in named if not elsewhere.search(name)}
    assert {name for name in ours if not list(ROOT.glob(name))} == set()


@every_guide
def test_variables_are_read_by_something(guide: Path) -> None:
    named = set(re.findall(r"\b([A-Z]+(?:_[A-Z]+)*)=", code_of(guide)))
    assert named - settings_read() - OF_THE_COMMANDS == set()


def test_every_setting_is_described_and_no_other() -> None:
    assert settings_described() == settings_read()


def test_the_sample_environment_names_settings_alone() -> None:
    text = (ROOT / "deploy/portal.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))
    assert named - settings_read() == {"DJANGO_SETTINGS_MODULE"}


@every_guide
def test_addresses_are_there(guide: Path) -> None:
    named = set(
        re.findall(r"(?:^|\n)(/(?:me|admin|account|technicians|skills|healthz|readyz)\b[\w/-]*)", code_of(guide))
    )
    missing = set()
    for address in named:
        try:
            resolve(address)
        except Resolver404:
            missing.add(address)
    assert missing == set()


def test_the_sample_accounts_are_those_that_are_made() -> None:
    from portal.demo.loading import PASSWORD, sample_accounts  # noqa: PLC0415 (only where the demo is installed)

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([\w.]+@wexcombe\.example)`", text)) == {email for _, email in sample_accounts()}
    assert f"`{PASSWORD}`" in text


def test_a_picture_is_shown_where_there_is_one() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert ("docs/screenshot.png" in text) == (ROOT / "docs/screenshot.png").exists()


def test_units_call_what_is_there() -> None:
    commands = set()
    for unit in (ROOT / "deploy").glob("*.service"):
        text = unit.read_text(encoding="utf-8")
        commands |= set(re.findall(r"manage\.py (\w+)", text))
        assert "EnvironmentFile=/etc/portal/portal.env" in text
    assert commands == {"db_worker", "run_jobs"}
    assert commands <= set(get_commands())
