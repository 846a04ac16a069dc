"""An editor asks to use a technician's photo elsewhere; its owner agrees, refuses, and withdraws as easily.

Each step holds the technician's row, so that of two steps at the same moment the second sees what the first did.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from portal.accounts.services import record_consent
from portal.core.mail import queue_mail
from portal.core.picture_files import LARGEST_SIDE
from profiles.enums import ReuseState
from profiles.models import Photo, PhotoReuse, Technician
from profiles.services.drafts import author_name
from profiles.services.photo_copies import RUNNING, end_use, make_copy, tell_editor
from profiles.services.photos import draw_size
from profiles.services.profile import Edit, ProfileChangedError, take_photo_away
from profiles.services.profile.keeping import lock_own
from profiles.visibility import ProfileView, audience_of, view_hit

USE = "photo:reuse"  # the key in the log of consents
LONGEST_USE = timedelta(days=3 * 365)  # then the owner is asked anew
QUIET_AFTER_NO = timedelta(days=90)  # nobody is asked again by the same editor meanwhile
KEPT_FOR = timedelta(days=365)  # after it was refused or ended
_HOW_IT_STANDS = {
    ReuseState.AGREED: "You agreed to this already.",
    ReuseState.REFUSED: "You said no to this already.",
    ReuseState.WITHDRAWN: "You took your agreement back. Nothing of this may be used any more.",
    ReuseState.CANCELLED: "Whoever asked has taken the request back.",
    ReuseState.EXPIRED: "The time for which it was asked is over.",
    ReuseState.LEFT: "It ended when you were no longer on the staff list.",
}


class ReuseRefusedError(Exception):
    """The photo cannot be asked for; the message says why, for the editor."""


class ReuseClosedError(Exception):
    """The request is no longer open; the message says how it stands, for the owner."""


def until_problem(until: date) -> str:
    """Return what is wrong with the last day of a use, in words; nothing where it will do."""
    today = timezone.localdate()
    if until <= today:
        return "Choose a day after today."
    if until > today + LONGEST_USE:
        return "Choose a day within three years. After that its owner is asked anew."
    return ""


def agreement(reuse: PhotoReuse) -> str:
    """Return the words to which an owner agrees."""
    return (
        f"I agree that editors use a copy of my photo, as pages show it, for ‘{reuse.purpose}’ until "
        f"{reuse.until:%-d %B %Y}. I can take this back at any time; the copy is then deleted."
    )


def how_it_stands(reuse: PhotoReuse) -> str:
    """Return in words for its owner why a request can no longer be answered; nothing where it can."""
    return _HOW_IT_STANDS.get(ReuseState(reuse.state), "")


def person_to_ask(technician_pk: int, editor: Any) -> ProfileView:
    """Return what the editor sees of somebody whose photo they may ask for. Raises ReuseRefusedError."""
    audience = audience_of(editor)
    found = Technician.objects.with_photo_for(audience).for_hits().filter(pk=technician_pk).first()
    view = view_hit(found, audience) if found else None
    if found is None or view is None or view.photo is None:
        raise ReuseRefusedError("No photo of this person is shown to you now, so you cannot ask for it.")
    if found.user_id == editor.pk:
        raise ReuseRefusedError("This is your own photo. Upload it to the library yourself.")
    return view


@transaction.atomic
def ask_for_photo(technician_pk: int, editor: Any, *, purpose: str, until: date) -> PhotoReuse:
    """Ask the owner of a photo that the editor sees for a copy, until a day, and write to them.

    Raises ReuseRefusedError, whatever stands against it.
    """
    _lock(technician_pk)
    view = person_to_ask(technician_pk, editor)
    if problem := until_problem(until) or _asked_before(technician_pk, editor):
        raise ReuseRefusedError(problem)
    reuse: PhotoReuse = PhotoReuse.objects.create(
        technician_id=technician_pk, editor=editor, purpose=purpose, until=until
    )
    queue_mail(
        key=f"photo_use:{reuse.pk}:{reuse.state}",
        to=reuse.technician.email,
        subject=f"{author_name(editor)} asks to use your photo",
        template="profiles/email/photo_use.txt",
        context={
            "what": str(reuse.state),
            "owner": view.display_name,
            "editor": author_name(editor),
            "purpose": purpose,
            "until": until,
            "path": reverse("me_photo_use", args=[reuse.pk]),
        },
    )
    log(instance=reuse.technician, action="profiles.photo_use.ask", user=editor)
    return reuse


def _lock(technician_pk: int | None) -> None:
    """Hold the technician's row until the transaction ends, where there is one."""
    Technician.objects.select_for_update().filter(pk__in=[technician_pk]).first()


