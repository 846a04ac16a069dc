"""What nominators are told by mail: a link back, and a receipt at each step.

Written to the outbox inside the transaction that it is about, so it leaves when that commits, and not otherwise. The
texts are wiped once they have left: they hold links that open a nomination.
"""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from awards.models import Nomination
from awards.names import for_whom
from portal.core.mail import queue_mail
from portal.core.times import moment_words
from profiles.enums import Audience

LINK_AGAIN_AFTER = 600  # seconds: whoever presses twice gets one mail
_SUBJECTS = {
    "link": "Confirm your address to nominate: {scheme}",
    "begun": "The way back to your nomination: {scheme}",
    "sent": "Your nomination was sent: {scheme}",
    "changed": "Your changes were saved: {scheme}",
    "withdrawn": "Your nomination is withdrawn: {scheme}",
    "entered": "A nomination was entered for you: {scheme}",
    "open_again": "Nominations are open again: {scheme}",
    "organiser": "An organiser changed your nomination: {scheme}",
    "set_aside": "Your nomination was set aside: {scheme}",
    "taken_back": "Your nomination counts again: {scheme}",
    "overridden": "Your nomination can be sent: {scheme}",
    "seconder": "A supporter answered: {scheme}",
    "nominee": "Your nominee answered: {scheme}",
}


def path_of(nomination: Nomination) -> str:
    """Return where a nominator finds a nomination: signed in, or a guest by their own link."""
    if nomination.nominator_id is not None:
        return reverse("me_nomination", args=[nomination.pk])
    return reverse("nomination", args=[nomination.secret])


def audience_of_nominator(nomination: Nomination) -> Audience:
    """Return as whom the nominator sees profiles: as a colleague with an account, else as the public."""
    return Audience.COLLEAGUES if nomination.nominator_id is not None else Audience.PUBLIC


def tell(nomination: Nomination, what: str, *, key: str = "", **context: Any) -> None:
    """Write a receipt to whoever nominates; nobody is written to who has left, or gave no address."""
    to = nomination.from_email
    if not to or (nomination.nominator is not None and not nomination.nominator.is_active):
        return
    round_ = nomination.round
    queue_mail(
        key=key or f"nomination:{nomination.pk}:{what}:{timezone.now():%Y%m%d%H%M%S%f}",
        to=to,
        subject=_SUBJECTS[what].format(scheme=round_.scheme.title),
        template="awards/email/nomination.txt",
        context={
            "what": what,
            "nomination": nomination,
            "round": round_,
            "scheme": round_.scheme,
            "category": nomination.category,
            "whom": for_whom(nomination, audience_of_nominator(nomination)),
            "closes": moment_words(round_.closes_at),
            "path": path_of(nomination),
            **context,
        },
        secret=True,
    )


def tell_link(nomination: Nomination) -> None:
    """Send a guest the link that confirms, or opens, the nomination: once in ten minutes, however often they ask."""
    turn = int(timezone.now().timestamp()) // LINK_AGAIN_AFTER
    tell(nomination, "link", key=f"nomination:{nomination.pk}:link:{turn}")


def tell_changed(nomination: Nomination) -> None:
    """Send a receipt of changes to what was sent: one a day, however often it is saved."""
    tell(nomination, "changed", key=f"nomination:{nomination.pk}:changed:{timezone.localdate()}")
