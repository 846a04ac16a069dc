"""The form of a picture in the library, wherever it is uploaded or edited: alone, with others, in the chooser."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .enums import People
from .picture_files import library_file


class PictureFileField(WagtailImageField):
    """The file. Wagtail's own field takes one that only begins like a picture for one, and fails on it."""

    def to_python(self, data: Any) -> Any:
        """Return the file; raises ValidationError where nothing can read it."""
        try:
            return super().to_python(data)
        except (OSError, ValueError, SyntaxError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class PictureForm(BaseImageForm):
    """Asks who is in the picture, and for their consent; takes of the file its pixels alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureFileField(required=given.required, label=given.label, widget=given.widget)
        if "people" in self.fields:
            self.fields["people"].error_messages["required"] = "Say whether people can be recognised in the picture."

    def clean_file(self) -> File | None:
        """Return a new file's pixels; raises ValidationError with words where it cannot be read."""
        file: Any = self.cleaned_data.get("file")
        if not file or isinstance(file, FieldFile):
            return file
        file.seek(0)
        clean = library_file(file.read())
        clean.name = f"{file.name.rpartition('.')[0]}.{(clean.name or '').rpartition('.')[2]}"
        return clean

    def clean(self) -> dict[str, Any]:
        """Refuse a picture of people without consent, and a consent that is over as it is written down."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("people") != People.SEEN:
            return cleaned
        if not (cleaned.get("consent") or "").strip():
            self.add_error("consent", ValidationError("Say who agreed to what, and where that is kept."))
        until = cleaned.get("consent_until")
        is_new = "consent_until" in self.changed_data or "people" in self.changed_data
        if until is not None and until < timezone.localdate() and is_new:
            words = "This day is over. Write the last day of the consent, or leave it empty where it has no end."
            self.add_error("consent_until", ValidationError(words))
        return cleaned
