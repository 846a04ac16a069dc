"""Matching the words of a header to the fields of the staff list."""

from collections.abc import Mapping, Sequence

from django.db.models import TextChoices

from portal.core.incoming.headings import header_word

from .tables import HEADER_WITHIN, Line

__all__ = ["StaffField", "find_header", "header_word", "mapping_problems", "match_columns"]


class StaffField(TextChoices):
    """What a column of a staff list can hold."""

    STAFF_NUMBER = "staff_number", "Staff number"
    FAMILY_NAME = "family_name", "Family name"
    GIVEN_NAME = "given_name", "Given name"
    FULL_NAME = "full_name", "Full name (‘Silva, Ana’)"
    PREFERRED_NAME = "preferred_name", "Preferred given name"
    EMAIL = "email", "Work email"
    JOB_TITLE = "job_title", "Job title"
    GRADE = "grade", "Grade"
    JOB_FAMILY = "job_family", "Job family"
    TECHNICIAN = "technician", "Technician (yes or no)"
    FACULTY = "faculty", "Faculty"
    DEPARTMENT = "department", "Department"
    TEAM = "team", "Team"
    CAMPUS = "campus", "Campus"
    BUILDING = "building", "Building"
    ROOM = "room", "Room"
    START_DATE = "start_date", "Start date"
    END_DATE = "end_date", "End date"
    MANAGER = "manager", "Manager’s staff number"
    SSO_ID = "sso_id", "Sign-in (SSO) identifier"


# The words personnel systems use, the surest first. Compared without case, accents and punctuation.
SYNONYMS: dict[StaffField, tuple[str, ...]] = {
    StaffField.STAFF_NUMBER: (
        "staff number", "staff no", "staff num", "staff id", "staff nr", "employee number", "employee no",
        "employee id", "employee num", "emp no", "emp id", "emp number", "payroll number", "payroll no",
        "payroll id", "payroll ref", "personnel number", "personnel no", "person number", "person id",
        "personal reference", "works number", "assignment number", "hr number", "hr id", "employee reference",
        "employee ref", "staff reference", "staff ref", "employee code", "staff code", "resource id", "pers no",
        "clock number", "id number", "id",
    ),
    StaffField.FAMILY_NAME: (
        "family name", "surname", "last name", "lastname", "family names", "sur name", "second name",
        "employee surname", "employee last name", "legal surname", "legal last name", "staff surname",
    ),
    StaffField.GIVEN_NAME: (
        "given name", "given names", "forename", "forenames", "first name", "firstname", "first names",
        "christian name", "forename 1", "forename1", "first forename", "employee forename",
        "employee first name", "legal first name", "legal forename", "staff forename",
    ),
    StaffField.FULL_NAME: (
        "full name", "name", "employee name", "staff name", "display name", "person name", "employee",
        "staff member",
    ),
    StaffField.PREFERRED_NAME: (
        "preferred given name", "preferred name", "known as", "preferred forename", "preferred first name",
        "known as name", "familiar name", "nickname", "chosen name", "likes to be called",
    ),
    StaffField.EMAIL: (
        "work email", "work email address", "email", "email address", "e mail", "e mail address", "mail",
        "university email", "university email address", "work e mail", "email work", "business email",
        "primary email", "contact email", "office email", "staff email", "email id",
    ),
    StaffField.JOB_TITLE: (
        "job title", "jobtitle", "post title", "position title", "position", "role title", "job", "role",
        "post", "title of post", "job description", "job name", "position name", "appointment",
    ),
    StaffField.GRADE: (
        "grade", "pay grade", "salary grade", "grade name", "spine", "pay band", "band", "salary band",
        "grade code",
    ),
    StaffField.JOB_FAMILY: (
        "job family", "staff group", "staff category", "job category", "occupational group", "employee group",
        "employee category", "contract type group", "staff type", "family", "job group", "career family",
    ),
    StaffField.TECHNICIAN: (
        "technician", "is technician", "technician y n", "technician yes no", "technical staff",
        "technician marker", "technician flag", "technical", "tech", "technician commitment", "is a technician",
        "technical flag", "technician indicator", "tech flag",
    ),
    StaffField.FACULTY: (
        "faculty", "college", "faculty college", "faculty name", "college name", "division",
        "faculty directorate",
    ),
    StaffField.DEPARTMENT: (
        "department", "dept", "department name", "dept name", "organisational unit", "organizational unit",
        "organisation unit", "organization unit", "org unit", "org unit name", "school", "school department",
        "department school", "dept school", "school dept", "school name", "directorate", "cost centre name",
        "organisation", "organization", "unit", "service", "institute", "academic unit", "business unit",
        "work area",
    ),
    StaffField.TEAM: (
        "team", "team name", "section", "sub department", "subdepartment", "sub unit", "group", "work group",
    ),
    StaffField.CAMPUS: (
        "campus", "campus name", "site", "work location", "location", "site name", "work site", "location name",
        "base",
    ),
    StaffField.BUILDING: (
        "building", "building name", "bldg", "work building", "office building",
    ),
    StaffField.ROOM: (
        "room", "room number", "room no", "office", "room name", "office number", "lab", "workroom",
    ),
    StaffField.START_DATE: (
        "start date", "date started", "started", "start", "date of appointment", "appointment date",
        "hire date", "date joined", "joining date", "commencement date", "contract start",
        "contract start date", "employment start date", "continuous service date", "post start date", "joined",
        "from",
    ),
    StaffField.END_DATE: (
        "end date", "leaving date", "date left", "leave date", "contract end", "contract end date",
        "termination date", "expected end date", "employment end date", "post end date", "end", "leaver date",
        "fixed term end date", "left", "until",
    ),
    StaffField.MANAGER: (
        "manager staff number", "manager s staff number", "managers staff number", "manager employee no",
        "manager employee number", "manager number", "manager no", "manager id", "line manager staff number",
        "line manager number", "line manager no", "line manager id", "line manager employee no",
        "supervisor id", "supervisor number", "reports to id", "reports to number", "manager payroll number",
        "line manager employee number", "manager s employee no", "reports to", "line manager", "manager",
        "supervisor", "managed by",
    ),
    StaffField.SSO_ID: (
        "sso identifier", "sso id", "sso", "username", "user name", "login", "login name", "user id", "userid",
        "user principal name", "upn", "network id", "it username", "account name", "eppn",
        "eduperson principal name", "cis username", "campus username", "network username", "computer account",
        "uun", "samaccountname", "sign in identifier",
    ),
}  # fmt: skip

