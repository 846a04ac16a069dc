"""Word documents hold what was typed as text, whatever it looks like."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from portal.core.word_documents import DOCX, WordDocument, plain


def test_what_no_document_may_hold_is_left_out() -> None:
    assert plain("a\x00\x0b\x1f\ud800\ufffe\uffffb\t\n é😀") == "ab\t\n é😀"


def test_it_is_read_back_as_it_was_written() -> None:
    document = WordDocument("Title\x0b & more", author="Inês <b>Vale</b>")
    document.heading("Part\uffff")
    document.line("=1+1 </w:t> &amp;", "List Bullet")
    document.table(("One", "Two"), [("{ HYPERLINK }", "two\nlines\x00")], (5, 10))
    read = Document(BytesIO(document.content()))
    assert [(line.style.name, line.text) for line in read.paragraphs] == [  # type: ignore[union-attr]
        ("Title", "Title & more"),
        ("Heading 1", "Part"),
        ("List Bullet", "=1+1 </w:t> &amp;"),
    ]
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows] == [
        ["One", "Two"],
        ["{ HYPERLINK }", "two\nlines"],
    ]
    properties = read.core_properties
    assert (properties.title, properties.author, properties.comments) == ("Title & more", "Inês <b>Vale</b>", "")


def test_the_header_of_a_table_stands_on_each_page_and_the_language_is_british() -> None:
    document = WordDocument("Title")
    document.table(("One",), [("1",)], (5,))
    read = Document(BytesIO(document.content()))
    marked = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in read.tables[0].rows]
    assert marked == [True, False]
    assert {one.get(qn("w:val")) for one in read.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_as_a_download() -> None:
    answer = WordDocument("Title").download("my-year")
    assert answer["Content-Type"] == DOCX
    assert answer["Content-Disposition"] == 'attachment; filename="my-year.docx"'
    assert answer["Cache-Control"] == "no-store"
