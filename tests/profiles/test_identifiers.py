"""DOIs and ORCID iDs: read as people paste them, refused where the form is wrong."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from profiles.identifiers import clean_doi, clean_orcid, doi_url, validate_doi, validate_orcid

ORCIDS = ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X")  # ORCID's own examples


@pytest.mark.parametrize(
    ("pasted", "doi"),
    [
        ("10.5555/12345678", "10.5555/12345678"),
        (" https://doi.org/10.5555/12345678 ", "10.5555/12345678"),
        ("http://dx.doi.org/10.5555/12345678", "10.5555/12345678"),
        ("doi.org/10.5555/12345678", "10.5555/12345678"),
        ("doi:10.5555/12345678", "10.5555/12345678"),
        ("DOI: 10.5555/12345678", "10.5555/12345678"),
        ("DOI 10.5555/12345678", "10.5555/12345678"),
        ("doi: https://doi.org/10.5555/12345678", "10.5555/12345678"),
        ("https://doi.org/10.5555/a%3C1%3E%23b", "10.5555/a<1>#b"),
        ("10.5555/a%3Cb", "10.5555/a%3Cb"),
        ("10.5555.7/x", "10.5555.7/x"),
    ],
)
def test_a_doi_is_read_however_it_is_pasted(pasted: str, doi: str) -> None:
    assert clean_doi(pasted) == doi
    validate_doi(doi)


@pytest.mark.parametrize(
    "text",
    ["glue", "10.5555", "10.5555/", "10.55/abc", "11.5555/abc", "10.5555/a b", "10.٥٥٥٥/abc", "10.5555/a\u200bb",
     "https://example.org/10.5555/abc", "x10.5555/abc"],
)  # fmt: skip
def test_what_is_no_doi_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match=r"A DOI looks like 10\.1234/abcd"):
        validate_doi(clean_doi(text))


def test_a_doi_makes_one_address_whatever_signs_it_has() -> None:
    sici = "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1"
    assert doi_url(sici) == "https://doi.org/10.1002/(SICI)1096-8644(199601)99:1%3C1::AID-AJPA1%3E3.0.CO;2-1"
    assert doi_url("10.5555/a#b?c") == "https://doi.org/10.5555/a%23b%3Fc"


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40))
def test_an_address_leads_back_to_its_doi(suffix: str) -> None:
    doi = f"10.5555/{suffix}"
    assert clean_doi(doi_url(doi)) == doi
    assert doi_url(doi).isascii()


@pytest.mark.parametrize("orcid", ORCIDS)
@pytest.mark.parametrize("form", ["{}", "https://orcid.org/{}", "http://www.orcid.org/{}/", " orcid.org/{} "])
def test_an_orcid_is_read_however_it_is_pasted(orcid: str, form: str) -> None:
    assert clean_orcid(form.format(orcid)) == orcid
    assert clean_orcid(form.format(orcid.replace("-", ""))) == orcid
    assert clean_orcid(form.format(orcid.lower().replace("-", "–"))) == orcid
    validate_orcid(orcid)


@pytest.mark.parametrize(
    "text", ["1234", "0000-0002-1825-009", "0000-0002-1825-00977", "000X-0002-1825-0097", "٠٠٠٠-0002-1825-0097", "name"]
)
def test_what_is_no_orcid_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="An ORCID iD looks like"):
        validate_orcid(clean_orcid(text))


def check_character(digits: str) -> str:
    """Return the last character by the definition of ISO 7064, MOD 11-2: the whole, read by weights, is 1 mod 11."""
    total = sum(int(digit) * 2 ** (15 - place) for place, digit in enumerate(digits))
    return "0123456789X"[(1 - total) % 11]


@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(digits: str, place: int, more: int) -> None:
    right = clean_orcid(digits + check_character(digits))
    validate_orcid(right)
    other = str((int(digits[place]) + more) % 10)
    wrong = digits[:place] + other + digits[place + 1 :] + check_character(digits)
    with pytest.raises(ValidationError, match="A digit of this ORCID iD is wrong"):
        validate_orcid(clean_orcid(wrong))
