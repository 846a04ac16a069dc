"""Files beside a nomination: checked by what they hold, made anew, capped, given out as downloads alone."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from awards.models import Attachment, Nomination
from awards.services.attachments import MOST_FILES, attach, detach
from awards.services.nominating import withdraw
from awards.services.refusals import ClosedError, NominatingError
from tests.awards.nominating import close, whole
from tests.factories.people import UserFactory
from tests.outputs.world import telling_jpeg
from tests.profiles.claiming import text

pytestmark = pytest.mark.django_db


def pdf(pages: int = 1, *, evil: bool = False, password: str = "") -> bytes:
    """Return a PDF; an evil one runs a script when it is opened, and holds a program and its author's name."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if evil:
        run = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(run)
        writer.add_attachment("run.exe", b"MZ-a-program")
        writer.add_metadata({"/Author": "Nadia Nominator"})
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def sent(nomination: Nomination, data: bytes, name: str = "a.pdf", label: str = "A letter") -> dict[str, Any]:
    file = SimpleUploadedFile(name, data, content_type="application/pdf")
    return {"do": "attach", "label": label, "file": file}


def supporters(nomination: Nomination) -> str:
    return reverse("me_nomination_supporters", args=[nomination.pk])


def test_of_a_pdf_its_pages_are_kept_and_nothing_that_runs_or_tells_its_author() -> None:
    row = attach(whole().pk, pdf(2, evil=True), "A letter")
    kept = row.file.read()
    assert len(PdfReader(BytesIO(kept)).pages) == 2
    assert not [word for word in (b"alert", b"MZ-a-program", b"Nadia", b"JavaScript") if word in kept]
    assert (row.kind, row.file.name.endswith(".pdf"), row.size) == ("pdf", True, len(kept))


def test_of_a_picture_its_pixels_are_kept_as_a_jpeg() -> None:
    row = attach(whole().pk, telling_jpeg(), "The hood")
    with Image.open(row.file) as picture:
        assert (picture.format, dict(picture.getexif())) == ("JPEG", {})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "A PDF can be attached too."),
        (b"MZ\x90\x00a-program", "A PDF can be attached too."),
        (b"GIF89a<script>", "A PDF can be attached too."),
        (b"%PDF-1.7 <script>alert(1)</script>", "could not be read as a PDF"),
        (pdf()[:120], "could not be read as a PDF"),
        (b"\xff\xd8\xffnot a picture", "A PDF can be attached too."),
        (b"", "A PDF can be attached too."),
        (pdf(password="secret"), "protected by a password"),
        (pdf(201), "1 to 200 pages"),
    ],
)
def test_files_that_lie_are_refused_beside_their_field(client: Client, data: bytes, words: str) -> None:
    nomination = whole()
    client.force_login(nomination.nominator)
    answer = client.post(supporters(nomination), sent(nomination, data))
    assert (answer.status_code, Attachment.objects.count()) == (422, 0)
    assert words in text(answer)


def test_a_file_is_attached_renamed_given_out_as_a_download_and_taken_out(client: Client) -> None:
    nomination = whole()
    client.force_login(nomination.nominator)
    label = "<script>alert(1)</script>"
    client.post(supporters(nomination), sent(nomination, pdf(), name="../../evil.html", label=label))
    row = nomination.attachments.get()
    assert "evil" not in row.file.name
    shown = client.get(supporters(nomination)).content.decode()
    assert label not in shown
    answer = client.get(reverse("me_nomination_file", args=[nomination.pk, row.pk]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="attachment-{row.pk}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    client.force_login(UserFactory())
    assert client.get(reverse("me_nomination_file", args=[nomination.pk, row.pk])).status_code == 404
    client.force_login(nomination.nominator)
    client.post(supporters(nomination), {"do": "detach", "key": row.pk})
    assert not Attachment.objects.exists()


def test_a_file_over_the_limit_is_refused_with_words_and_never_read(client: Client, settings: Any) -> None:
    nomination = whole()
    client.force_login(nomination.nominator)
    answer = client.post(supporters(nomination), sent(nomination, b"%PDF-" + b"x" * (10 * 1024 * 1024)))
    assert (answer.status_code, Attachment.objects.count()) == (422, 0)
    assert "larger than 10 MB" in text(answer)


@pytest.mark.slow
def test_a_file_of_a_hundred_megabytes_is_refused_as_any_that_is_too_large(client: Client) -> None:
    nomination = whole()
    client.force_login(nomination.nominator)
    answer = client.post(supporters(nomination), sent(nomination, b"%PDF-" + bytes(100 * 1024 * 1024)))
    assert (answer.status_code, Attachment.objects.count()) == (422, 0)


def test_only_so_many_and_none_after_the_closing(django_capture_on_commit_callbacks: Any) -> None:
    nomination = whole()
    rows = [attach(nomination.pk, pdf(), f"Letter {number}") for number in range(MOST_FILES)]
    with pytest.raises(NominatingError, match="At most 5 files"):
        attach(nomination.pk, pdf(), "One more")
    close(nomination.round)
    with pytest.raises(ClosedError):
        detach(nomination.pk, rows[0].pk)
    storage, name = rows[0].file.storage, rows[0].file.name
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(nomination.pk)
    assert not storage.exists(name)


def test_another_nominations_file_cannot_be_taken_out() -> None:
    mine, other = whole(), whole()
    row = attach(other.pk, pdf(), "Theirs")
    with pytest.raises(NominatingError):
        detach(mine.pk, row.pk)
    assert Attachment.objects.filter(pk=row.pk).exists()
