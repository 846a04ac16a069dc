"""Judges who have not declared or not scored are reminded: by themselves twice, and by a button now and then."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from awards.enums import ReviewState
from awards.models import Judge, Review, Round
from awards.reminding import reminder_due
from portal.core.mail import queue_mail
from portal.core.models import OutboxMail
from portal.core.times import moment_words

from .errors import JudgingError
from .locking import lock_judged, note, refuse_after_end

GAP = timedelta(hours=20)  # nobody is reminded twice within


def remind_due(now: datetime) -> int:
    """Send the reminders that are due, each once; return how many judges were written to."""
    days = settings.JUDGING_REMINDER_DAYS
    sent = 0
    for pk, ends in Round.objects.being_judged(now).values_list("pk", "judging_ends_at"):
        if which := reminder_due(ends, now, days):
            try:
                sent += _remind(pk, now, key=f"{which}:{ends:%Y-%m-%d}", by=None)
            except JudgingError:  # decided or cancelled since it was read
                continue
    return sent


def remind_now(round_pk: int, *, by: Any) -> int:
    """Remind those who are behind at once, and return how many were written to.

    Raises JudgingError where judging is not open, nobody is behind, or all of them were reminded not long ago; and
    Round.DoesNotExist.
    """
    now = timezone.now()
    sent = _remind(round_pk, now, key=f"{now:%Y%m%d%H%M%S}", by=by)
    if sent:
        return sent
    if not behind_of(round_pk):
        raise JudgingError("Nobody is behind: there is nothing to remind anybody of.")
    hours = int(GAP.total_seconds()) // 3600
    raise JudgingError(f"All who are behind were reminded within the last {hours} hours. Give them time.")


def behind_of(round_pk: int) -> dict[int, Counter[str]]:
    """Return the seats (keys) of those who have not declared or not scored, with how many candidates of which state."""
    found: dict[int, Counter[str]] = {}
    rows = Review.objects.filter(judge__round=round_pk).undone().of_standing().order_by()
    for judge, state, count in rows.values_list("judge", "state").annotate(count=Count("pk")):
        found.setdefault(judge, Counter())[state] = count
    return found


@transaction.atomic
def _remind(round_pk: int, now: datetime, *, key: str, by: Any) -> int:
    """Write to those who are behind, were not reminded lately and not with this key; return to how many."""
    round_ = lock_judged(round_pk)
    refuse_after_end(round_, now)
    behind = behind_of(round_pk)
    sent = 0
    for judge in Judge.objects.filter(pk__in=behind).with_user():
        is_lately = judge.reminded_at is not None and judge.reminded_at > now - GAP
        if not is_lately and _tell(round_, judge, behind[judge.pk], key):
            judge.reminded_at = now
            judge.save(update_fields=["reminded_at"])
            sent += 1
    if sent:
        note(round_, "remind", by, judges=sent)
    return sent


def _tell(round_: Round, judge: Judge, left: Counter[str], key: str) -> bool:
    """Write to a judge how many are left, and never whom; say whether that is a mail that was not written before."""
    key = f"judging:{judge.pk}:remind:{key}"
    user = judge.user
    if user is None or not user.is_active or not user.email or OutboxMail.objects.filter(key=key).exists():
        return False
    queue_mail(
        key=key,
        to=user.email,
        subject=f"Still to be judged: {round_.scheme.title}, {round_.name}",
        template="awards/email/judging_reminder.txt",
        context={
            "round": round_,
            "to_declare": left[ReviewState.ASSIGNED],
            "to_score": left[ReviewState.READING],
            "until": moment_words(round_.judging_ends_at),
            "path": reverse("me_judging_round", args=[round_.pk]),
        },
    )
    return True
