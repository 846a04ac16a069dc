"""Consent to pictures of people: what the form asks, and who is told when it runs out."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from portal.accounts.role_sync import sync_roles
from portal.core.consent import uses_of, warn_of_consent
from portal.core.enums import People
from portal.core.models import OutboxMail, PortalImage
from portal.core.roles import Role
from profiles.models import PhotoReuse
from tests.factories.people import UserFactory
from tests.factories.stories import PictureFactory, draft_story
from tests.outputs.world import telling_jpeg

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to("2026-11-22 09:00:00+00:00", tick=False)


@pytest.fixture
def editor(client: Client) -> Any:
    """Return a communications editor, signed in."""
    sync_roles()
    user = UserFactory(role=Role.COMMUNICATIONS_EDITOR.label)
    client.force_login(user, backend="portal.accounts.backends.PasswordBackend")
    return user


def _carries(data: bytes) -> bool:
    with Image.open(BytesIO(data)) as picture:
        return bool(len(picture.getexif())) or any(key in picture.info for key in ("exif", "comment", "xmp"))


# --- the form ---------------------------------------------------------------------------------------------


def _upload(**more: str) -> dict[str, Any]:
    sent: dict[str, Any] = {"title": "At the lathe", "people": "nobody", "alt_text": "", "credit": "", "consent": ""}
    return sent | {"consent_until": "", "file": SimpleUploadedFile("a.jpg", telling_jpeg(), "image/jpeg")} | more


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"people": ""}, "Say whether people can be recognised in the picture."),
        ({"people": "seen"}, "Say who agreed to what, and where that is kept."),
        ({"people": "seen", "consent": "  "}, "Say who agreed to what, and where that is kept."),
        ({"people": "seen", "consent": "On paper", "consent_until": "2026-11-21"}, "This day is over."),
        ({"file": SimpleUploadedFile("a.jpg", b"\xff\xd8\xff broken", "image/jpeg")}, "image"),
    ],
)
def test_an_upload_without_consent_is_refused(client: Client, editor: Any, sent: dict[str, Any], words: str) -> None:
    answer = client.post(reverse("wagtailimages:add"), _upload(**sent))
    assert PortalImage.objects.count() == 0
    assert words in answer.content.decode()


def test_an_upload_is_kept_clean(client: Client, editor: Any) -> None:
    client.post(reverse("wagtailimages:add"), _upload(people="seen", consent="On paper", consent_until="2026-11-22"))
    picture = PortalImage.objects.get()
    assert (picture.title, picture.people, picture.consent_until) == ("At the lathe", People.SEEN, TODAY)
    assert picture.file_size == picture.file.size
    with picture.file.open() as file:
        assert not _carries(file.read())


def test_several_uploaded_together_are_asked_one_by_one(client: Client, editor: Any) -> None:
    """Each waits, clean, until somebody has said who is in it."""
    address = reverse("wagtailimages:add_multiple")
    answer = client.post(address, {"title": "A", "files[]": SimpleUploadedFile("Nasrin.jpg", telling_jpeg())})
    waiting = UploadedFile.objects.get()
    assert "Consent" in answer.json()["form"]
    with waiting.file.open() as file:
        assert not _carries(file.read())
    assert "asrin" not in waiting.file.name
    prefix = f"uploaded-image-{waiting.pk}-"
    sent = {f"{prefix}{name}": words for name, words in _upload(people="seen").items() if name != "file"}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    assert "Say who agreed" in client.post(address, sent).json()["form"]
    assert client.post(address, sent | {f"{prefix}consent": "On paper"}).json()["success"]
    picture = PortalImage.objects.get()
    assert (picture.people, picture.consent) == (People.SEEN, "On paper")


def test_credit_can_be_written_after_consent_has_run_out(client: Client, editor: Any) -> None:
    """A day that was right when it was written does not keep anybody from mending something else."""
    picture = PictureFactory(consent_until=TODAY - timedelta(days=1), uploaded_by_user=editor)
    sent = _upload(people="seen", consent=picture.consent, consent_until="2026-11-21", credit="Wexcombe")
    del sent["file"]
    client.post(reverse("wagtailimages:edit", args=[picture.pk]), sent)
    assert PortalImage.objects.get().credit == "Wexcombe"


# --- who is told ------------------------------------------------------------------------------------------


def _used(picture: PortalImage, title: str = "A day in the glass workshop") -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):  # where things are used is written down on commit
        story = draft_story(title)
        story.picture = picture
        story.save()
    return story


def test_editors_are_written_to_a_month_before_and_on_the_day_once_each(editor: Any, time_machine: Any) -> None:
    picture = PictureFactory(title="The crowd", consent_until=TODAY + timedelta(days=35))
    PictureFactory(consent_until=TODAY + timedelta(days=300))
    story = _used(picture)
    UserFactory()
    counts = []
    for days in (0, 5, 6, 34, 35, 35, 36):
        time_machine.move_to(f"{TODAY + timedelta(days=days)} 09:00:00+00:00", tick=False)
        warn_of_consent()
        counts.append(OutboxMail.objects.count())
    assert counts == [0, 1, 1, 1, 2, 2, 2]
    first, last = OutboxMail.objects.order_by("pk")
    assert (first.to, last.to) == (editor.email, editor.email)
    assert first.subject == "Consent runs out on 27 December 2026: ‘The crowd’"
    assert f"- A day in the glass workshop: http://testserver/admin/pages/{story.pk}/edit/" in first.body
    assert "Today is the last day" in last.body


@pytest.mark.parametrize(("role", "status"), [(Role.COMMUNICATIONS_EDITOR, 200), (Role.PLAN_OWNER, 302)])
def test_the_report_is_for_those_who_look_after_the_library(client: Client, role: Role, status: int) -> None:
    sync_roles()
    client.force_login(UserFactory(role=role.label), backend="portal.accounts.backends.PasswordBackend")
    assert client.get(reverse("picture_consent:index")).status_code == status


def _report(client: Client, part: str) -> str:
    return client.get(reverse("picture_consent:index"), {"show": part}).content.decode()


def test_the_report_says_what_where_and_until_when(client: Client, editor: Any) -> None:
    over = PictureFactory(title="The crowd", consent_until=TODAY - timedelta(days=1))
    PictureFactory(title="The choir", consent_until=TODAY + timedelta(days=60))
    PictureFactory(title="The queue", people=People.NOT_SAID, consent="")
    PictureFactory(title="Later", consent_until=TODAY + timedelta(days=61))
    story = _used(over)
    words = _report(client, "over")
    assert "The crowd" in words
    assert f"/admin/pages/{story.pk}/edit/" in words
    assert "The choir" in _report(client, "soon")
    assert "The queue" in _report(client, "not-said")
    assert not any("Later" in _report(client, part) for part in ("over", "soon", "not-said"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_report_costs_the_same_for_each_number_of_rows(
    client: Client, editor: Any, rows: int, queries_at: Callable[[int, int], None]
) -> None:
    for number in range(rows):
        _used(PictureFactory(consent_until=TODAY), f"Story {number}")
    _report(client, "soon")
    with CaptureQueriesContext(connection) as queries:
        _report(client, "soon")
    queries_at(rows, len(queries))


@pytest.fixture(scope="module")
def queries_at() -> Callable[[int, int], None]:
    """Return a function that compares the number of queries at each number of rows with the first."""
    first: list[int] = []

    def compare(rows: int, count: int) -> None:
        first.append(count)
        assert count == first[0], f"{count} queries at {rows} rows, {first[0]} before"

    return compare


def test_of_rows_no_name_is_told() -> None:
    """A person's row that uses a picture is named by its kind."""
    from tests.factories.stories import SubjectFactory  # noqa: PLC0415 (beside its use)

    picture = PictureFactory()
    with TestCase.captureOnCommitCallbacks(execute=True):
        SubjectFactory(photo=picture, name="Nasrin Vale")
    assert "Nasrin" not in repr(uses_of([picture]))
    assert len(uses_of([picture])[picture.pk]) == 1


