"""Reading one row of the file: its values as the database would hold them, or why it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .columns import StaffField
from .people import Person, full_name
from .places import PlaceError, Places, UnknownPlaceError
from .tables import Cell, Line, Unreadable
from .values import (
    LONGEST,
    clean_text,
    read_date,
    read_email,
    read_flag,
    read_staff_number,
    read_text,
    split_full_name,
    staff_key,
)

_TEXTS = (
    StaffField.GIVEN_NAME,
    StaffField.FAMILY_NAME,
    StaffField.PREFERRED_NAME,
    StaffField.JOB_TITLE,
    StaffField.GRADE,
    StaffField.JOB_FAMILY,
    StaffField.ROOM,
    StaffField.SSO_ID,
)
_LEVELS = (StaffField.FACULTY, StaffField.DEPARTMENT, StaffField.TEAM)


@dataclass
class Entry:
    """One row on its way through the check. `values` holds only what the file has columns for."""

    number: int
    staff_number: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)  # as in the file, to be shown
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_technician: bool = True
    person: Person | None = None

    @property
    def key(self) -> str:
        """Return what the person is known by."""
        return staff_key(self.staff_number)

    @property
    def name(self) -> str:
        """Return the name in the file, or else on the list."""
        return full_name(self.values) or (self.person.name if self.person else "")

    def refuse(self, reason: str) -> None:
        """Leave the row out, and say why; one reason is said once."""
        if reason not in self.refusals:
            self.refusals.append(reason)


class RowReader:
    """Reads rows of one file, whose columns were matched so."""

    def __init__(self, header: tuple[str, ...], mapping: Mapping[int, StaffField], places: Places) -> None:
        self.header = header
        self.columns = {matched: index for index, matched in mapping.items()}
        self.places = places

    def read(self, line: Line) -> Entry:
        """Return the row's entry; whatever is wrong with it stands in `refusals`."""
        entry = Entry(line.number)
        self._read_marker(entry, line)
        self._read_staff_number(entry, line)
        if self._repeats_header(line):
            entry.refuse("This row repeats the header.")
            return entry
        if any(line.cells[len(self.header) :]):
            entry.refuse(
                f"This row has {len(line.cells)} cells and the header {len(self.header)}: a separator may stand inside "
                "a value without quotation marks around it."
            )
        self._read_names(entry, line)
        for matched in _TEXTS:
            if matched in self.columns and matched not in entry.values:
                entry.values[matched.value] = self._text(entry, line, matched)
        if StaffField.SSO_ID in self.columns:
            entry.values["sso_id"] = entry.values["sso_id"] or None
        if not entry.refusals and not entry.values.get("family_name"):
            entry.refuse("The family name is missing.")
        self._read_email(entry, line)
        self._read_dates(entry, line)
        if entry.is_technician:  # the places of others are none of the portal's business
            self._read_places(entry, line)
        if StaffField.MANAGER in self.columns:
            entry.values["manager"] = self._try(entry, line, StaffField.MANAGER, read_staff_number) or None
        return entry

    def _cell(self, line: Line, matched: StaffField) -> Cell:
        index = self.columns[matched]
        return line.cells[index] if index < len(line.cells) else ""

    def _try(self, entry: Entry, line: Line, matched: StaffField, read: Any) -> Any:
        """Return what `read` makes of a cell; where it cannot, refuse the row with the column's name, return None."""
        cell = self._cell(line, matched)
        if not isinstance(cell, Unreadable):
            entry.words[matched.value] = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell[:200]
        try:
            return read(cell)
        except ValueError as error:
            entry.refuse(f"{self.header[self.columns[matched]]}: {error}.".replace("..", "."))
            return None

    def _text(self, entry: Entry, line: Line, matched: StaffField) -> str:
        return self._try(entry, line, matched, lambda cell: read_text(cell, matched.value)) or ""

    def _repeats_header(self, line: Line) -> bool:
        return [cell for cell in line.cells if cell] == [name for name in self.header if name] and len(line.cells) > 1

    def _read_marker(self, entry: Entry, line: Line) -> None:
        if StaffField.TECHNICIAN in self.columns:
            entry.is_technician = self._try(entry, line, StaffField.TECHNICIAN, read_flag) is not False

    def _read_staff_number(self, entry: Entry, line: Line) -> None:
        entry.staff_number = self._try(entry, line, StaffField.STAFF_NUMBER, read_staff_number) or ""
        if not entry.staff_number and not entry.refusals:
            entry.refuse("The staff number is missing.")

    def _read_names(self, entry: Entry, line: Line) -> None:
        if StaffField.FULL_NAME not in self.columns:
            return
        text = self._try(entry, line, StaffField.FULL_NAME, clean_text) or ""
        family, given = split_full_name(text)
        for value in (family, given):
            if len(value) > LONGEST["family_name"]:
                entry.refuse(f"{self.header[self.columns[StaffField.FULL_NAME]]}: it is too long for a name.")
        entry.values["family_name"] = family
        if StaffField.GIVEN_NAME not in self.columns:
            entry.values["given_name"] = given
        if given and "," not in text:
            entry.notes.append(f"The name was read as given name ‘{given}’, family name ‘{family}’.")

    def _read_email(self, entry: Entry, line: Line) -> None:
        if StaffField.EMAIL in self.columns:
            email = self._try(entry, line, StaffField.EMAIL, read_email)
            if email is not None:
                entry.values["email"] = email

    def _read_dates(self, entry: Entry, line: Line) -> None:
        for matched in (StaffField.START_DATE, StaffField.END_DATE):
            if matched in self.columns:
                day = self._try(entry, line, matched, read_date)
                entry.values[matched.value] = day.isoformat() if day else None

    def _read_places(self, entry: Entry, line: Line) -> None:
        if any(level in self.columns for level in _LEVELS):
            names = {level.value: self._text(entry, line, level) for level in _LEVELS if level in self.columns}
            try:
                entry.values["department"] = self.places.department(names)
            except PlaceError as error:
                entry.refuse(str(error))
        campus = None
        if StaffField.CAMPUS in self.columns:
            campus = self._campus(entry, self._text(entry, line, StaffField.CAMPUS))
        if StaffField.BUILDING in self.columns:
            self._building(entry, self._text(entry, line, StaffField.BUILDING), campus)

    def _campus(self, entry: Entry, name: str) -> int | str | None:
        """Read the campus; an unknown one leaves what is on the list, since nobody's page hangs on it."""
        try:
            entry.values["campus"] = self.places.campus(name)
        except UnknownPlaceError as error:
            entry.notes.append(f"{error}: left as it is.")
            return error.key
        return entry.values["campus"]

    def _building(self, entry: Entry, name: str, campus: int | str | None) -> None:
        try:
            entry.values["building"] = self.places.building(name, campus)
        except PlaceError as error:
            entry.notes.append(f"{error}: left as it is.")
            return
        found = entry.values["building"]
        if StaffField.CAMPUS not in self.columns and isinstance(found, int):
            entry.values["campus"] = self.places.staff.buildings[found][1]
