"""The sample university hangs together: people, places, managers, and words the project knows."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from portal.demo.equipment import sample_equipment
from portal.demo.portraits import PortraitSpec
from portal.demo.sample import BAD_ROWS, portrait_in_words, portraits, profiles, staff_rows

REFERENCE = Path(__file__).parents[2] / "profiles" / "data"
HEADER = [
    "Staff number",
    "Given name",
    "Family name",
    "Preferred name",
    "Job title",
    "Grade",
    "Faculty",
    "Department",
    "Team",
    "Campus",
    "Building",
    "Room",
    "Work email",
    "Start date",
    "End date",
    "Manager staff number",
    "SSO identifier",
    "Job family",
    "Technician",
]
MAY_BE_EMPTY = {"Preferred name", "Team", "End date", "Manager staff number"}
SECTIONS = {"basics", "photo", "introduction", "ask_me_about", "skills", "registrations", "place", "contact"}
LEVELS = {"learning", "can_do", "expert", "teaches_others"}
STAGES = {"interested", "preparing", "submitted", "held", "renewal_due", "lapsed"}
KNOWN_KEYS = {
    "state", "pronouns", "preferred_name", "headline", "about", "ask_me_about", "phone", "working_pattern",
    "skills", "registrations", "audience", "portrait",
}  # fmt: skip

ROWS = staff_rows()
PEOPLE = profiles()
LIVE = {number: person for number, person in PEOPLE.items() if person["state"] == "live"}


def column(name: str) -> list[str]:
    return [row[name] for row in ROWS]


def reference(file: str, name: str) -> dict[str, str]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row[name]: row.get("group", "") for row in rows}


SKILLS = reference("skills.csv", "skill")
TYPES = reference("registrations.csv", "post_nominals")


def test_staff_list_has_eighty_technicians_and_the_agreed_header():
    assert list(ROWS[0]) == HEADER
    assert len(ROWS) == 80
    assert set(column("Technician")) == {"Yes"}


def test_faculties_campuses_and_departments():
    assert len(set(column("Faculty"))) == 5
    assert set(column("Campus")) == {"Quarry Hill", "Harbourside", "Lanyon Field Station"}
    assert len({(row["Faculty"], row["Department"]) for row in ROWS}) == len(set(column("Department"))) == 23


@pytest.mark.parametrize("name", ["Staff number", "Work email", "SSO identifier"])
def test_identifiers_are_unique(name):
    assert [value for value, count in Counter(column(name)).items() if count > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=column("Staff number"))
def test_every_row_is_filled_in(row):
    assert [name for name in HEADER if not row[name] and name not in MAY_BE_EMPTY] == []
    assert re.fullmatch(r"[a-z]\.[a-z-]+@wexcombe\.example", row["Work email"])
    assert date.fromisoformat(row["Start date"]) < date(2026, 11, 21)
    if row["End date"]:
        assert date.fromisoformat(row["End date"]) > date.fromisoformat(row["Start date"])


def test_every_manager_is_on_the_list_and_the_tree_has_one_root():
    managers = {row["Staff number"]: row["Manager staff number"] for row in ROWS}
    assert [number for number, manager in managers.items() if not manager] == [
        row["Staff number"] for row in ROWS if row["Family name"] == "Callowfinn"
    ]
    for start, manager in managers.items():
        seen, number = {start}, manager
        while number:
            assert number not in seen, f"{start} is in a circle of managers"
            seen.add(number)
            number = managers[number]


def test_profiles_belong_to_people_on_the_list():
    assert set(PEOPLE) - set(column("Staff number")) == set()


def test_states():
    states = Counter(person["state"] for person in PEOPLE.values())
    assert states == {"live": 64, "draft": 5, "hidden": 3}


@pytest.mark.parametrize(("number", "person"), PEOPLE.items(), ids=PEOPLE)
def test_what_a_person_wrote_can_be_read(number, person):
    assert set(person) - KNOWN_KEYS == set()
    assert 0 < len(person.get("headline", "-")) <= 140
    assert 1 <= len(person.get("ask_me_about", ["-"])) <= 5
    assert re.fullmatch(r"01632 960 \d{3}", person.get("phone", "01632 960 000"))
    assert set(person["audience"]) == SECTIONS
    assert set(person["audience"].values()) <= {"only_me", "colleagues", "public"}
    if "portrait" in person:
        PortraitSpec.from_table(person["portrait"])


@pytest.mark.parametrize(("number", "person"), PEOPLE.items(), ids=PEOPLE)
def test_skills_are_the_projects_own_words(number, person):
    names = [skill["name"] for skill in person["skills"]] if "skills" in person else []
    assert set(names) - set(SKILLS) == set()
    assert len(names) == len(set(names))
    for skill in person.get("skills", []):
        assert skill["level"] in LEVELS
        assert 1975 <= skill["since"] <= 2026


@pytest.mark.parametrize(("number", "person"), PEOPLE.items(), ids=PEOPLE)
def test_registrations_are_the_projects_own_words(number, person):
    for registration in person.get("registrations", []):
        assert registration["type"] in TYPES
        assert registration["stage"] in STAGES
        assert registration["body"]
        was_given = registration["stage"] in {"held", "renewal_due", "lapsed"}
        assert ("awarded" in registration) is was_given
        if "certificate_seen" in registration or "certificate_asked" in registration:
            assert was_given
            assert registration.get("certificate_seen", date(2026, 11, 21)) > registration["awarded"]
        if "renewal_due" in registration:
            assert registration["awarded"] < registration["renewal_due"]
        if registration["stage"] == "held" and "renewal_due" in registration:
            assert registration["renewal_due"] > date(2026, 11, 21)


@pytest.mark.parametrize(("number", "person"), LIVE.items(), ids=LIVE)
def test_a_live_profile_is_whole(number, person):
    assert {"headline", "about", "ask_me_about", "skills", "audience"} <= set(person)
    assert 1 <= len(person["about"].strip().split("\n\n")) <= 3


def test_audiences_vary():
    basics = Counter(person["audience"]["basics"] for person in LIVE.values())
    assert basics == {"public": 62, "colleagues": 2}
    assert {person["audience"]["contact"] for person in LIVE.values()} == {"only_me", "colleagues", "public"}


def test_live_people_know_every_listed_skill():
    known = Counter(skill["name"] for person in LIVE.values() for skill in person["skills"])
    assert set(SKILLS) - set(known) == set()
    assert len({SKILLS[name] for name in known}) == 14
    assert known["Nuclear magnetic resonance"] == 3
    assert known["Scanning electron microscopy"] >= 3


def test_nobody_invented_is_drawn_like_another():
    drawn = [PortraitSpec.from_table(person["portrait"]) for person in PEOPLE.values() if "portrait" in person]
    assert len(drawn) == len(set(drawn)) >= 60
    assert len(drawn) < len(PEOPLE), "some people have no portrait, on purpose"


def test_bad_rows_are_three_of_eight():
    rows = staff_rows(BAD_ROWS)
    assert len(rows) == 8
    numbers = Counter(row["Employee No"] for row in rows)
    assert numbers[""] == 1
    assert [number for number, count in numbers.items() if count == 2] == ["W71002"]
    impossible = []
    for row in rows:
        try:
            date.fromisoformat(row["Started"])
        except ValueError:
            impossible.append(row["Started"])
    assert impossible == ["2026-06-31"]
    assert set(numbers) & set(column("Staff number")) == set()


# --- equipment ------------------------------------------------------------------------------------------------------


def test_equipment_is_worked_with_by_people_who_have_claimed_their_profile():
    things = sample_equipment()["equipment"]
    assert len(things) == 26
    assert len({thing["name"] for thing in things}) == 26
    for thing in things:
        assert set(thing["roles"]) <= set(PEOPLE), thing["name"]
        assert {kind for kinds in thing["roles"].values() for kind in kinds} <= {
            "runs",
            "trains",
            "looks_after",
            "deputy",
        }
        assert thing["maker"]
        assert thing["purpose"]
        assert thing["how_to_ask"]


def test_suggestions_are_of_words_that_are_not_on_the_lists():
    suggested = sample_equipment()["suggested"]
    assert [bool(row.get("refused")) for row in suggested] == [False, False, True]
    for row in suggested:
        assert row["by"] in LIVE
        assert row["name"] not in SKILLS
        if row["kind"] == "skill":
            assert row["group"] in SKILLS.values()


def test_a_portrait_is_told_in_words() -> None:
    table = {"clothing": "lab_coat", "headwear": "hijab", "holding": "pipette", "ground": "sage"}
    assert portrait_in_words("Mei", table) == "Mei, drawn: in a lab coat and a hijab, with a pipette in hand"
    assert portrait_in_words("Ada", {"clothing": "overalls"}) == "Ada, drawn: in overalls"
    assert all(portrait_in_words("Ada", each) for each in portraits().values())
