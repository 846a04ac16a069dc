"""Photos that technicians upload: apart from the editors' library, under random names, in private storage."""

import secrets
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from wagtail.images.models import AbstractImage, AbstractRendition


def private_storage() -> Storage:
    """Return the storage that no address leads to."""
    return storages["private"]


def photo_path(instance: Any, filename: str) -> str:
    """Return a name that says nothing of the person, nor of the file they chose."""
    suffix = filename.rpartition(".")[2].lower()[:5]
    return f"photos/{secrets.token_urlsafe(18)}.{suffix}"


class UploadedPhoto(AbstractImage):
    """A picture that was uploaded outside the admin. In no chooser and in no search; its title is neutral.

    The crop is the part that pages show, in pixels of the file kept; none set means the middle.
    """

    file = models.ImageField(upload_to=photo_path, storage=private_storage, width_field="width", height_field="height")
    alt_text = models.CharField(
        "what the photo shows",
        max_length=200,
        blank=True,
        help_text="For people who cannot see it, for example ‘Nasrin at the microscope’.",
    )
    token = models.CharField(max_length=64, unique=True, default=secrets.token_urlsafe, editable=False)
    crop_left = models.PositiveIntegerField(null=True, blank=True)
    crop_top = models.PositiveIntegerField(null=True, blank=True)
    crop_width = models.PositiveIntegerField(null=True, blank=True)
    crop_height = models.PositiveIntegerField(null=True, blank=True)

    admin_form_fields = ("file",)
    search_fields = ()

    class Meta(AbstractImage.Meta):
        abstract = True

    def get_upload_to(self, filename: str) -> str:
        """Use the random name in place of Wagtail's folder of titles."""
        return photo_path(self, filename)


class UploadedPhotoRendition(AbstractRendition):
    """An uploaded photo in one size; served through a view that checks who asks."""

    file = models.ImageField(upload_to=photo_path, storage=private_storage, width_field="width", height_field="height")

    class Meta:
        abstract = True

    def get_upload_to(self, filename: str) -> str:
        """Use a random name here too."""
        return photo_path(self, filename)


_WHOLE_CROP = Q(crop_left=None, crop_top=None, crop_width=None, crop_height=None) | Q(
    crop_left__isnull=False, crop_top__isnull=False, crop_width__gt=0, crop_height__gt=0
)


class Photo(UploadedPhoto):
    """A technician's photo."""

    technician = models.OneToOneField("profiles.Technician", on_delete=models.CASCADE, related_name="photo")

    class Meta(UploadedPhoto.Meta):
        constraints = [models.CheckConstraint(condition=_WHOLE_CROP, name="profiles_photo_crop_whole")]


class PhotoRendition(UploadedPhotoRendition):
    """A technician's photo in one size."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="profiles_photo_rendition_once"
            )
        ]


class EquipmentPhoto(UploadedPhoto):
    """A photo of a piece of equipment; seen by whoever may see the equipment's page."""

    equipment = models.OneToOneField("profiles.Equipment", on_delete=models.CASCADE, related_name="photo")

    class Meta(UploadedPhoto.Meta):
        constraints = [models.CheckConstraint(condition=_WHOLE_CROP, name="profiles_equipment_photo_crop_whole")]


class EquipmentPhotoRendition(UploadedPhotoRendition):
    """A photo of equipment in one size."""

    image = models.ForeignKey(EquipmentPhoto, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="profiles_equipment_rendition_once"
            )
        ]