# A word that serves another field where its first one is taken by a surer word.
SECOND_CHOICE: dict[str, StaffField] = {
    "school": StaffField.FACULTY,
    "school name": StaffField.FACULTY,
    "directorate": StaffField.FACULTY,
    "division": StaffField.DEPARTMENT,
    "unit": StaffField.TEAM,
    "service": StaffField.TEAM,
    "location": StaffField.BUILDING,
    "work location": StaffField.BUILDING,
    "site": StaffField.BUILDING,
}

_RANKS: dict[str, tuple[StaffField, int]] = {
    word: (field, rank) for field, words in SYNONYMS.items() for rank, word in enumerate(words)
}


def _rank(word: str) -> tuple[StaffField, int] | None:
    return _RANKS.get(word) or _RANKS.get(word.replace(" ", ""))


def match_columns(header: Sequence[str]) -> dict[int, StaffField]:
    """Return the field of each column whose header is known; each field once, given to the surest word."""
    words = [header_word(name) for name in header]
    known = sorted(
        (rank[1], index, rank[0]) for index, word in enumerate(words) if word and (rank := _rank(word)) is not None
    )
    found: dict[int, StaffField] = {}
    for _, index, field in known:
        if field not in found.values():
            found[index] = field
    for _, index, _field in known:
        second = SECOND_CHOICE.get(words[index])
        if index not in found and second is not None and second not in found.values():
            found[index] = second
    if StaffField.FAMILY_NAME in found.values():  # then a column of full names says nothing new
        found = {index: field for index, field in found.items() if field != StaffField.FULL_NAME}
    return dict(sorted(found.items()))


def mapping_problems(mapping: Mapping[int, StaffField]) -> list[str]:
    """Return why a matching cannot be used; empty when it can."""
    fields = list(mapping.values())
    problems = [
        f"Two columns are matched to ‘{field.label}’. Ignore one of them."
        for field in StaffField
        if fields.count(field) > 1
    ]
    if StaffField.STAFF_NUMBER not in fields:
        problems.append("Say which column holds the staff number: people are told apart by it.")
    if StaffField.FAMILY_NAME not in fields and StaffField.FULL_NAME not in fields:
        problems.append("Say which column holds the family name, or the full name.")
    if StaffField.FAMILY_NAME in fields and StaffField.FULL_NAME in fields:
        problems.append("Match either the full name or the family name, not both.")
    return problems


def find_header(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return where the header stands in `lines`, and how many of its words are known fields.

    It is the line with the most known words among the first ones, and where no line has two of them, the first
    line with at least two texts. None where there is no such line.
    """
    best: tuple[int, int] | None = None
    fallback: int | None = None
    seen = 0
    for index, line in enumerate(lines):
        if line.is_blank:
            continue
        seen += 1
        if seen > HEADER_WITHIN:
            break
        texts = [cell for cell in line.cells if isinstance(cell, str) and cell.strip()]
        known = len({rank[0] for text in texts if len(text) < 80 and (rank := _rank(header_word(text)))})
        if known >= 2 and (best is None or known > best[1]):
            best = (index, known)
        if fallback is None and len(texts) >= 2 and len(texts) == sum(1 for cell in line.cells if cell):
            fallback = index
    if best is not None:
        return best
    return None if fallback is None else (fallback, 0)
