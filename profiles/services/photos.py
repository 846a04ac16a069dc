"""Photos of technicians and of equipment: drawn anew from their pixels, cropped, in the sizes that pages ask for."""

from io import BytesIO
from typing import Any, TypeVar

from django.core.files.images import ImageFile
from django.db import transaction
from django_tasks import task
from PIL import Image

from portal.core.picture_files import CleanPicture, read_picture
from profiles.models import Equipment, EquipmentPhoto, Photo, Technician
from profiles.models.photos import UploadedPhoto
from profiles.photo_frames import Frame, whole_frame
from profiles.photo_sizes import FORMATS, WIDTHS, Sizes, in_size, in_sizes, size_name
from profiles.services.index import reindex_on_commit

Kept = TypeVar("Kept", bound=UploadedPhoto)
_KINDS: dict[str, type[UploadedPhoto]] = {"photo": Photo, "equipment": EquipmentPhoto}


def frame_of(photo: UploadedPhoto) -> Frame:
    """Return the part of a photo that pages show."""
    if photo.crop_left is None or photo.crop_top is None or not photo.crop_width or not photo.crop_height:
        return whole_frame(photo.width, photo.height)
    return Frame(photo.crop_left, photo.crop_top, photo.crop_width, photo.crop_height)


def draw_size(photo: UploadedPhoto, width: int, kind: str = "webp", frame: Frame | None = None) -> bytes:
    """Return the shown part of a photo, 5 by 6; never larger than the part is in the file kept."""
    return in_size(_pixels(photo), frame or frame_of(photo), width, kind)


def draw_sizes(photo: UploadedPhoto) -> Sizes:
    """Return each size in each format; the file is read once."""
    return in_sizes(_pixels(photo), frame_of(photo))


def _pixels(photo: UploadedPhoto) -> Image.Image:
    with photo.file.open("rb") as file, Image.open(file) as opened:
        return opened.convert("RGB")


def hold_photo(technician: Technician, picture: CleanPicture, alt_text: str) -> Photo:
    """Put a picture in the place of a technician's former photo. Its sizes are the caller's to have made."""
    with transaction.atomic():
        remove_photo(technician)
        return _hold(Photo(technician=technician), picture, alt_text)


def set_photo(technician: Technician, data: bytes, alt_text: str) -> Photo:
    """Give a technician this photo in place of a former one, and have its sizes made on commit.

    `data` are the bytes of a picture file. Raises ValidationError where they are none.
    """
    return put_photo(technician, read_picture(data), alt_text)


def put_photo(technician: Technician, picture: CleanPicture, alt_text: str, sizes: Sizes | None = None) -> Photo:
    """Give a technician this picture for a photo in place of a former one.

    `sizes` are those of the picture where they are drawn already; else they are made on commit.
    """
    with transaction.atomic():
        photo = hold_photo(technician, picture, alt_text)
        reindex_on_commit([technician.pk])
        if sizes is None:
            make_on_commit(photo)
        else:
            _file_sizes(photo, sizes)
    return photo


def set_equipment_photo(equipment: Equipment, data: bytes, alt_text: str) -> EquipmentPhoto:
    """Give a piece of equipment this photo in place of a former one, and have its sizes made on commit.

    Raises ValidationError where the bytes are no picture.
    """
    return hold_equipment_photo(equipment, read_picture(data), alt_text)


def hold_equipment_photo(equipment: Equipment, picture: CleanPicture, alt_text: str) -> EquipmentPhoto:
    """Put a picture in the place of a piece of equipment's former photo, and have its sizes made on commit."""
    with transaction.atomic():
        remove_equipment_photo(equipment)
        photo = _hold(EquipmentPhoto(equipment=equipment), picture, alt_text)
        make_on_commit(photo)
    return photo


def _hold(photo: Kept, picture: CleanPicture, alt_text: str) -> Kept:
    photo.title, photo.alt_text = "Photo", alt_text
    photo.file = ImageFile(BytesIO(picture.data), name="photo.webp")
    photo.file_size = len(picture.data)
    photo.save()
    return photo


def remove_photo(technician: Technician) -> bool:
    """Take a technician's photo away, its files with it once the transaction commits; say whether there was one."""
    with transaction.atomic():
        photo = Photo.objects.filter(technician=technician).first()
        if photo is None:
            return False
        _remove(photo, technician)
        reindex_on_commit([technician.pk])
    return True


def remove_equipment_photo(equipment: Equipment) -> bool:
    """Take a piece of equipment's photo away, its files on commit; say whether there was one."""
    with transaction.atomic():
        photo = EquipmentPhoto.objects.filter(equipment=equipment).first()
        if photo is not None:
            _remove(photo, equipment)
    return photo is not None


def _remove(photo: UploadedPhoto, owner: Technician | Equipment) -> None:
    drop_sizes(photo)
    storage, name = photo.file.storage, str(photo.file.name)
    photo.delete()
    owner._state.fields_cache.pop("photo", None)
    transaction.on_commit(lambda: storage.delete(name))


def crop_photo(photo: Photo, frame: Frame) -> None:
    """Show this part of a photo from now on, at a new address, so that nobody is shown the former part from a cache.

    Call inside a transaction that saves the profile, which has the new sizes made.
    """
    photo.crop_left, photo.crop_top, photo.crop_width, photo.crop_height = frame
    photo.token = Photo._meta.get_field("token").get_default()
    photo.save(update_fields=["crop_left", "crop_top", "crop_width", "crop_height", "token"])
    drop_sizes(photo)


def drop_sizes(photo: UploadedPhoto) -> None:
    """Delete the sizes of a photo, their files on commit."""
    made = list(_sizes(photo))
    names = [(rendition.file.storage, rendition.file.name) for rendition in made]
    _sizes(photo).delete()
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in names])


def keep_sizes(technician: Technician, shown: bool) -> None:
    """Have a photo's sizes made on commit where it is shown to anybody; delete their files on commit where it is not.

    Its owner's are drawn for each request meanwhile. Call inside the transaction that changed who sees the photo.
    """
    photo = Photo.objects.filter(technician=technician).first()
    if photo is None:
        return
    if not shown:
        drop_sizes(photo)
    elif _sizes(photo).count() < len(WIDTHS) * len(FORMATS):
        make_on_commit(photo)


def make_on_commit(photo: UploadedPhoto) -> None:
    """Have a photo's sizes made once the transaction commits."""
    kind = next(name for name, model in _KINDS.items() if isinstance(photo, model))
    transaction.on_commit(lambda: make_sizes.enqueue(photo.pk, kind))


def _sizes(photo: UploadedPhoto) -> Any:
    return photo.get_rendition_model()._default_manager.filter(image=photo)


@task()
def make_sizes(pk: int, kind: str = "photo") -> None:
    """Make the sizes that pages ask for, so that no page has to.

    A photo that is cropped anew while they are drawn gets none of them: that crop has its own on the way.
    """
    model = _KINDS[kind]
    photo = model._default_manager.filter(pk=pk).first()
    if photo is None:
        return
    drawn = draw_sizes(photo)
    with transaction.atomic():
        if not model._default_manager.select_for_update().filter(pk=pk, token=photo.token).exists():
            return
        _file_sizes(photo, drawn)


def _file_sizes(photo: UploadedPhoto, drawn: Sizes) -> None:
    there = set(_sizes(photo).values_list("filter_spec", flat=True))
    for (width, name), data in drawn.items():
        if size_name(width, name) not in there:
            file = ImageFile(BytesIO(data), name=f"photo.{name}")
            _sizes(photo).create(image=photo, filter_spec=size_name(width, name), focal_point_key="", file=file)
