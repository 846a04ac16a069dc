"""Photos of people: apart from the editors' library, under random names, in private storage."""

import secrets
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition


def private_storage() -> Storage:
    """Return the storage that no address leads to."""
    return storages["private"]


def photo_path(instance: Any, filename: str) -> str:
    """Return a name that says nothing of the person, nor of the file they chose."""
    suffix = filename.rpartition(".")[2].lower()[:5]
    return f"photos/{secrets.token_urlsafe(18)}.{suffix}"


class Photo(AbstractImage):
    """A technician's photo. In no chooser and in no search; its title is neutral."""

    technician = models.OneToOneField("profiles.Technician", on_delete=models.CASCADE, related_name="photo")
    file = models.ImageField(upload_to=photo_path, storage=private_storage, width_field="width", height_field="height")
    alt_text = models.CharField(
        "what the photo shows",
        max_length=200,
        blank=True,
        help_text="For people who cannot see it, for example ‘Nasrin at the microscope’.",
    )
    token = models.CharField(max_length=64, unique=True, default=secrets.token_urlsafe, editable=False)

    admin_form_fields = ("file",)
    search_fields = ()

    def get_upload_to(self, filename: str) -> str:
        """Use the random name in place of Wagtail's folder of titles."""
        return photo_path(self, filename)


class PhotoRendition(AbstractRendition):
    """A photo in one size; served through a view that checks who asks."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    file = models.ImageField(upload_to=photo_path, storage=private_storage, width_field="width", height_field="height")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="profiles_photo_rendition_once"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """Use a random name here too."""
        return photo_path(self, filename)
