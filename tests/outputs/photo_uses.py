"""What editors asked of the subject's photo: waiting, agreed with a copy in the library, and refused."""

from datetime import date
from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from portal.core.enums import People
from portal.core.models import PortalImage
from portal.core.pictures import picture_address
from profiles.enums import ReuseState
from profiles.models import PhotoReuse, Technician
from profiles.services.photo_copies import make_copy
from profiles.services.photos import draw_size
from tests.outputs.canaries import WORD

_LONG_FROM_NOW = date(2094, 1, 31)


def add_photo_uses(subject: Technician, editor: User) -> dict[str, Any]:
    """Make one request in each state that has a page of its own; return their keys. The subject has a photo."""
    common = {"technician": subject, "editor": editor, "until": _LONG_FROM_NOW}
    asked = PhotoReuse.objects.create(purpose=WORD["use.purpose"], **common)
    PhotoReuse.objects.create(
        purpose=WORD["use.former"], state=ReuseState.REFUSED, answer=WORD["use.answer"], decided_at=timezone.now(),
        **common,
    )  # fmt: skip
    # The editors' library holds nothing of a person that the copy's own words do not say
    agreed = PhotoReuse.objects.create(purpose="Open day", state=ReuseState.AGREED, decided_at=timezone.now(), **common)
    data = draw_size(subject.photo, 200, "jpeg")
    agreed.copy = make_copy(agreed, data, credit="Wexcombe", alt_text="Somebody at a bench")
    agreed.save(update_fields=["copy"])
    # Its files are made on commit, those of the other not: it is put there beside `save`
    other = PortalImage.objects.create(title="Not made yet", file=agreed.copy.file.name, people=People.NOBODY)
    other.renditions.all().delete()
    return {
        "asked_use": asked.pk,
        "agreed_use": agreed.pk,
        "picture_file": picture_address(agreed.copy, "card-400.webp"),
        "other_picture_file": picture_address(other, "wide-800.avif"),
    }
