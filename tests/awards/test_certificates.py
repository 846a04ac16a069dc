"""A certificate is one page, whatever it says, and markup in its words stays words."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from awards.certificates import Certificate, certificate_file
from portal.core.models import Branding

SHORT = Certificate(
    "The Steady Hand", 2026, "Nell Archer", "Winner", "Craft", "", "For thirty years of glass.", date(2026, 9, 1)
)
LONG = Certificate(
    "The Vice-Chancellor’s Award for Technical Excellence in Teaching and Research", 2026,
    "Bartholomew Featherstonehaugh-Cholmondeley the Younger of Wexcombe", "Highly commended",
    "Behind the discovery: research made possible", "The instrument makers of the lower workshop",
    "<script>alert(1)</script> " + "He kept the magnet cold through every night. " * 20, date(2026, 9, 1),
)  # fmt: skip


@pytest.mark.parametrize("certificate", [SHORT, LONG], ids=["short", "long"])
def test_it_is_one_page_with_all_that_it_says(certificate: Certificate) -> None:
    answer = certificate_file(certificate, Branding(university_name="University of Wexcombe"))
    (page,) = PdfReader(BytesIO(answer.content)).pages
    words = " ".join(page.extract_text().split())
    for said in (certificate.name, certificate.scheme, certificate.kind, "1 September 2026", "University of Wexcombe"):
        assert said in words
    assert certificate.citation.strip() in words
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