def _asked_before(technician_pk: int, editor: Any) -> str:
    """Return why this editor must not ask this person now, in words; nothing where they may."""
    asked = PhotoReuse.objects.filter(technician=technician_pk, editor=editor)
    waiting = asked.filter(state=ReuseState.ASKED).first()
    if waiting:
        return f"You asked on {waiting.asked_at:%-d %B %Y} and wait for the answer. Take that back to ask anew."
    said_no = asked.filter(state=ReuseState.REFUSED, decided_at__gt=timezone.now() - QUIET_AFTER_NO).exists()
    withdrew = asked.filter(state=ReuseState.WITHDRAWN, ended_at__gt=timezone.now() - QUIET_AFTER_NO).exists()
    if said_no or withdrew:
        return f"They said no to you lately. Leave it at that for {QUIET_AFTER_NO.days} days."
    return ""


@transaction.atomic
def take_request_back(pk: int) -> bool:
    """Take back a request that is not answered yet; say whether there was one."""
    _lock(PhotoReuse.objects.filter(pk=pk).values_list("technician", flat=True).first())
    reuse = PhotoReuse.objects.filter(pk=pk, state=ReuseState.ASKED).first()
    if reuse is not None:
        end_use(reuse, ReuseState.CANCELLED)
    return reuse is not None


def agree_to_use(technician_pk: int, user: Any, pk: int, *, token: str, credit: str, alt_text: str) -> PhotoReuse:
    """Agree to a request for the photo that was looked at (`token`): a copy goes into the library, and nothing else.

    The copy holds the part that pages show, drawn anew. Raises ProfileGoneError, ProfileChangedError where the photo
    is another by now, ReuseClosedError, and PhotoReuse.DoesNotExist.
    """
    photo = Photo.objects.filter(technician=technician_pk, technician__user=user, token=token).first()
    try:
        data = draw_size(photo, LARGEST_SIDE, "jpeg") if photo else b""  # before the lock: it takes a while
    except FileNotFoundError as gone:  # replaced since it was read
        raise ProfileChangedError from gone
    with transaction.atomic():
        reuse = _lock_open(technician_pk, user, pk)
        if photo is None or not Photo.objects.filter(technician=technician_pk, token=token).exists():
            raise ProfileChangedError
        reuse.copy = make_copy(reuse, data, credit=credit, alt_text=alt_text)
        _decide(reuse, ReuseState.AGREED)
        record_consent(user, USE, True, f"{agreement(reuse)} Credit: {credit}. In words: {alt_text}.")
        log(instance=reuse.technician, action="profiles.photo_use.agree", user=user)
    return reuse


@transaction.atomic
def refuse_use(technician_pk: int, user: Any, pk: int, answer: str) -> PhotoReuse:
    """Say no to a request, with words to whoever asked or without.

    Raises ProfileGoneError, ReuseClosedError, and PhotoReuse.DoesNotExist.
    """
    reuse = _lock_open(technician_pk, user, pk)
    reuse.answer = answer
    _decide(reuse, ReuseState.REFUSED)
    log(instance=reuse.technician, action="profiles.photo_use.refuse", user=user)
    return reuse


