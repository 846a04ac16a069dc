"""One's photo: the file, what it shows, who sees it, its removal; and the part of it that is shown."""

from typing import Any

from django import forms

from profiles.enums import Section
from profiles.models import Photo, Technician
from profiles.photo_frames import SMALLEST, Choice, Frame, choice_of, frame_from
from profiles.services import profile
from profiles.services.photos import frame_of
from profiles.services.reuse import take_photo_away_everywhere

from .base import SectionForm
from .picture import PictureForm

EVERYWHERE = "everywhere"  # what the button sends that removes the photo with the copies of it


class PhotoForm(PictureForm, SectionForm):
    """The file, and what it shows in words."""

    section = Section.PHOTO
    body_template = "profiles/me/fields/photo.html"

    def __init__(self, technician: Technician, data: Any = None) -> None:
        super().__init__(technician, data)
        self.uses = 0  # copies that editors have, agreed to by the owner
        self.photo = getattr(technician, "photo", None)
        self.offer_removal(self.photo)
        if self.photo is not None:
            self.uses = technician.photo_reuses.agreed().count()

    def begin(self, technician: Technician) -> dict[str, Any]:
        """Begin with what is there."""
        photo = getattr(technician, "photo", None)
        return {"alt_text": photo.alt_text} if photo else {}

    def submit(self, user: Any) -> None:
        """Save, or remove the photo where that was asked for."""
        words, picture = self.cleaned_data.get("alt_text", ""), self.cleaned_data.get("picture")
        if self.cleaned_data.get("remove") and self.data.get("remove") == EVERYWHERE:
            take_photo_away_everywhere(self.edit(user))
        elif self.cleaned_data.get("remove"):
            profile.take_photo_away(self.edit(user))
        elif picture:
            profile.take_up_photo(self.edit(user), picture, alt_text=words)
            self.goes_on_at = "me_photo_crop"
        else:
            profile.save_photo_text(self.edit(user), alt_text=words)


class Slider(forms.NumberInput):
    """The browser's own slider, which takes arrow keys as well as the pointer."""

    input_type = "range"

    def use_required_attribute(self, initial: Any) -> bool:
        """Say no: a slider always has a value, and HTML knows no such attribute for it."""
        return False


def _slider(label: str, least: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=100, widget=Slider)


class CropForm(forms.Form):
    """Three sliders that say which part of the photo is shown."""

    size = _slider("Size of the frame", SMALLEST)
    across = _slider("From left to right", 0)
    down = _slider("From top to bottom", 0)
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, photo: Photo, data: Any = None) -> None:
        self.photo = photo
        begin = choice_of(photo.width, photo.height, frame_of(photo))
        super().__init__(data, initial={**begin._asdict(), "token": photo.token})

    @property
    def sliders(self) -> list[forms.BoundField]:
        """Return the fields that are seen."""
        return list(self.visible_fields())

    @property
    def frame(self) -> Frame:
        """Return the chosen part; the one that is shown now where nothing valid was chosen."""
        if not self.is_bound or not all(name in self.cleaned_data for name in Choice._fields):
            return frame_of(self.photo)
        chosen = Choice(**{name: self.cleaned_data[name] for name in Choice._fields})
        return frame_from(self.photo.width, self.photo.height, chosen)
