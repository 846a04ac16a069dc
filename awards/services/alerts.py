"""'Tell me when it opens': asked for by an account or by a confirmed address, told once of each opening, stopped.

Every mail carries a link that stops it, which needs no signing in.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from awards.cards import is_open_on, nominate_url
from awards.models import Round, SchemeAlert, SchemePage
from portal.accounts.addresses import account_of
from portal.core.mail import queue_mail
from portal.core.times import long_day, moment_words

CONFIRM_WITHIN = timedelta(hours=48)
LINK_AGAIN_AFTER = 600  # seconds: whoever presses twice gets one mail


class AlertError(Exception):
    """A step that cannot be taken as things stand; the message says why."""


def _require_given(scheme: SchemePage) -> None:
    if not scheme.live or scheme.has_ended:
        raise AlertError("This award is no longer given.")


@transaction.atomic
def ask_to_be_told(scheme: SchemePage, *, user: Any) -> SchemeAlert:
    """Note that somebody with an account wants to know. Asked twice, it is noted once. Raises AlertError."""
    _require_given(scheme)
    row, _ = SchemeAlert.objects.get_or_create(scheme=scheme, user=user, defaults={"confirmed_at": timezone.now()})
    return row


def stop_telling(scheme: SchemePage, *, user: Any) -> None:
    """Forget that somebody with an account wanted to know."""
    SchemeAlert.objects.filter(scheme=scheme, user=user).delete()


@transaction.atomic
def ask_as_guest(scheme: SchemePage, email: str) -> SchemeAlert:
    """Note that somebody wants to know at an address, and send the link there that confirms it.

    Nobody is told whether the address was noted before: its owner gets a link in any case, once in ten minutes.
    Raises AlertError.
    """
    _require_given(scheme)
    address = email.strip().lower()
    row, _ = SchemeAlert.objects.get_or_create(scheme=scheme, email=address)
    turn = int(timezone.now().timestamp()) // LINK_AGAIN_AFTER
    queue_mail(
        key=f"award-alert:{row.pk}:link:{turn}",
        to=address,
        subject=f"Confirm: tell me when ‘{scheme.title}’ opens",
        template="awards/email/alert.txt",
        context={"what": "link", "scheme": scheme, "is_confirmed": row.confirmed_at is not None, "path": _path(row)},
        secret=True,
    )
    return row


def _path(row: SchemeAlert) -> str:
    return reverse("award_alert_by_link", args=[row.secret])


@transaction.atomic
def confirm_alert(secret: str) -> SchemeAlert:
    """Confirm an address by the link that was sent there. Pressed twice, it says the same again.

    It becomes the alert of an account, where the address is somebody's. Raises AlertError and SchemeAlert.DoesNotExist.
    """
    row = SchemeAlert.objects.select_for_update(of=("self",)).select_related("scheme").get(secret=secret)
    _require_given(row.scheme)
    if row.confirmed_at is not None:
        return row
    row.confirmed_at = timezone.now()
    account = account_of(row.email)
    if account is not None and not SchemeAlert.objects.filter(scheme=row.scheme, user=account).exists():
        row.user, row.email = account, ""
    row.save()
    return row


def stop_by_link(secret: str) -> None:
    """Forget whoever has the link; done already, it says nothing."""
    SchemeAlert.objects.filter(secret=secret).delete()


def stop_one(pk: int, *, user: Any) -> str:
    """Forget one of somebody's own, also of an address that they confirmed; return of which award.

    Raises AlertError where it is not theirs, or stopped already.
    """
    row = SchemeAlert.objects.of(user).filter(pk=pk).first()
    if row is None:
        raise AlertError("You are not told of this award any more.")
    row.delete()
    return str(row.scheme.title)


def forget_unconfirmed_alerts(now: datetime) -> int:
    """Delete what nobody confirmed in time: the address may be somebody else's. Return how many went."""
    gone = SchemeAlert.objects.filter(confirmed_at=None, made_at__lte=now - CONFIRM_WITHIN)
    return gone.delete()[0]


def tell_of_openings() -> str:
    """Tell everybody who asked of the schemes that are open now, once of each opening; return a line for the log."""
    now = timezone.now()
    told = sum(_tell(scheme, opened, words) for scheme, opened, words in _openings(now))
    return f"{told} told"


def _openings(now: datetime) -> list[tuple[SchemePage, date, str]]:
    """Return open schemes of which somebody wants to know: the day they opened, and until when in words."""
    today = timezone.localdate(now)
    found = [
        (row.scheme, timezone.localdate(row.opens_at), moment_words(row.closes_at))
        for row in Round.objects.open_at(now).filter(scheme__alerts__isnull=False).distinct().select_related("scheme")
    ]
    for scheme in SchemePage.objects.showing().external().filter(alerts__isnull=False).distinct():
        closes = scheme.next_closes_on
        if is_open_on(scheme, today) and closes:
            # of an award whose opening nobody knew, its closing tells one time from the next
            found.append((scheme, scheme.next_opens_on or closes, long_day(closes)))
    return found


def _tell(scheme: SchemePage, opened: date, words: str) -> int:
    """Tell those who were not told of this opening; return how many."""
    keys = SchemeAlert.objects.to_tell(scheme, opened).values_list("pk", flat=True)
    return sum(_tell_one(pk, scheme, opened, words) for pk in list(keys))


@transaction.atomic
def _tell_one(pk: int, scheme: SchemePage, opened: date, words: str) -> bool:
    held = SchemeAlert.objects.select_for_update(of=("self",)).filter(pk=pk).to_tell(scheme, opened)
    row = held.select_related("user").first()
    if row is None:  # somebody stopped it, or another run was here
        return False
    row.told_for = opened
    row.save(update_fields=["told_for"])
    queue_mail(
        key=f"award-alert:{pk}:{opened}",
        to=row.user.email if row.user else row.email,
        subject=f"Open now: {scheme.title}",
        template="awards/email/alert.txt",
        context={
            "what": "open",
            "scheme": scheme,
            "words": words,
            "name": row.user.first_name if row.user else "",
            "nominate": nominate_url(scheme.slug) if scheme.is_internal else "",
            "page": scheme.get_url(),
            "path": _path(row),
        },
        secret=True,
    )
    return True
