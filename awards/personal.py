"""What awards hold about a person, for the person: to read, to see where it is shown, to erase."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from portal.core.enums import Agreement
from portal.core.registries import PersonalData
from portal.core.secrets import new_secret

from .enums import LIVE_NOMINATIONS, NominationState
from .masking import Mask
from .models import (
    Candidate,
    ExternalEntry,
    Honour,
    HonouredPerson,
    LateWords,
    Nomination,
    NominationAnswer,
    NominationChange,
    Nominee,
    Round,
    ThanksChoice,
)
from .personal_export import REMOVED, export
from .services.purging import delete_files, kept_for
from .whose import (
    alerts_of,
    entries_of,
    honoured_as,
    nominated_as,
    nominations_by,
    seats_of,
    seconded_by,
    thanks_from,
    thanks_to,
)

NOT_KEPT = "Name no longer kept"


@transaction.atomic
def erase(user: Any) -> int:
    """Take somebody out of awards, and return of how many rows.

    Their drafts, thanks, supporting words, alerts and honours go. A nomination that they sent speaks of somebody else
    and stays without their name. Where they were nominated, nobody is named any more: a nomination of them alone loses
    all its words, and is withdrawn where it was still to be judged; that there was one is counted still. What they
    gave as a judge stays as the ground of a decision, and says no more who gave it.
    """
    count = _leave_nominations_made(user)
    count += _leave_nominations_of(user)
    gone = (seconded_by(user), honoured_as(user), thanks_to(user), thanks_from(user), alerts_of(user))
    count += sum(rows.delete()[0] for rows in gone)
    count += ThanksChoice.objects.filter(technician__user=user).delete()[0]
    count += seats_of(user).update(user=None, is_active=False)
    count += entries_of(user).update(technician=None, note="")
    return count + _leave_what_was_done_for_others(user)


def _leave_nominations_made(user: Any) -> int:
    rows = nominations_by(user)
    count = rows.count()
    _delete_with_files(rows.filter(state=NominationState.DRAFT))
    LateWords.objects.filter(nomination__in=rows).delete()
    for nomination in rows:
        nomination.nominator, nomination.nominator_name, nomination.nominator_email = None, "", ""
        nomination.secret = new_secret()  # the link in their mails leads nowhere from now on
        nomination.save(update_fields=["nominator", "nominator_name", "nominator_email", "secret"])
    return count


def _delete_with_files(nominations: models.QuerySet[Nomination]) -> None:
    for nomination in nominations:
        delete_files(nomination.attachments.all())
        nomination.delete()


def _leave_nominations_of(user: Any) -> int:
    rows = list(nominated_as(user).select_related("nomination__round", "technician"))
    for row in rows:
        if row.nomination.nominees.exclude(pk=row.pk).exists():
            _take_name_out(row.nomination, _mask_of(user, row))
        else:
            _empty(row.nomination)
        Nominee.objects.filter(pk=row.pk).update(
            technician=None, name=NOT_KEPT, email="", department_name="", agreement=Agreement.WITHDRAWN,
            answered_at=timezone.now(), recorded_by=None, recorded_reason="", live_key=None, secret=new_secret(),
        )  # fmt: skip
    return len(rows)


def _mask_of(user: Any, row: Nominee) -> Mask:
    person = row.technician
    names = [user.get_full_name(), row.name]
    if person is not None:
        names += [person.given_name, person.family_name, person.preferred_name, person.display_name]
    return Mask([(REMOVED, names, [user.email, row.email, person.email if person is not None else ""])])


def _take_name_out(nomination: Nomination, mask: Mask) -> None:
    """Put other words in the place of somebody's name in all that was written of their team."""
    # What stands in the place of a name can be longer than it
    nomination.title, nomination.entered_note = mask(nomination.title)[:120], mask(nomination.entered_note)[:300]
    nomination.save(update_fields=["title", "entered_note"])
    for answer in nomination.answers.all():
        NominationAnswer.objects.filter(pk=answer.pk).update(text=mask(answer.text))
    for late in LateWords.objects.filter(nomination=nomination):
        late.title = mask(late.title)[:120]
        late.answers = {key: mask(text) for key, text in late.answers.items()}
        late.save(update_fields=["title", "answers"])
    for seconder in nomination.seconders.all():
        seconder.words = mask(seconder.words)
        seconder.save(update_fields=["words"])
    for change in nomination.changes.all():
        texts = {name: mask(getattr(change, name)) for name in ("before", "after", "reason")}
        NominationChange.objects.filter(pk=change.pk).update(**texts)
    for file in nomination.attachments.all():
        file.label = mask(file.label)
        file.save(update_fields=["label"])


def _empty(nomination: Nomination) -> None:
    """Delete all that a nomination says; the row stays, and is counted."""
    delete_files(nomination.attachments.all())
    for rows in (nomination.attachments, nomination.answers, nomination.seconders, nomination.changes):
        rows.all().delete()
    nomination.released_thanks.all().delete()
    LateWords.objects.filter(nomination=nomination).delete()
    nomination.title = nomination.team_name = nomination.entered_note = ""
    if nomination.state in LIVE_NOMINATIONS and nomination.round.finished_at is None:
        nomination.state, nomination.ended_at = NominationState.WITHDRAWN, timezone.now()
    nomination.save(update_fields=["title", "team_name", "entered_note", "state", "ended_at"])


def _leave_what_was_done_for_others(user: Any) -> int:
    """Take somebody's name off what they did as an organiser or a chair."""
    done: Iterable[tuple[type[models.Model], str]] = (
        (Nomination, "entered_by"), (Nomination, "overridden_by"), (Nominee, "recorded_by"),
        (HonouredPerson, "recorded_by"), (NominationChange, "by"), (Candidate, "decided_by"), (Honour, "made_by"),
        (ExternalEntry, "made_by"), (Round, "made_by"),
    )  # fmt: skip
    return sum(model._default_manager.filter(Q(**{name: user})).update(**{name: None}) for model, name in done)


def shown_where(user: Any) -> Sequence[tuple[str, str]]:
    """Return the pages on which they are named: as honoured, and as whoever thanks or is thanked."""
    now = timezone.now()
    honours = Honour.objects.announced(now).filter(pk__in=honoured_as(user).agreed().values("honour"))  # type: ignore[attr-defined]
    places = [(f"The award ‘{row}’", row.scheme.get_url() or "") for row in honours.select_related("scheme")]
    thanks = (thanks_to(user) | thanks_from(user)).filter(is_shown=True, may_be_shown=True)
    slugs = thanks.order_by("technician__slug").values_list("technician__slug", flat=True).distinct()
    return [*places, *(("Thanks on a profile", f"/technicians/{slug}/") for slug in slugs)]


def award_data() -> PersonalData:
    """Return the entry for the registry."""
    return PersonalData(
        key="awards",
        label="Awards and thanks",
        export=export,
        erase=erase,
        shown_where=shown_where,
        kept_for=(
            "Nominations that did not win, with supporters’ words and files, and all that judges wrote, are deleted "
            f"{kept_for()} after the result is announced; only numbers stay. A nomination that won is kept with the "
            "honour. Honours stand where you agreed, until you take that back. Thanks are kept until you or the "
            "sender delete them. With the account your drafts, thanks, honours and supporting words go, and your name "
            "goes from what you nominated and from nominations of you."
        ),
    )
