"""Photos of technicians: drawn anew from their pixels, so that nothing of the file they came in survives."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django_tasks import task
from PIL import Image, ImageOps, UnidentifiedImageError

from profiles.models import Photo, PhotoRendition, Technician
from profiles.services.index import reindex_on_commit

WIDTHS = (400, 800)  # pixels; the sizes that pages ask for, 5 by 6
LARGEST_SIDE = 2400  # pixels kept of the original
MOST_PIXELS = 50_000_000
_UNREADABLE = "This file could not be read as a picture. Choose a JPEG, PNG or WebP file."


def rendition_filter(width: int) -> str:
    """Return Wagtail's filter for one of the widths."""
    return f"fill-{width}x{width * 6 // 5}|format-webp"


def _redraw(data: bytes) -> bytes:
    """Return the picture as WebP made from pixels alone: no EXIF, no place, no thumbnail, no colour profile text.

    Raises ValidationError where the bytes are no picture or one of more pixels than fifty million.
    """
    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValidationError("This picture has more than 50 million pixels. Save it smaller and try again.")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_UNREADABLE) from error
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    clean = Image.frombytes("RGB", upright.size, upright.tobytes())
    out = BytesIO()
    clean.save(out, "WEBP", quality=88, method=2)
    return out.getvalue()


def set_photo(technician: Technician, data: bytes, alt_text: str) -> Photo:
    """Give a technician this photo in place of a former one, and have its sizes made on commit.

    `data` are the bytes of a picture file. Raises ValidationError where they are none.
    """
    clean = _redraw(data)
    with transaction.atomic():
        remove_photo(technician)
        photo = Photo.objects.create(
            technician=technician,
            title="Photo",
            alt_text=alt_text,
            file=ImageFile(BytesIO(clean), name="photo.webp"),
            file_size=len(clean),
        )
        reindex_on_commit([technician.pk])
        transaction.on_commit(lambda: make_sizes.enqueue(photo.pk))
    return photo


def remove_photo(technician: Technician) -> bool:
    """Take a technician's photo away, its files with it once the transaction commits; say whether there was one."""
    with transaction.atomic():
        photo = Photo.objects.filter(technician=technician).first()
        if photo is None:
            return False
        files = [photo.file, *(rendition.file for rendition in PhotoRendition.objects.filter(image=photo))]
        names = [(file.storage, file.name) for file in files]
        photo.delete()
        technician._state.fields_cache.pop("photo", None)
        transaction.on_commit(lambda: [storage.delete(name) for storage, name in names])
        reindex_on_commit([technician.pk])
    return True


def keep_sizes(technician: Technician, shown: bool) -> None:
    """Have a photo's sizes made on commit where it is shown to anybody; delete their files on commit where it is not.

    Its owner is served the original meanwhile. Call inside the transaction that changed who sees the photo.
    """
    photo = Photo.objects.filter(technician=technician).first()
    if photo is None:
        return
    made = list(PhotoRendition.objects.filter(image=photo))
    if shown and not made:
        transaction.on_commit(lambda: make_sizes.enqueue(photo.pk))
    if shown or not made:
        return
    for rendition in made:
        rendition.purge_from_cache()
    names = [(rendition.file.storage, rendition.file.name) for rendition in made]
    PhotoRendition.objects.filter(image=photo).delete()
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in names])


@task()
def make_sizes(pk: int) -> None:
    """Make the sizes that pages ask for, so that no page has to."""
    photo = Photo.objects.filter(pk=pk).first()
    if photo is not None:
        for width in WIDTHS:
            photo.get_rendition(rendition_filter(width))
