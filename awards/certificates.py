"""A certificate as a PDF: one page of A4 across, in the colours of the university."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.http import HttpResponse
from django.template.loader import render_to_string

from portal.core.models import Branding
from portal.core.pdf import pdf_file

_SHEET = Path(__file__).parent / "print" / "certificate.css"


@dataclass(frozen=True)
class Certificate:
    """What a certificate says. `kind` is 'Winner' or 'Highly commended'; what is empty is left out."""

    scheme: str
    year: int
    name: str
    kind: str
    category: str
    team_name: str
    citation: str
    announced_on: date


def certificate_file(certificate: Certificate, branding: Branding) -> HttpResponse:
    """Return the certificate for download. Raises RuntimeError where `portal.core.pdf.can_make_pdf` says no."""
    html = render_to_string(
        "awards/certificate_pdf.html", {"certificate": certificate, "university": branding.university_name}
    )
    colours = f":root {{ --wall: {branding.wall}; --accent: {branding.accent} }}\n"
    return pdf_file("certificate", html, colours + _SHEET.read_text(encoding="utf-8"))
