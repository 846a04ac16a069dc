"""Photos: nothing of the file survives but its pixels, and only those who may see one get it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from profiles.enums import Audience, Section
from profiles.models import Photo, PhotoRendition
from profiles.services.photos import remove_photo, set_photo
from tests.factories.people import UserFactory, live_technician, show

pytestmark = pytest.mark.django_db(transaction=False)


def jpeg(words: bytes = b"CANARY-CAMERA", size: tuple[int, int] = (1000, 1200), orientation: int = 1) -> bytes:
    picture = Image.new("RGB", size, "#d8a24a")
    exif = Image.Exif()
    exif[0x010F] = words.decode()
    exif[0x0112] = orientation
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=words)
    return out.getvalue()


@pytest.fixture
def person(django_capture_on_commit_callbacks):
    technician = live_technician()
    with django_capture_on_commit_callbacks(execute=True):
        set_photo(technician, jpeg(), "At the bench")
    technician.refresh_from_db()
    return technician


def test_every_size_is_made_from_pixels_alone(person):
    files = [person.photo.file, *(r.file for r in PhotoRendition.objects.all())]
    assert len(files) == 3
    for file in files:
        data = file.open("rb").read()
        assert b"CANARY" not in data
        with Image.open(BytesIO(data)) as picture:
            assert not picture.getexif()
            assert picture.format == "WEBP"
    assert {r.width for r in PhotoRendition.objects.all()} == {400, 800}


def test_names_and_titles_say_nothing_of_the_person(person):
    assert person.photo.title == "Photo"
    assert person.slug not in person.photo.file.name
    assert Photo.search_fields == ()


def test_a_picture_taken_sideways_stands_upright():
    technician = live_technician()
    photo = set_photo(technician, jpeg(size=(600, 500), orientation=6), "")
    assert (photo.width, photo.height) == (500, 600)


@pytest.mark.parametrize("data", [b"", b"not a picture", b"GIF89a", jpeg()[:200], b"\x00" * 4096])
def test_what_is_no_picture_is_refused_and_the_former_one_stays(person, data):
    with pytest.raises(ValidationError, match="could not be read"):
        set_photo(person, data, "")
    assert Photo.objects.filter(technician=person).exists()


def test_too_many_pixels_are_refused_before_they_are_decoded():
    out = BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG")
    with pytest.raises(ValidationError, match="50 million"):
        set_photo(live_technician(), out.getvalue(), "")


def test_removal_deletes_the_files(person, django_capture_on_commit_callbacks):
    names = [person.photo.file.name, *(r.file.name for r in PhotoRendition.objects.all())]
    storage = person.photo.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_photo(person)
    assert not any(storage.exists(name) for name in names)
    assert not PhotoRendition.objects.exists()
    assert not remove_photo(person)


@pytest.mark.parametrize(
    ("audience", "visitor", "colleague", "owner"),
    [
        (Audience.PUBLIC, 200, 200, 200),
        (Audience.COLLEAGUES, 404, 200, 200),
        (Audience.ONLY_ME, 404, 404, 200),
    ],
)
def test_only_those_who_may_see_it_get_it(client, person, audience, visitor, colleague, owner):
    show(person, audience, Section.PHOTO)
    address = f"/photos/{person.photo.token}/400.webp"
    assert client.get(address).status_code == visitor
    client.force_login(UserFactory())
    assert client.get(address).status_code == colleague
    client.force_login(person.user)
    assert client.get(address).status_code == owner


def test_looking_writes_nothing(client, person):
    before = PhotoRendition.objects.count()
    PhotoRendition.objects.filter(width=400).delete()
    response = client.get(f"/photos/{person.photo.token}/400.webp")
    assert response.status_code == 200
    assert PhotoRendition.objects.count() == before - 1


def test_other_sizes_and_unknown_photos_are_not_there(client, person):
    assert client.get(f"/photos/{person.photo.token}/4000.webp").status_code == 404
    assert client.get("/photos/nothing/400.webp").status_code == 404
