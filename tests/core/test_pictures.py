"""Pictures of the library: what is kept of a file, who is in them, and when they are shown."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from portal.core.jobs import run_due_jobs
from portal.core.models import PortalImage, PortalRendition
from portal.core.picture_sizes import SHARE, SPECS, file_name
from portal.core.pictures import draw_missing, picture_address
from portal.core.templatetags.picture_tags import library_picture
from tests.factories.stories import PictureFactory
from tests.outputs.world import telling_jpeg

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to("2026-11-22 09:00:00+00:00", tick=False)


def drawing(width: int = 1600, height: int = 900, at: tuple[int, int] | None = None) -> ContentFile:
    """Return a grey picture, with a red spot of a tenth of its width where wanted."""
    picture = Image.new("RGB", (width, height), (120, 120, 120))
    if at:
        size = width // 10
        picture.paste((220, 20, 20), (at[0] - size // 2, at[1] - size // 2, at[0] + size // 2, at[1] + size // 2))
    out = BytesIO()
    picture.save(out, "PNG")
    return ContentFile(out.getvalue(), name="drawing.png")


def made(**fields: Any) -> PortalImage:
    """Return a picture all of whose files are made."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        picture: PortalImage = PictureFactory(**fields)
    return picture


def get(picture: PortalImage, name: str = "card-400.webp") -> int:
    return Client().get(picture_address(picture, name)).status_code


# --- files ------------------------------------------------------------------------------------------------


def _carries(data: bytes) -> bool:
    with Image.open(BytesIO(data)) as picture:
        return bool(len(picture.getexif())) or any(key in picture.info for key in ("exif", "comment", "xmp"))


def test_a_photo_keeps_nothing_of_its_camera() -> None:
    assert _carries(telling_jpeg())
    picture = made(file=ContentFile(telling_jpeg(), name="Nasrin at home.jpg"))
    with picture.file.open() as file:
        assert not _carries(file.read())
    assert "asrin" not in picture.file.name
    stem = Path(picture.file.name).stem
    for rendition in picture.renditions.all():
        with rendition.file.open() as file:
            assert not _carries(file.read())
        assert stem not in rendition.file.name


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_each_format_is_taken(kind: str) -> None:
    out = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, kind)
    picture = made(file=ContentFile(out.getvalue(), name=f"x.{kind.lower()}"))
    assert (picture.width, picture.height) == (300, 200)
    assert picture.file.name.endswith(".png" if kind == "PNG" else ".jpg")


def test_what_can_be_seen_through_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (30, 20), (255, 0, 0, 0)).save(out, "PNG")
    picture = made(file=ContentFile(out.getvalue(), name="mark.png"))
    with picture.file.open() as file, Image.open(file) as kept:
        assert kept.getpixel((1, 1)) == (255, 0, 0, 0)


def test_all_files_are_made_when_it_is_saved() -> None:
    picture = made(file=drawing())
    assert set(picture.renditions.values_list("filter_spec", flat=True)) == set(SPECS.values())


def _sizes(picture: PortalImage) -> dict[str, int]:
    found = dict(picture.renditions.values_list("filter_spec", "file"))
    storage = picture.file.storage
    return {name: storage.size(found[spec]) for name, spec in SPECS.items()}


def test_files_are_small() -> None:
    """A photo's worth of detail: a card at most 25 kB, a wide picture at most 80 kB, in either format."""
    noise = Image.effect_noise((60, 34), 90).resize((1600, 900), Image.Resampling.BICUBIC)
    shade = Image.linear_gradient("L").resize((1600, 900))
    fine = Image.effect_noise((1600, 900), 10)
    out = BytesIO()
    Image.merge("RGB", (noise, shade, Image.blend(noise, fine, 0.3))).save(out, "JPEG", quality=95)
    sizes = _sizes(made(file=ContentFile(out.getvalue(), name="x.jpg")))
    assert {name: size for name, size in sizes.items() if name.startswith("card-400") and size > 25_000} == {}
    assert {name: size for name, size in sizes.items() if name.startswith("wide-800") and size > 80_000} == {}


@pytest.mark.parametrize("name", ["card-400.avif", "card-800.webp", "square-240.webp", "wide-1600.avif", SHARE])
def test_each_crop_holds_the_focal_point_at_the_edge(name: str) -> None:
    """Something in the far corner, marked as what matters, is wholly in each crop."""
    picture = made(
        file=drawing(2000, 700, at=(1880, 600)),
        focal_point_x=1880, focal_point_y=600, focal_point_width=200, focal_point_height=200,
    )  # fmt: skip
    rendition = picture.renditions.get(filter_spec=SPECS[name])
    with rendition.file.open() as file, Image.open(file) as crop:
        red = crop.convert("RGB").split()[0].point(lambda value: 255 * (value > 190))
        box = red.getbbox()
        assert box is not None
        across, down = (box[2] - box[0]) / (box[3] - box[1]), red.histogram()[255]
        assert across == pytest.approx(1, abs=0.05)
        assert down / ((box[2] - box[0]) * (box[3] - box[1])) > 0.95


