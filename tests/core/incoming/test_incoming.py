"""What every reader of files shares: the kinds of file, archives, text, and the names of columns."""

import io
import zipfile

import openpyxl
import pytest

from portal.core.incoming.archives import has_macros, parts_of
from portal.core.incoming.cells import Unreadable, value_of
from portal.core.incoming.headings import header_word
from portal.core.incoming.kinds import is_archive, refuse_other_kinds
from portal.core.incoming.refusal import FileRefusedError, Wanted
from portal.core.incoming.text import decode, records, told_separator

WANTED = Wanted("list", ".xlsx or as CSV")


def archive(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in names.items():
            file.writestr(name, data)
    return out.getvalue()


def test_text_and_archives_are_let_through():
    refuse_other_kinds(b"a,b\n", WANTED, 100)
    refuse_other_kinds(archive({"a": b""}), WANTED, 1000)
    assert is_archive(archive({"a": b""}))
    assert not is_archive(b"a,b")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"%PDF", "This is a PDF. Save the list as .xlsx or as CSV."), (b"abcdef", "larger than"), (b" ", "empty")],
)
def test_other_kinds_are_refused(data, words):
    with pytest.raises(FileRefusedError, match=words):
        refuse_other_kinds(data, WANTED, 5)


def test_parts_of_an_archive():
    data = archive({"xl/a.xml": b"123", "xl/vbaProject.bin": b""})
    assert parts_of(data, WANTED, 100) == {"xl/a.xml": 3, "xl/vbaProject.bin": 0}
    assert has_macros(parts_of(data, WANTED, 100))
    assert not has_macros({"xl/a.xml": 3})
    with pytest.raises(FileRefusedError, match="unpacks to more"):
        parts_of(data, WANTED, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_text_in_every_encoding(encoding):
    assert decode("Zoë;1\r\nÅ;2\r".encode(encoding), WANTED) == "Zoë;1\nÅ;2\n"


def test_rows_with_the_lines_they_begin_on():
    told = told_separator("sep=;\na;b\n")
    assert told == (";", "a;b\n", 1)
    assert list(records('a;"b\nc"\nd;e\n', ";", 1)) == [(2, ("a", "b\nc")), (4, ("d", "e"))]


def test_values_as_they_are_shown():
    sheet = openpyxl.Workbook().active
    for at, (value, pattern) in enumerate([(0.5, "0%"), (7, "000"), (True, "General"), (2.0, "General")], start=1):
        sheet.cell(1, at, value).number_format = pattern
    assert [value_of(cell, None) for cell in sheet[1]] == ["50%", "007", "yes", "2"]
    formula, empty = sheet.cell(2, 1, "=A1"), sheet.cell(3, 1)
    assert isinstance(value_of(empty, formula), Unreadable)


def test_names_of_columns_made_comparable():
    assert header_word("  Target-Date (month) ") == "target date"
    assert header_word("StaffNo.") == "staff no"
