"""Whatever somebody brings is read, or refused in words that help."""

import gzip
import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from profiles.roster.reading import read_roster
from profiles.roster.tables import RosterUnreadableError, Unreadable

from .conftest import HEADER, csv_bytes, row, xlsx_bytes

MEGABYTE = 1024 * 1024
ROWS = [row("W1", "Müller", "Zoë"), row("W2", "O’Brien", "Ana")]


def cells(data: bytes) -> list[tuple]:
    return [line.cells for line in read_roster(data, MEGABYTE).lines]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_separator_and_encoding_gives_the_same_rows(separator, encoding):
    assert cells(csv_bytes(ROWS, delimiter=separator, encoding=encoding)) == [tuple(each) for each in ROWS]


def test_latin_1_and_nul_bytes():
    data = csv_bytes(ROWS[:1], encoding="latin-1").replace(b"Technician", b"Techn\0ician\x81")
    assert cells(data)[0][1:3] == ("Müller", "Zoë")


def test_quoted_newlines_keep_the_line_numbers():
    table = read_roster(csv_bytes([row("W1", job="Senior\ntechnician"), row("W2")]), MEGABYTE)
    assert [line.number for line in table.lines] == [2, 4]
    assert table.lines[0].cells[4] == "Senior\ntechnician"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline):
    assert len(cells(csv_bytes(ROWS, lineterminator=newline))) == 2


def test_excels_own_note_of_the_separator():
    data = b"sep=;\r\n" + csv_bytes(ROWS, delimiter=";")
    table = read_roster(data, MEGABYTE)
    assert table.header == tuple(HEADER)
    assert table.lines[0].number == 3


def test_titles_above_the_header_and_empty_lines_below():
    data = b"Staff list, October\n\nPrinted 3 October,by HR\n" + csv_bytes([ROWS[0], [""] * 6, ROWS[1]])
    table = read_roster(data, MEGABYTE)
    assert (table.header_line, [line.number for line in table.lines]) == (4, [5, 7])


def test_a_header_nobody_knows_is_still_found():
    table = read_roster("Kennung;Nachname\n1;Müller\n".encode(), MEGABYTE)
    assert table.header == ("Kennung", "Nachname")


def test_workbook_values():
    book = openpyxl.Workbook()
    book.active.append(["Technicians 2026"])
    book.active.append(HEADER)
    book.active.append([12345, "Silva", True, date(2020, 2, 1), 12345.0, 1.5])
    book.active.append([7, None, None, None, None, "x"])
    book.active["A4"].number_format = "00000"
    out = io.BytesIO()
    book.save(out)
    table = read_roster(out.getvalue(), MEGABYTE)
    assert table.header_line == 2
    assert table.lines[0].cells == ("12345", "Silva", "yes", date(2020, 2, 1), "12345", "1.5")
    assert table.lines[1].cells[0] == "00007"


def test_a_formula_never_reads_as_its_text():
    data = xlsx_bytes([["W1", '=UPPER("silva")', "Ana", "a@b.example", "=A1", ""]])
    line = read_roster(data, MEGABYTE).lines[0]
    assert isinstance(line.cells[1], Unreadable)
    assert "formula" in line.cells[1].reason
    assert line.cells[0] == "W1"


def test_the_first_sheet_with_a_header_is_read():
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Please", "read"])
    book.active.append(["this", "first"])
    sheet = book.create_sheet("Staff")
    sheet.append(HEADER)
    sheet.append(ROWS[0])
    out = io.BytesIO()
    book.save(out)
    table = read_roster(out.getvalue(), MEGABYTE)
    assert len(table.lines) == 1
    assert "‘Staff’" in table.notes[0]


def test_formatted_empty_rows_to_the_end_of_the_sheet_are_not_read():
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROWS[0])
    book.active.cell(1_048_576, 1).number_format = "@"
    book.active.cell(1_048_576, 1).value = ""
    out = io.BytesIO()
    book.save(out)
    table = read_roster(out.getvalue(), MEGABYTE)
    assert len(table.lines) == 1
    assert "Reading stopped at line" in table.notes[0]


def packed(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in names.items():
            file.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b",,,\n,,\n", "empty"),
        (csv_bytes([]), "nothing stands below"),
        (xlsx_bytes([]), "nothing stands below"),
        (b"just words\nand more\n", "No header"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (gzip.compress(csv_bytes(ROWS)), "packed"),
        (b"<html><table><tr><td>Surname</td></tr></table></html>", "web page"),
        (packed({"word/document.xml": b"<w/>"}), "not an Excel workbook"),
        (packed({"content.xml": b"<x/>"}), "OpenDocument"),
        (packed({"xl/workbook.xml": b"<broken"}), "cannot be read"),
        (xlsx_bytes(ROWS)[:700], "cannot be read"),
        (packed({"xl/workbook.xml": b"0" * (9 * MEGABYTE)}), "unpacks to more"),
        (bytes(range(1, 32)) * 40, "not a spreadsheet"),
        (b"a,b\n" * MEGABYTE, "larger than 1 MB"),
        (b'Employee No,Surname\nW1,Silva\nW2,"Jones\nW3,Ng\n', "line 3 is never closed"),
    ],
)
def test_what_is_no_staff_list_is_refused_in_plain_words(data, word):
    with pytest.raises(RosterUnreadableError) as refusal:
        read_roster(data, MEGABYTE)
    assert word in str(refusal.value)


def test_an_xml_bomb_in_a_workbook_is_refused():
    good = zipfile.ZipFile(io.BytesIO(xlsx_bytes(ROWS)))
    parts = {name: good.read(name) for name in good.namelist()}
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    parts["xl/workbook.xml"] = bomb + parts["xl/workbook.xml"].partition(b"?>")[2]
    with pytest.raises(RosterUnreadableError, match="cannot be read"):
        read_roster(packed(parts), MEGABYTE)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
@example(b"PK\x03\x04" + bytes(100))
@example(b'"')
def test_no_bytes_crash_the_reader(data):
    try:
        table = read_roster(data, MEGABYTE)
    except RosterUnreadableError as refusal:
        assert str(refusal)  # noqa: PT017 (it may as well succeed)
    else:
        assert table.lines


# Written once: the time stands in it, so that one written anew may differ in length.
WORKBOOK = xlsx_bytes(ROWS)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_never_crashes_the_reader(data):
    whole = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_roster(bytes(whole), MEGABYTE)
    except RosterUnreadableError as refusal:
        assert str(refusal)  # noqa: PT017 (it may as well succeed)


CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=5, max_size=5), min_size=1, max_size=8), separator=st.sampled_from(",;\t|")
)
def test_each_row_written_is_read_once(rows, separator):
    written = [[f"W{index}", *cells] for index, cells in enumerate(rows)]
    table = read_roster(csv_bytes(written, delimiter=separator), MEGABYTE)
    assert [list(line.cells) for line in table.lines] == written
