"""Files that are no plan, or would do harm: refused in words that say what to do next, without filling the memory."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plan.importing.columns import guess_columns
from plan.importing.reading import MOST_BYTES, read
from plan.importing.tables import ImportRefusedError
from plan.importing.understanding import understand
from plan.spans import PlanPeriod
from tests.plan.shapes.making import PERIOD, book_bytes, csv_bytes, docx_bytes, excel, word

MEGABYTE = 1024 * 1024
ROWS = [["Ref", "Action", "Due"], ["1", "Show faces", "2023"]]
MOST_MEMORY = 400  # MB


def packed(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in names.items():
            file.writestr(name, data)
    return out.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    whole = zipfile.ZipFile(io.BytesIO(data))
    return packed({name: whole.read(name) for name in whole.namelist()} | parts)


def locked(data: bytes) -> bytes:
    """Return a file as Office wraps one with a password: the marks of it, at least."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + data


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b",,,\n,,\n", "The file is empty."),
        (docx_bytes(docx.Document()), "no table in this file"),
        (book_bytes(openpyxl.Workbook()), "no table in this file"),
        (locked(word(ROWS)), "protected by a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel workbook (.xls) or Word document (.doc)"),
        (with_parts(word(ROWS), {"word/vbaProject.bin": b"x"}), "holds macros"),
        (with_parts(excel(("P", ROWS)), {"xl/vbaProject.bin": b"x"}), "holds macros"),
        (b"%PDF-1.7 ...", "This is a PDF. Save the plan as .docx, .xlsx or CSV."),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "This is a picture. Save the plan"),
        (b"\x1f\x8b" + bytes(50), "packed file"),
        (b"{\\rtf1 plan}", "rich text"),
        (b"<html><table><tr><td>Action</td></tr></table></html>", "web page"),
        (packed({"content.xml": b"<x/>"}), "OpenDocument"),
        (packed({"hello.txt": b"x"}), "neither a Word document nor an Excel workbook"),
        (packed({"word/document.xml": b"<broken"}), "cannot be read"),
        (packed({"xl/workbook.xml": b"<broken"}), "cannot be read"),
        (word(ROWS)[:900], "cannot be read"),
        (excel(("P", ROWS))[:900], "cannot be read"),
        (with_parts(word(ROWS), {"word/media/x.png": bytes(101 * MEGABYTE)}), "unpacks to more than 100 MB"),
        (with_parts(word(ROWS), {"word/document.xml": b" " * (17 * MEGABYTE)}), "far longer than a plan"),
        (with_parts(excel(("P", ROWS)), {"xl/workbook.xml": BOMB}), "cannot be read"),
        (bytes(range(1, 32)) * 40, "not a spreadsheet or a text file"),
        (b"a" * (MOST_BYTES + 1), "larger than 20 MB"),
        (b'Ref,Action\n1,Show\n2,"Give\n3,Mend\n', "never closed"),
        (csv_bytes([["Ref", "Action"], *([str(n), "Show faces"] for n in range(6000))]), "more than 5,000 rows"),
    ],
)
def test_what_is_no_plan_is_refused_in_plain_words(data, words):
    with pytest.raises(ImportRefusedError) as refusal:
        read(data)
    assert words in str(refusal.value)


def test_an_entity_in_a_document_is_never_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden words", encoding="utf-8")
    good = word(ROWS)
    body = zipfile.ZipFile(io.BytesIO(good)).read("word/document.xml")
    head, _, rest = body.partition(b"?>")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    data = with_parts(good, {"word/document.xml": head + b"?>" + entity + rest.replace(b"Show faces", b"Show &e;")})
    try:
        tables = read(data)
    except ImportRefusedError:
        return
    assert "hidden words" not in str(tables)


def test_what_a_file_is_its_bytes_say_and_not_its_name():
    for data in (word(ROWS), excel(("P", ROWS)), csv_bytes(ROWS)):
        assert [table.rows[1].texts for table in read(data).tables] == [["1", "Show faces", "2023"]]


def test_formulas_are_never_worked_out_nor_read_as_text():
    data = excel(("P", [["Ref", "Action"], *([n, f'=HYPERLINK("http://x.example","{n}")'] for n in range(1, 300))]))
    tables = read(data)
    plan = understand(tables, guess_columns(tables), PERIOD)
    assert "HYPERLINK" not in str(plan)
    assert all(any("formula" in doubt for doubt in row.doubts) for row in plan.rows[1:])


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
@example(b"PK\x03\x04" + bytes(100))
@example(b'"')
def test_no_bytes_crash_the_reading(data):
    try:
        tables = read(data)
    except ImportRefusedError as refusal:
        assert str(refusal)  # noqa: PT017 (it may as well succeed)
    else:
        understand(tables, guess_columns(tables), PERIOD)


CELL = st.one_of(
    st.sampled_from(["", "1", "V1", "Action", "Visibility", "Lead", "Due", "May 2023", "Y", "a) this b) that", "RAG",
                     "Red", "Theme", "• one • two", "Objective", "TBC", "Steps", "Year 1", "HR and IT", "Status"]),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30),
)  # fmt: skip


