"""PDF files, drawn by WeasyPrint from HTML of ours.

WeasyPrint draws letters with Pango, a library of the system. Where that is missing nothing fails: whoever offers a
PDF asks `can_make_pdf` first and leads to the page to print instead, and `manage.py check` says what to install.
"""

from functools import cache
from importlib import import_module
from typing import Any

from django.http import HttpResponse

from .spreadsheets import as_download

PDF = "application/pdf"
PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@cache
def _weasyprint() -> Any:
    """Return the library, or None where what it draws with is missing. Loading it takes a second: on first use."""
    try:
        return import_module("weasyprint")
    except OSError:  # Pango is loaded as a library of the system
        return None


def can_make_pdf() -> bool:
    """Say whether this system can draw PDF files."""
    return _weasyprint() is not None


def pdf_of(html: str, css: str) -> bytes:
    """Return a page of HTML as a tagged PDF (PDF/UA-1), styled by this stylesheet.

    Nothing is fetched: neither files of the server nor addresses, whatever the HTML names; pictures stand in it as
    `data:`. Raises RuntimeError where `can_make_pdf` says no.
    """
    weasyprint = _weasyprint()
    if weasyprint is None:
        msg = f"PDF files cannot be drawn here. On Debian or Ubuntu: apt install {PANGO_PACKAGES}"
        raise RuntimeError(msg)
    fetcher = weasyprint.URLFetcher(allowed_protocols=("data",), fail_on_errors=False)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    sheet = weasyprint.CSS(string=css, url_fetcher=fetcher)
    content: bytes = document.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_tags=True)
    return content


def pdf_file(name: str, html: str, css: str) -> HttpResponse:
    """Return the PDF for download, called `name` and '.pdf', kept in no cache."""
    return as_download(HttpResponse(pdf_of(html, css), content_type=PDF), f"{name}.pdf")
