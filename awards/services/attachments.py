"""Files beside a nomination: looked at by what they hold, made anew, given another name, and capped in size."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from wagtail.log_actions import log

from awards.enums import FileKind
from awards.models import Attachment
from portal.core.picture_files import jpeg_file

from .keeping import keep, lock, require_live, require_open
from .refusals import NominatingError

MOST_FILES = 5
MOST_PAGES = 200
_PDF = b"%PDF-"
# What of a page does something, or says more than the page shows
_TAKEN_OUT = ("/Annots", "/AA", "/Metadata", "/PieceInfo")
_BROKEN = "This file could not be read as a PDF: it is damaged, or part of it is missing. Save it as a PDF anew."
_LOCKED = "This PDF is protected by a password. Save it without one."


def most_bytes() -> int:
    """Return how large a file may be, in bytes."""
    return int(settings.NOMINATION_FILE_MAX_MB) * 1024 * 1024


def clean_file(data: bytes) -> tuple[FileKind, bytes]:
    """Return what a file is and the bytes to keep of it: its pages or its picture alone, made anew.

    What it is, its bytes say and not its name. Raises ValidationError with words for whoever chose it.
    """
    if len(data) > most_bytes():
        raise ValidationError(too_large(), code="too_large")
    if data.startswith(_PDF):
        return FileKind.PDF, _clean_pdf(data)
    try:
        return FileKind.JPEG, jpeg_file(data).read()
    except ValidationError as error:
        words = f"{' '.join(error.messages)} A PDF can be attached too."
        raise ValidationError(words, code="other_kind") from error


def too_large() -> str:
    """Return the sentence for a file over the limit."""
    return f"The file is larger than {settings.NOMINATION_FILE_MAX_MB} MB. Save it smaller, or attach a part of it."


def _clean_pdf(data: bytes) -> bytes:
    """Return the pages alone: no scripts, no files within, no links, nothing that says who made it.

    A broken file fails in many ways, and none of them may reach whoever attached it as an error of ours.
    """
    out = BytesIO()
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise ValidationError(_LOCKED, code="locked")
        number = len(reader.pages)
        if not 0 < number <= MOST_PAGES:
            words = f"Attach a PDF of 1 to {MOST_PAGES} pages. This one has {number}."
            raise ValidationError(words, code="pages")
        writer = PdfWriter()
        for page in reader.pages:
            for name in _TAKEN_OUT:
                page.pop(name, None)
            writer.add_page(page)
        writer.metadata = None
        writer.write(out)
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError,
            NotImplementedError, AssertionError) as error:  # fmt: skip
        raise ValidationError(_BROKEN, code="broken") from error
    return out.getvalue()


@transaction.atomic
def attach(nomination_pk: int, data: bytes, label: str) -> Attachment:
    """Keep a file beside a nomination, under a name of ours.

    Raises ValidationError with words on the file, NominatingErrors and Nomination.DoesNotExist.
    """
    kind, kept = clean_file(data)
    nomination = lock(nomination_pk)
    require_live(nomination)
    require_open(nomination.round, timezone.now())
    if nomination.attachments.count() >= MOST_FILES:
        raise NominatingError(f"At most {MOST_FILES} files can be attached. Take one out first.")
    attachment = Attachment(nomination=nomination, kind=kind, label=" ".join(label.split())[:120], size=len(kept))
    attachment.file.save(f"file.{kind.value}", ContentFile(kept), save=False)
    attachment.save()
    keep(nomination)
    return attachment


@transaction.atomic
def detach(nomination_pk: int, attachment_pk: int) -> None:
    """Take a file out of a nomination, and delete it. Raises NominatingErrors and Nomination.DoesNotExist."""
    nomination = lock(nomination_pk)
    require_live(nomination)
    require_open(nomination.round, timezone.now())
    found = nomination.attachments.filter(pk=attachment_pk)
    if not found.exists():
        raise NominatingError("This file is not attached any more.")
    delete_files(found)
    found.delete()
    keep(nomination)


@transaction.atomic
def release(attachment_pk: int, *, by: Any, is_released: bool) -> Attachment:
    """Say whether a file may be shown to judges who do not see all names, once an organiser has looked at it.

    Raises Attachment.DoesNotExist.
    """
    attachment = Attachment.objects.select_for_update(of=("self",)).select_related("nomination__round").get(
        pk=attachment_pk
    )  # fmt: skip
    attachment.is_released = is_released
    attachment.save(update_fields=["is_released"])
    log(
        instance=attachment.nomination.round.scheme, action="awards.nomination.file", user=by,
        data={"nomination": attachment.nomination_id, "released": is_released},
    )  # fmt: skip
    return attachment


def delete_files(attachments: Any) -> None:
    """Delete the files of some attachments once the transaction commits; the rows are the caller's to delete."""
    kept = [(row.file.storage, row.file.name) for row in attachments]

    def go() -> None:
        for storage, name in kept:
            storage.delete(name)

    transaction.on_commit(go)
