"""What technicians do with their own photo."""

from typing import Any

from django.db import transaction

from portal.core.picture_files import CleanPicture
from profiles.models import Photo
from profiles.photo_frames import Frame
from profiles.services.photos import crop_photo, hold_photo, remove_photo

from .keeping import Edit, ProfileChangedError, changing, keep, lock_own


def take_up_photo(edit: Edit, picture: CleanPicture, *, alt_text: str) -> None:
    """Put this photo in the place of a former one, whose files go once this is committed."""
    with changing(edit) as technician:
        hold_photo(technician, picture, alt_text)


def save_photo_text(edit: Edit, *, alt_text: str) -> None:
    """Save what the photo shows, for people who cannot see it."""
    with changing(edit) as technician:
        Photo.objects.filter(technician=technician).update(alt_text=alt_text)


def take_photo_away(edit: Edit) -> None:
    """Remove the photo, its files once this is committed."""
    with changing(edit) as technician:
        remove_photo(technician)


def crop_own_photo(technician_pk: int, user: Any, token: str, frame: Frame) -> None:
    """Show this part of one's photo from now on.

    Raises ProfileGoneError, and ProfileChangedError where the photo is not the one (`token`) that was looked at.
    """
    with transaction.atomic():
        technician = lock_own(technician_pk, user)
        photo = Photo.objects.filter(technician=technician, token=token).first()
        if photo is None:
            raise ProfileChangedError
        crop_photo(photo, frame)
        keep(technician)
