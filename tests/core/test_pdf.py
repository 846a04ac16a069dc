"""PDF files are drawn from our HTML, fetch nothing, and are done without where the system cannot draw them."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.checks import CheckMessage, run_checks
from pypdf import PdfReader

from portal.core import pdf

PAGE = '<!doctype html><html lang="en-GB"><head><title>Certificate</title></head><body>{}</body></html>'


def told() -> list[CheckMessage]:
    return run_checks(tags=["pdf"], include_deployment_checks=True)


def test_a_page_becomes_a_tagged_pdf_with_its_words() -> None:
    answer = pdf.pdf_file("certificate", PAGE.format("<h1>For a steady hand</h1>"), "h1 { color: green }")
    assert answer["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert answer["Cache-Control"] == "no-store"
    read = PdfReader(BytesIO(answer.content))
    assert "For a steady hand" in read.pages[0].extract_text()
    assert read.trailer["/Root"]["/Lang"] == "en-GB"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>hidden</text></svg>')
    drawn = PAGE.format(f'<p>Words</p><img alt="" src="{secret.as_uri()}"><img alt="" src="http://127.0.0.1:9/a.png">')
    without = PAGE.format("<p>Words</p>")
    (page,) = PdfReader(BytesIO(pdf.pdf_of(drawn, f"@import url({secret.as_uri()});"))).pages
    (plain,) = PdfReader(BytesIO(pdf.pdf_of(without, ""))).pages
    assert not page.images
    assert page.extract_text().strip() == plain.extract_text().strip() == "Words"


def test_without_pango_there_is_no_pdf_and_the_check_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(pdf, "import_module", missing)
    pdf._weasyprint.cache_clear()
    try:
        assert not pdf.can_make_pdf()
        with pytest.raises(RuntimeError, match="apt install libpango"):
            pdf.pdf_of(PAGE.format(""), "")
        (missed,) = told()
        assert "libpango-1.0-0" in (missed.hint or "")
    finally:
        pdf._weasyprint.cache_clear()


def test_with_pango_the_check_says_nothing() -> None:
    assert pdf.can_make_pdf()
    assert not told()