def test_me_says_what_runs_out(client: Client, editor: Any) -> None:
    PictureFactory(consent_until=TODAY + timedelta(days=3))
    PictureFactory(consent_until=TODAY - timedelta(days=3))
    words = client.get(reverse("me")).content.decode()
    assert "Consent to 2 pictures runs out" in words
    assert "1 of them not shown any more" in words
    client.force_login(UserFactory(), backend="portal.accounts.backends.PasswordBackend")
    assert "runs out" not in client.get(reverse("me")).content.decode()


def test_copies_made_before_consent_was_kept_say_whose_they_are(world: Any) -> None:
    """The migration writes on each what its owner agreed to, and leaves those alone of which somebody said more."""
    migration = import_module("profiles.migrations.0008_say_who_is_in_agreed_copies")
    use = PhotoReuse.objects.get(pk=world.things["agreed_use"])
    PortalImage.objects.filter(pk=use.copy_id).update(people=People.NOT_SAID, consent="", consent_until=None)
    migration.say_who_agreed(apps, None)
    copy = PortalImage.objects.get(pk=use.copy_id)
    assert (copy.people, copy.consent_until) == (People.SEEN, use.until)
    assert f"use {use.pk}, ‘Open day’" in copy.consent
    assert copy.may_be_shown(TODAY)
