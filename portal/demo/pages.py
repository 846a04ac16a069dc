"""The sample university's standard pages: its pledge and certificate, its library, its notices."""

import tomllib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from docx import Document
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from PIL import Image
from wagtail.models import Page

from portal.core.enums import People
from portal.core.models import PortalDocument, PortalImage
from portal.demo.certificate import draw_certificate
from portal.demo.sample import DATA
from portal.front.models import HomePage
from portal.front.services.page_writing import write_page
from portal.front.services.standard_pages import make_pages

DOTS_AN_INCH = 150.0
_CERTIFICATE = (
    "A certificate with a green border, a red seal and two signatures. It says that the University of Wexcombe signed "
    "the Technician Commitment on 12 June 2019."
)


def sample_pages() -> list[dict[str, Any]]:
    """Return the pages as the file has them."""
    pages: list[dict[str, Any]] = tomllib.loads((DATA / "pages.toml").read_text(encoding="utf-8"))["pages"]
    return pages


def write_pages() -> None:
    """Make the standard pages, and put the university's own words into them."""
    make_pages()
    home = HomePage.objects.get()
    for words in sample_pages():
        _write(home, words)


def _write(parent: Page, words: Mapping[str, Any]) -> None:
    """Write a page with its files, and the pages below it."""
    own = {name: value for name, value in words.items() if name not in {"file", "children"}}
    page = write_page(parent, own, **_files(words.get("file", {})))
    for child in words.get("children", []):
        _write(page, child)


def _files(file: Mapping[str, Any]) -> dict[str, Any]:
    """Return the files of a page, made, by the fields that take them."""
    if "certificate" in file:
        drawn = draw_certificate()
        return {
            "certificate_picture": _picture(file["certificate"], drawn),
            "certificate_document": _document(file["certificate"], "pdf", _saved(drawn, "PDF")),
        }
    if not file:
        return {}
    kind = file.get("kind", "docx")
    written = _sheet(file["lines"]) if kind == "xlsx" else _letter(file["name"], file["lines"])
    return {"document": _document(file["name"], kind, written)}


def _picture(title: str, drawn: Image.Image) -> PortalImage:
    picture: PortalImage = PortalImage.objects.create(
        title=title,
        file=ImageFile(BytesIO(_saved(drawn, "PNG")), name="certificate.png"),
        alt_text=_CERTIFICATE,
        credit="Drawn for the sample university",
        people=People.NOBODY,
    )
    return picture


def _document(title: str, kind: str, data: bytes) -> PortalDocument:
    document = PortalDocument(title=title)
    name = "-".join(title.lower().replace(":", "").split())
    document.file.save(f"{name}.{kind}", ContentFile(data), save=False)
    document.file_size = len(data)
    document.save()
    return document


def _saved(drawn: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    drawn.save(out, kind, resolution=DOTS_AN_INCH)
    return out.getvalue()


def _letter(title: str, lines: Sequence[str]) -> bytes:
    """Return a Word file: a heading, and a line to fill in for each point."""
    document, out = Document(), BytesIO()
    document.add_heading(title, 0)
    for line in lines:
        document.add_heading(line, 2)
        document.add_paragraph("")
    document.save(out)
    return out.getvalue()


def _sheet(columns: Sequence[str]) -> bytes:
    """Return an Excel file with nothing but its headings."""
    book, out = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.append(list(columns))
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 28
    book.save(out)
    return out.getvalue()