@settings(derandomize=True, max_examples=250, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=7), min_size=1, max_size=9))
def test_whatever_stands_in_the_cells_is_understood_somehow(rows):
    try:
        tables = read(csv_bytes(rows))
    except ImportRefusedError:
        return
    plan = understand(tables, guess_columns(tables), PERIOD)
    codes = [action.code for action in plan.actions]
    assert len(set(codes)) == len(codes)
    assert all(action.title for action in plan.actions)
    assert len(plan.rows) == sum(len(table.rows) for table in tables.tables)
    assert all(plan.rows[place].action == action.code for action in plan.actions for place in action.rows)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.data())
@pytest.mark.parametrize("whole", [word(ROWS), excel(("P", ROWS))], ids=["docx", "xlsx"])
def test_a_damaged_file_never_crashes_the_reading(whole, data):
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(damaged))
    except ImportRefusedError as refusal:
        assert str(refusal)  # noqa: PT017 (it may as well succeed)


IN_A_CHILD = """
import sys
from pathlib import Path
import django
django.setup()
from django.core.management import CommandError, call_command
try:
    call_command("import_plan", sys.argv[1], "--title", "T", "--start", "2023-01", "--end", "2025-12", "--dry-run")
except CommandError as error:
    print("REFUSED", error)
most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print("MB", int(most) // 1024)  # unlike ru_maxrss, not inherited from the parent
"""


def read_in_a_child(path: Path) -> tuple[str, int]:
    """Return what the command says of a file, and the most memory that it took, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD, str(path)], capture_output=True, text=True, check=True, timeout=300
    )
    told, _, memory = done.stdout.rpartition("MB ")
    return told, int(memory)


def many_rows(count: int) -> list[list[str]]:
    head = ["Ref", "Action", "Lead", "Due"]
    return [head, *([str(n), f"Show face number {n} to all", f"Team {n}", "May 2023"] for n in range(count))]


def big_workbook(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for row in many_rows(100_000):
        sheet.append(row)
    book.save(path)


def big_document(path: Path) -> None:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>Show faces</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>"
    good = word(ROWS)
    body = zipfile.ZipFile(io.BytesIO(good)).read("word/document.xml").decode()
    path.write_bytes(
        with_parts(good, {"word/document.xml": body.replace("</w:tbl>", row * 100_000 + "</w:tbl>").encode()})
    )


def long_document(path: Path) -> None:
    """Just under the limit of text, in rows too many."""
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>Show faces</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>"
    good = word(ROWS)
    body = zipfile.ZipFile(io.BytesIO(good)).read("word/document.xml").decode()
    count = 15 * MEGABYTE // len(row)
    path.write_bytes(
        with_parts(good, {"word/document.xml": body.replace("</w:tbl>", row * count + "</w:tbl>").encode()})
    )


def bomb(path: Path) -> None:
    path.write_bytes(with_parts(excel(("P", ROWS)), {"xl/worksheets/sheet1.xml": bytes(95 * MEGABYTE)}))


def one_long_cell(path: Path) -> None:
    good = excel(("P", ROWS))
    sheet = zipfile.ZipFile(io.BytesIO(good)).read("xl/worksheets/sheet1.xml")
    long = sheet.replace(b"Show faces", b"Show faces " * (39 * MEGABYTE // 11))
    path.write_bytes(with_parts(good, {"xl/worksheets/sheet1.xml": long}))


def fifty_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Ref,Action\n")
        for _ in range(50):
            file.write(b"1,Show faces to everybody in the university\n" * (MEGABYTE // 45))


def long_text(path: Path) -> None:
    path.write_bytes(csv_bytes(many_rows(100_000)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (big_workbook, "more than 5,000 rows"),
        (big_document, "far longer than a plan"),
        (long_document, "more than 5,000 rows"),
        (bomb, "far longer than a plan"),
        (fifty_megabytes, "larger than 20 MB"),
        (long_text, "more than 5,000 rows"),
    ],
)
def test_large_files_are_refused_without_filling_the_memory(tmp_path, make, words):
    path = tmp_path / "plan"
    make(path)
    told, memory = read_in_a_child(path)
    assert "REFUSED" in told
    assert words in told
    assert memory < MOST_MEMORY


@pytest.mark.slow
def test_one_endless_cell_fits_the_memory(tmp_path):
    path = tmp_path / "plan"
    one_long_cell(path)
    told, memory = read_in_a_child(path)
    assert "1 actions" in told
    assert memory < MOST_MEMORY


@pytest.mark.slow
def test_the_longest_plan_that_is_read_fits_the_memory(tmp_path):
    path = tmp_path / "plan"
    path.write_bytes(excel(("P", many_rows(4_990))))
    told, memory = read_in_a_child(path)
    assert "4990 actions" in told
    assert memory < MOST_MEMORY


def test_a_period_is_needed_only_to_understand():
    tables = read(csv_bytes([["Ref", "Action", "Due"], ["1", "Show faces", "Year 1"]]))
    for start in ("2023-01", "2024-01"):
        plan = understand(tables, guess_columns(tables), PlanPeriod.from_months(start, "2025-12"))
        assert plan.actions[0].timescale.occurrences[0].start.isoformat() == f"{start}-01"