def test_another_focal_point_makes_other_files_at_another_address() -> None:
    picture = made(file=drawing())
    before = picture_address(picture, "card-400.webp")
    with TestCase.captureOnCommitCallbacks(execute=True):
        picture.focal_point_x = picture.focal_point_y = picture.focal_point_width = picture.focal_point_height = 90
        picture.save()
    assert picture.renditions.count() == len(SPECS)
    assert picture_address(picture, "card-400.webp") != before
    assert (Client().get(before).status_code, get(picture)) == (404, 200)


# --- drawing and serving ----------------------------------------------------------------------------------


def test_drawing_thirty_pictures_asks_nothing_of_the_database() -> None:
    pictures = [PictureFactory(alt_text="A lathe") for _ in range(30)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html = [render_to_string("components/library_picture.html", library_picture(p, "card")) for p in pictures]
    assert len(queries) == 0
    assert all('alt="A lathe"' in each for each in html)
    assert PortalRendition.objects.count() == 0


def test_a_file_that_is_not_made_is_drawn_and_not_kept() -> None:
    picture = PictureFactory(file=drawing())
    answer = Client().get(picture_address(picture, "wide-800.avif"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(answer.content)).size == (800, 450)
    assert PortalRendition.objects.count() == 0


def test_a_file_that_is_made_is_served_as_it_is() -> None:
    picture = made(file=drawing())
    answer = Client().get(picture_address(picture, "wide-800.avif"))
    assert answer["Content-Type"] == "image/avif"
    assert b"".join(answer.streaming_content)[4:12] == b"ftypavif"
    assert answer["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("name", ["wide-801.avif", "wide-800.gif", "..", "max-9000x9000.webp"])
def test_no_other_files_are_drawn(name: str) -> None:
    picture = PictureFactory(file=drawing())
    address = picture_address(picture, "wide-800.avif").rpartition("/")[0]
    assert Client().get(f"{address}/{name}").status_code == 404


def test_a_file_that_is_gone_is_no_error() -> None:
    picture = PictureFactory(file=drawing())
    picture.file.storage.delete(picture.file.name)
    assert get(picture) == 404
    assert "<img" in render_to_string("components/library_picture.html", library_picture(picture, "wide"))


def test_the_last_hours_of_a_consent_are_the_longest_anybody_keeps_it() -> None:
    picture = made(file=drawing(), consent_until=TODAY)
    answer = Client().get(picture_address(picture, "card-400.webp"))
    assert answer["Cache-Control"] == f"public, max-age={15 * 3600}"


def test_when_consent_has_run_out_it_is_drawn_nowhere(time_machine: Any) -> None:
    picture = made(file=drawing(), consent_until=TODAY)
    assert get(picture) == 200
    time_machine.move_to("2026-11-23 00:00:01+00:00", tick=False)
    assert get(picture) == 404
    assert library_picture(picture, "wide") == {"picture": None}


def test_the_job_deletes_what_was_made_of_it(time_machine: Any) -> None:
    picture, other = made(file=drawing(), consent_until=TODAY), made(file=drawing())
    paths = [Path(each.file.path) for each in picture.renditions.all()]
    time_machine.move_to("2026-11-23 01:00:00+00:00", tick=False)
    with TestCase.captureOnCommitCallbacks(execute=True):
        runs = run_due_jobs(only="draw_pictures")
    assert runs[0].note == f"0 files drawn, {len(SPECS)} deleted"
    assert (picture.renditions.count(), other.renditions.count()) == (0, len(SPECS))
    assert [path for path in paths if path.exists()] == []
    assert Path(picture.file.path).exists()


def test_taking_consent_back_deletes_the_files_at_once() -> None:
    picture = made(file=drawing())
    with TestCase.captureOnCommitCallbacks(execute=True):
        picture.consent = ""
        picture.save()
    assert picture.renditions.count() == 0


def test_the_job_draws_what_nobody_drew() -> None:
    picture = PictureFactory(file=drawing())
    assert run_due_jobs(only="draw_pictures")[0].note == f"{len(SPECS)} files drawn, 0 deleted"
    assert draw_missing(picture) == 0


def test_names_of_files_are_one_for_one() -> None:
    assert file_name("wide", 800, "avif") in SPECS
    assert len(set(SPECS.values())) == len(SPECS)
    assert timezone.localdate() == TODAY
