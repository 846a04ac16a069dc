"""Photos: nothing of the file survives but its pixels, and only those who may see one get it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from profiles.enums import Audience, Section, WordState
from profiles.models import Equipment, EquipmentPhoto, EquipmentPhotoRendition, Photo, PhotoRendition
from profiles.services.photos import (
    draw_sizes,
    make_sizes,
    remove_equipment_photo,
    remove_photo,
    set_equipment_photo,
    set_photo,
)
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
    assert len(files) == 5
    for file in files:
        data = file.open("rb").read()
        assert b"CANARY" not in data
        with Image.open(BytesIO(data)) as picture:
            assert not picture.getexif()
            assert picture.format in {"WEBP", "AVIF"}
            assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
    sizes = sorted((r.filter_spec, r.width, r.height) for r in PhotoRendition.objects.all())
    assert sizes == [("400.avif", 400, 480), ("400.webp", 400, 480), ("800.avif", 800, 960), ("800.webp", 800, 960)]


def test_names_and_titles_say_nothing_of_the_person(person):
    assert person.photo.title == "Photo"
    assert person.slug not in person.photo.file.name
    assert Photo.search_fields == ()


def test_a_picture_taken_sideways_stands_upright():
    technician = live_technician()
    photo = set_photo(technician, jpeg(size=(600, 500), orientation=6), "")
    assert (photo.width, photo.height) == (500, 600)


def test_what_is_no_picture_is_refused_and_the_former_one_stays(person):
    with pytest.raises(ValidationError, match="could not be read"):
        set_photo(person, b"not a picture", "")
    assert Photo.objects.get(technician=person).token == person.photo.token


def test_a_format_of_its_own_is_served_where_it_is_made(client, person):
    response = client.get(f"/photos/{person.photo.token}/800.avif")
    assert response["Content-Type"] == "image/avif"
    with Image.open(BytesIO(b"".join(response.streaming_content))) as picture:
        assert (picture.format, picture.size) == ("AVIF", (800, 960))


def test_no_size_is_larger_than_the_photo(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_photo(live_technician(), jpeg(size=(500, 300)), "")
    assert {(r.width, r.height) for r in PhotoRendition.objects.all()} == {(250, 300)}


def test_a_photo_cropped_while_its_sizes_are_drawn_gets_none_of_the_former_part(monkeypatch):
    photo = set_photo(live_technician(), jpeg(), "")

    def draw(*args):
        Photo.objects.update(token="cropped-meanwhile")
        return draw_sizes(*args)

    monkeypatch.setattr("profiles.services.photos.draw_sizes", draw)
    make_sizes.func(photo.pk)
    assert not PhotoRendition.objects.exists()


@pytest.fixture
def pictured_lathe(django_capture_on_commit_callbacks):
    lathe = Equipment.objects.create(name="Lathe", slug="lathe")
    with django_capture_on_commit_callbacks(execute=True):
        set_equipment_photo(lathe, jpeg(), "A lathe")
    return lathe


def test_equipment_has_photos_by_the_same_rules(client, pictured_lathe, django_capture_on_commit_callbacks):
    sizes = list(EquipmentPhotoRendition.objects.all())
    assert {size.filter_spec for size in sizes} == {"400.webp", "400.avif", "800.webp", "800.avif"}
    files = [(size.file.storage, size.file.name) for size in sizes]
    assert not any(b"CANARY" in storage.open(name).read() for storage, name in files)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_equipment_photo(pictured_lathe)
    assert not any(storage.exists(name) for storage, name in files)
    assert not EquipmentPhoto.objects.exists()
    assert not remove_equipment_photo(pictured_lathe)


@pytest.mark.parametrize(
    ("state", "status"), [(WordState.APPROVED, 200), (WordState.SUGGESTED, 404), (WordState.REFUSED, 404)]
)
def test_a_photo_of_equipment_is_public_once_the_equipment_is_approved(client, pictured_lathe, state, status):
    Equipment.objects.update(state=state)
    address = f"/equipment-photos/{pictured_lathe.photo.token}/400.webp"
    assert client.get(address).status_code == status


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
    with Image.open(BytesIO(response.content)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (400, 480))
    assert PhotoRendition.objects.count() == before - 2


def test_other_sizes_and_unknown_photos_are_not_there(client, person):
    assert client.get(f"/photos/{person.photo.token}/4000.webp").status_code == 404
    assert client.get("/photos/nothing/400.webp").status_code == 404
