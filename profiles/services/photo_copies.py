"""Copies of technicians' photos in the editors' library: made where the owner agreed, gone when that ends.

What ends a use is decided elsewhere (`reuse`, `leaving`, `staff`); here stands what follows: the copy's file and its
sizes are deleted on commit, and whoever asked is told. Nothing of ours keeps whole pages, so that the next visit to a
page on which the copy stood draws it without; the sizes' addresses are dropped from the cache by Wagtail.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.core.enums import People
from portal.core.mail import queue_mail
from portal.core.models import PortalImage
from portal.core.picture_files import CleanFile
from profiles.enums import ReuseState
from profiles.models import PhotoReuse

RUNNING = (ReuseState.ASKED, ReuseState.AGREED)


def copy_title(reuse: PhotoReuse) -> str:
    """Return what a copy is called in the library: it says what it is for, and nothing of the person."""
    return f"Agreed photo {reuse.pk}: {reuse.purpose}"


def make_copy(reuse: PhotoReuse, data: bytes, *, credit: str, alt_text: str) -> PortalImage:
    """Put the bytes of a JPEG into the library as the copy that was agreed to."""
    image = PortalImage(
        title=copy_title(reuse),
        credit=credit,
        alt_text=alt_text,
        uploaded_by_user=reuse.editor,
        people=People.SEEN,
        consent=f"Its owner agreed in the portal to use {reuse.pk}, ‘{reuse.purpose}’",
        consent_until=reuse.until,
    )
    image.file = CleanFile(data, name="agreed.jpg")  # drawn anew by the caller
    image.save()
    return image


def end_use(reuse: PhotoReuse, state: ReuseState) -> None:
    """Note that a use has ended in this state, take its copy out of the library, and tell whoever asked.

    Call inside a transaction that holds the technician's row.
    """
    copy, former = reuse.copy, ReuseState(reuse.state)
    reuse.state, reuse.copy, reuse.ended_at = state, None, timezone.now()
    reuse.save(update_fields=["state", "copy", "ended_at"])
    if copy is not None:
        copy.delete()  # Wagtail deletes its files, and those of its sizes, on commit
    if state != ReuseState.CANCELLED:
        tell_editor(reuse, was_agreed=former == ReuseState.AGREED)


def end_uses(technicians: Iterable[int], state: ReuseState) -> int:
    """End all that was asked of these technicians (by primary key) or agreed by them; return how many that were."""
    running = PhotoReuse.objects.filter(technician__in=list(technicians), state__in=RUNNING)
    uses = list(running.select_related("editor", "copy", "technician"))
    with transaction.atomic():
        for reuse in uses:
            end_use(reuse, state)
    return len(uses)


def tell_editor(reuse: PhotoReuse, *, name: str = "", was_agreed: bool = False) -> None:
    """Write to whoever asked how the use stands now; nothing where their account is gone.

    `name` is the owner's, where the owner answered; of what has ended the mail names the copy and not the person.
    """
    editor: Any = reuse.editor
    if editor is None or not editor.is_active:
        return
    state = ReuseState(reuse.state)
    queue_mail(
        key=f"photo_use:{reuse.pk}:{state}",
        to=editor.email,
        subject=f"A photo for ‘{reuse.purpose}’: {state.label.lower()}",
        template="profiles/email/photo_use.txt",
        context={
            "what": str(state),
            "owner": name,
            "purpose": reuse.purpose,
            "until": reuse.until,
            "answer": reuse.answer,
            "copy": copy_title(reuse),
            "was_agreed": was_agreed,
            "path": reverse("photo_uses:index"),
        },
    )