@transaction.atomic
def withdraw_use(technician_pk: int, user: Any, pk: int) -> bool:
    """Take an agreement back: the copy is deleted with all its files, and whoever asked is told.

    Return whether there was one. Raises ProfileGoneError, and PhotoReuse.DoesNotExist.
    """
    technician = lock_own(technician_pk, user)
    reuse = technician.photo_reuses.select_related("editor", "copy").get(pk=pk)
    if reuse.state != ReuseState.AGREED:
        return False
    _withdraw(reuse, user)
    return True


@transaction.atomic
def withdraw_all_uses(technician_pk: int, user: Any) -> int:
    """Take all one's agreements back, as `withdraw_use` takes one; return how many."""
    technician = lock_own(technician_pk, user)
    agreed = list(technician.photo_reuses.agreed().select_related("editor", "copy"))
    for reuse in agreed:
        _withdraw(reuse, user)
    return len(agreed)


@transaction.atomic
def take_photo_away_everywhere(edit: Edit) -> int:
    """Remove one's photo and take back all that was agreed to with it; return how many uses that ended.

    Raises ProfileGoneError and ProfileChangedError, and nothing is done then.
    """
    take_photo_away(edit)
    return withdraw_all_uses(edit.technician_pk, edit.user)


def _withdraw(reuse: PhotoReuse, user: Any) -> None:
    end_use(reuse, ReuseState.WITHDRAWN)
    record_consent(user, USE, False, f"No longer used for ‘{reuse.purpose}’.")
    log(instance=reuse.technician, action="profiles.photo_use.withdraw", user=user)


def _lock_open(technician_pk: int, user: Any, pk: int) -> PhotoReuse:
    """Return one's own request that waits for an answer, the technician's row locked."""
    technician = lock_own(technician_pk, user)
    reuse = technician.photo_reuses.select_related("editor").get(pk=pk)
    if reuse.state == ReuseState.ASKED and reuse.editor is None:
        raise ReuseClosedError(_HOW_IT_STANDS[ReuseState.CANCELLED])
    if reuse.state == ReuseState.ASKED and reuse.until < timezone.localdate():
        raise ReuseClosedError(_HOW_IT_STANDS[ReuseState.EXPIRED])
    if reuse.state != ReuseState.ASKED:
        raise ReuseClosedError(how_it_stands(reuse))
    reuse.technician = technician
    return reuse


def _decide(reuse: PhotoReuse, state: ReuseState) -> None:
    reuse.state, reuse.decided_at = state, timezone.now()
    reuse.save(update_fields=["state", "decided_at", "answer", "copy"])
    tell_editor(reuse, name=reuse.technician.display_name)


def end_what_ran_out() -> str:
    """End every use whose last day is over, answered or not; return a line for the log."""
    today, ended = timezone.localdate(), 0
    for pk, technician_pk in list(PhotoReuse.objects.over_by(today).values_list("pk", "technician")):
        with transaction.atomic():
            _lock(technician_pk)
            for reuse in PhotoReuse.objects.over_by(today).filter(pk=pk).select_related("editor"):
                end_use(reuse, ReuseState.EXPIRED)
                ended += 1
    return f"{ended} uses of photos ended"


def forget_old_uses() -> int:
    """Delete requests that were refused or ended over a year ago; return how many."""
    long_ago = timezone.now() - KEPT_FOR
    refused = PhotoReuse.objects.filter(state=ReuseState.REFUSED, decided_at__lt=long_ago)
    return refused.delete()[0] + PhotoReuse.objects.exclude(state__in=RUNNING).filter(ended_at__lt=long_ago).delete()[0]


def take_requests_back_of(editor: Any) -> int:
    """Take back all that an editor asked and nobody answered, where the account goes; return how many."""
    waiting = PhotoReuse.objects.filter(editor=editor, state=ReuseState.ASKED).values_list("pk", flat=True)
    return sum(take_request_back(pk) for pk in list(waiting))
