"""Identifiers of works and people, checked for form alone: nothing is asked of other hosts."""

import re
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError

# DOI Handbook, 2.2: the prefix begins with '10.', the suffix is anything printable. Digits are 0 to 9 alone: Python's
# \d takes those of every script.
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_DOI_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/", re.IGNORECASE)
_DOI_LABEL = re.compile(r"^doi(?:\s*:\s*|\s+)", re.IGNORECASE)
_ORCID_BEFORE = re.compile(r"^(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE)
_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212/]")  # the dashes that come with what is copied from a page


def clean_doi(text: str) -> str:
    """Return the bare DOI ('10.1234/abc') of what somebody pasted: an address, 'doi:...' or the DOI itself.

    An address writes some signs in per cent codes; those are read.
    """
    bare = _DOI_LABEL.sub("", text.strip())
    path = _DOI_ADDRESS.sub("", bare)
    return path if path == bare else unquote(path)


def doi_url(doi: str) -> str:
    """Return the address that leads to a work by its DOI, in which '#' and '?' are signs like any other."""
    return "https://doi.org/" + quote(doi, safe="/:;().,-_~")


def validate_doi(text: str) -> None:
    """Raise ValidationError where the text has not the form of a DOI."""
    if not _DOI.fullmatch(text) or not text.isprintable():
        raise ValidationError("A DOI looks like 10.1234/abcd. Copy it from the publisher’s page.")


def validate_pasted_doi(text: str) -> None:
    """Raise ValidationError where what somebody pasted holds something that is no DOI."""
    if bare := clean_doi(text):
        validate_doi(bare)


def clean_orcid(text: str) -> str:
    """Return the sixteen characters in groups of four, whatever came around and between them."""
    bare = _BETWEEN.sub("", _ORCID_BEFORE.sub("", text.strip())).upper()
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def validate_orcid(text: str) -> None:
    """Raise ValidationError where the text is no ORCID iD: four groups of four, the last character a check.

    The check character is that of ISO 7064, MOD 11-2, as ORCID describes it.
    """
    if not _ORCID.fullmatch(text):
        raise ValidationError("An ORCID iD looks like 0000-0002-1825-0097: sixteen digits, the last may be an X.")
    digits = text.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    if digits[-1] != ("X" if rest == 10 else str(rest)):
        raise ValidationError("A digit of this ORCID iD is wrong. Copy it from your ORCID page.")
