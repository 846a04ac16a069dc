"""What is deleted of a round when its time is over: all that was said of those who did not win, and what judges wrote.

Numbers stay, by which measures go on saying what they said (`kept_numbers`), and a record of how many rows went.
Nominations that ended in an honour stay as long as the honour does.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from awards.kept_numbers import KEY, numbers_of
from awards.models import (
    Attachment,
    Candidate,
    LateWords,
    Nomination,
    NominationAnswer,
    NominationChange,
    Nominee,
    PurgeRecord,
    ReleasedThanks,
    Review,
    Round,
    Score,
    Seconder,
)
from portal.core.models import OutboxMail

PURGED = "Deleted with the judges’ notes."  # in the place of the reason of a decision that ended in an honour
_MAILS_AT_ONCE = 50


def kept_for() -> str:
    """Return for how long all is kept after the announcement, in words ('12 months')."""
    months = settings.AWARDS_KEPT_MONTHS
    return "1 month" if months == 1 else f"{months} months"


def purged_on(round_: Round) -> datetime | None:
    """Return the moment from which a round is purged; None where it was neither announced nor cancelled."""
    ended = round_.announced_at or round_.cancelled_at
    return timezone.localtime(ended) + relativedelta(months=settings.AWARDS_KEPT_MONTHS) if ended else None


def what_goes(round_pk: int) -> dict[str, models.QuerySet[Any]]:
    """Return what a purge deletes of a round, by the fixed keys under which it is counted."""
    gone = Nomination.objects.filter(round=round_pk).without_honour()
    of_them: dict[str, Any] = {"nomination__in": gone.order_by().values("pk")}
    return {
        "nominations": gone,
        "nominees": Nominee.objects.filter(**of_them),
        "answers": NominationAnswer.objects.filter(**of_them),
        "supporters": Seconder.objects.filter(**of_them),
        "files": Attachment.objects.filter(**of_them),
        "changes": NominationChange.objects.filter(**of_them),
        # Of those that won too: they came late, and are no part of what was honoured
        "late_words": LateWords.objects.filter(nomination__round=round_pk),
        "released_thanks": ReleasedThanks.objects.filter(**of_them),
        "scores": Score.objects.filter(review__candidate__category__round=round_pk),
        "reviews": Review.objects.filter(candidate__category__round=round_pk),
        "candidates": Candidate.objects.filter(category__round=round_pk, honour=None),
    }


def counts_of(round_pk: int) -> dict[str, int]:
    """Return how much of each kind a purge of a round deletes: a query a kind."""
    return {kind: rows.count() for kind, rows in what_goes(round_pk).items()}


def purge_awards() -> str:
    """Purge each round whose time is over; return a line for the log."""
    before = timezone.localtime() - relativedelta(months=settings.AWARDS_KEPT_MONTHS)
    due = list(Round.objects.to_purge(before).values_list("pk", flat=True))
    done = [record for pk in due if (record := purge_round(pk)) is not None]
    return f"{len(done)} rounds purged, {sum(record.counts['nominations'] for record in done)} nominations deleted"


@transaction.atomic
def purge_round(pk: int) -> PurgeRecord | None:
    """Purge a round, and return the record of it; None where its time is not over, or it is done already."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=pk)
    time = purged_on(round_)
    if round_.purged_at is not None or time is None or time > timezone.now():
        return None
    rows = what_goes(pk)
    counts = {kind: found.count() for kind, found in rows.items()}
    kept = {KEY: _numbers(pk, rows["nominations"])}
    counts["mails"] = _forget_mails(rows)
    delete_files(rows["files"])
    # Nominations point at candidates, and are in their way
    for kind in ("late_words", "nominations", "reviews", "candidates"):
        rows[kind].delete()
    Candidate.objects.filter(category__round=pk).exclude(reason="").update(reason=PURGED, decided_by=None)
    round_.purged_at = timezone.now()
    round_.save(update_fields=["purged_at"])
    log(instance=round_.scheme, action="awards.round.purge", data={"round": pk})
    record: PurgeRecord = PurgeRecord.objects.create(round=round_, at=round_.purged_at, counts=counts, kept=kept)
    return record


def _numbers(round_pk: int, gone: models.QuerySet[Any]) -> list[dict[str, Any]]:
    staying = Nominee.objects.filter(nomination__in=Nomination.objects.filter(round=round_pk).with_honour())
    received = gone.received().prefetch_related("nominees__technician")  # type: ignore[attr-defined]
    return numbers_of(received, staying)


def delete_files(attachments: models.QuerySet[Any]) -> None:
    """Have the files deleted from the storage once the rows are gone for good."""
    files = [(row.file.storage, row.file.name) for row in attachments]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])


def _forget_mails(rows: dict[str, models.QuerySet[Any]]) -> int:
    """Delete the mails that were about these rows: each says to whom it went."""
    gone, keys = 0, list(_mail_keys(rows))
    for first in range(0, len(keys), _MAILS_AT_ONCE):
        some = keys[first : first + _MAILS_AT_ONCE]
        about = Q(*(Q(key__startswith=f"{key}:") for key in some), key__in=some, _connector=Q.OR)
        gone += OutboxMail.objects.filter(about).delete()[0]
    return gone


def _mail_keys(rows: dict[str, models.QuerySet[Any]]) -> Iterator[str]:
    """Yield what the keys of mails about these rows are, or begin with before a colon."""
    begin: Iterable[tuple[str, str]] = (
        ("nomination", "nominations"),
        ("award-result", "nominations"),
        ("nominee", "nominees"),
        ("seconder", "supporters"),
        ("award-nominee", "candidates"),
    )
    for what, kind in begin:
        yield from (f"{what}:{pk}" for pk in rows[kind].values_list("pk", flat=True))
