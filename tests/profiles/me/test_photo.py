"""Putting one's photo on the profile, and choosing the part that is shown."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from portal.core.picture_files import MOST_BYTES
from profiles.enums import Section
from profiles.models import Photo, PhotoRendition, Technician
from profiles.services.photos import set_photo
from profiles.services.profile import section_seen

PAGE, CROP = "/me/profile/photo/", "/me/profile/photo/crop/"


def picture(size: tuple[int, int] = (600, 360), kind: str = "JPEG", colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def sent(technician: Technician, data: bytes | None = None, **fields: object) -> dict[str, object]:
    now = Technician.objects.for_owner().get(pk=technician.pk)
    file = {} if data is None else {"picture": SimpleUploadedFile("IMG_2041.txt", data, "text/plain")}
    seen = section_seen(now, Section.PHOTO)
    return {"seen": seen, "audience": "colleagues", "alt_text": "At the mill", "then": "done", **fields, **file}


def colour_of(client: Client, address: str) -> tuple[tuple[int, int], str]:
    answer = client.get(address)
    with Image.open(BytesIO(answer.getvalue())) as shown:
        red, _, blue = shown.convert("RGB").getpixel((shown.width // 2, shown.height // 2))  # type: ignore[misc]
        return shown.size, "red" if red > blue else "blue"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_is_taken_whatever_its_name_says(own: Client, drafter: Technician, kind: str) -> None:
    assert 'enctype="multipart/form-data"' in own.get(PAGE).content.decode()
    answer = own.post(PAGE, sent(drafter, picture(kind=kind)))
    assert answer["Location"] == CROP
    photo = Photo.objects.get()
    assert (photo.technician, photo.alt_text, photo.width, photo.height) == (drafter, "At the mill", 600, 360)
    assert drafter.audiences.get(section="photo").audience == "colleagues"
    assert own.get(f"/photos/{photo.token}/400.webp").status_code == 200


def test_with_a_script_the_page_goes_on_too(own: Client, drafter: Technician) -> None:
    form = own.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-encoding="multipart/form-data"' in form
    answer = own.post(PAGE, sent(drafter, picture()), headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, CROP)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b"GIF89a", "This is a GIF, whatever its name says."),
        (b"\xff\xd8\xff" + b"x" * MOST_BYTES, "This file is larger than 20 MB."),
        (picture()[:400], "This file could not be read as a picture: it is damaged"),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_field_and_words_stay(
    own: Client, drafter: Technician, data: bytes, words: str
) -> None:
    answer = own.post(PAGE, sent(drafter, data))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Error: </span>{words}" in page
    assert 'value="At the mill"' in page
    assert not Photo.objects.exists()


def test_a_large_file_with_a_forged_form_is_refused(drafter: Technician) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(drafter.user)
    assert strict.post(PAGE, sent(drafter, picture())).status_code == 403
    page = strict.get(PAGE)
    fields = sent(drafter, picture(), csrfmiddlewaretoken=page.context["csrf_token"])
    assert strict.post(PAGE, fields)["Location"] == CROP


def test_another_photo_takes_the_place_of_the_former_one(
    own: Client, drafter: Technician, django_capture_on_commit_callbacks: object
) -> None:
    former = set_photo(drafter, picture(), "Former")
    storage, name = former.file.storage, former.file.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        own.post(PAGE, sent(drafter, picture(colour="red"), audience="only_me"))
    assert Photo.objects.get().token != former.token
    assert not storage.exists(name)
    assert not PhotoRendition.objects.exists()


@pytest.fixture
def two_coloured(drafter: Technician) -> Photo:
    """Return a photo that is blue on the left and red on the right."""
    data = Image.new("RGB", (1200, 600), "blue")
    data.paste("red", (600, 0, 1200, 600))
    out = BytesIO()
    data.save(out, "PNG")
    return set_photo(drafter, out.getvalue(), "Two colours")


def chosen(photo: Photo, **fields: object) -> dict[str, object]:
    return {"token": photo.token, "size": 100, "across": 100, "down": 0, "then": "done", **fields}


def test_the_part_is_looked_at_first_and_then_shown_at_a_new_address(
    own: Client, two_coloured: Photo, django_capture_on_commit_callbacks: object
) -> None:
    looked = own.post(CROP, chosen(two_coloured, then="look")).content.decode()
    assert "size=100&amp;across=100&amp;down=0" in looked
    assert colour_of(own, "/me/profile/photo/part.webp?size=100&across=100&down=0") == ((400, 480), "red")
    assert colour_of(own, "/me/profile/photo/part.webp?size=100&across=0&down=0") == ((400, 480), "blue")
    assert Photo.objects.get().crop_width is None
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = own.post(CROP, chosen(two_coloured))
    assert answer["Location"] == "/me/profile/#photo"
    photo = Photo.objects.get()
    assert (photo.crop_left, photo.crop_top, photo.crop_width, photo.crop_height) == (700, 0, 500, 600)
    assert photo.token != two_coloured.token
    assert own.get(f"/photos/{two_coloured.token}/400.webp").status_code == 404
    assert colour_of(own, f"/photos/{photo.token}/800.webp") == ((500, 600), "red")
    assert 'name="across" value="100"' in own.get(CROP).content.decode()


def test_sizes_are_made_of_the_part_that_is_shown(
    own: Client, drafter: Technician, two_coloured: Photo, django_capture_on_commit_callbacks: object
) -> None:
    own.post(PAGE, sent(drafter, audience="public"))
    drafter.audiences.update_or_create(section="basics", defaults={"audience": "public"})
    Technician.objects.update(state="live")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        own.post(CROP, chosen(two_coloured, across=0, size=50))
    sizes = {(size.filter_spec, size.width, size.height) for size in PhotoRendition.objects.all()}
    assert sizes == {(f"{width}.{kind}", 250, 300) for width in (400, 800) for kind in ("webp", "avif")}
    assert colour_of(Client(), f"/photos/{Photo.objects.get().token}/400.avif") == ((250, 300), "blue")


@pytest.mark.parametrize("fields", [{"size": 24}, {"size": 101}, {"across": -1}, {"down": "x"}, {"token": ""}])
def test_a_part_that_cannot_be_is_refused(own: Client, two_coloured: Photo, fields: dict[str, object]) -> None:
    assert own.post(CROP, chosen(two_coloured, **fields)).status_code == 422
    assert Photo.objects.get().crop_width is None


def test_the_part_of_a_photo_that_is_no_longer_there(own: Client, drafter: Technician, two_coloured: Photo) -> None:
    set_photo(drafter, picture(), "A new one")
    answer = own.post(CROP, chosen(two_coloured))
    assert answer.status_code == 409
    assert "The photo was changed in another window" in answer.content.decode()
    assert Photo.objects.get().crop_width is None


def test_without_a_photo_there_is_no_part_to_choose(own: Client) -> None:
    assert own.get(CROP)["Location"] == PAGE
    assert own.post(CROP, {"size": 100})["Location"] == PAGE
    for address in ("whole", "part"):
        assert own.get(f"/me/profile/photo/{address}.webp").status_code == 404
