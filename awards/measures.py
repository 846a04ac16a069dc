"""What awards can count for the plan: nominations, who is nominated, wins, entries elsewhere, thanks.

Awards belong to no theme, so a scope's theme narrows nothing. Of people the number is, where few are meant, by
subtraction too (`profiles.counted_people`). What anybody can count on the board of honours is not kept back, but from
where its people are. Somebody's department is the one that the staff list has now; what was purged keeps its own.
A nomination of a team, and its win, counts once: where the first of them works.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from portal.core.registries import MOST_EVIDENCE, Evidence, Measure, Result, Scope, measures
from portal.core.small_numbers import FEW, FEWEST
from portal.core.times import midnight
from profiles.counted_people import Row, told_rows
from profiles.models import Department

from .enums import Outcome
from .honour_list import board_url
from .kept_numbers import kept_rows, person_key
from .models import ExternalEntry, Honour, HonouredPerson, Nominee, PurgeRecord, Thanks


def _period(scope: Scope) -> tuple[datetime, datetime]:
    return midnight(scope.start), midnight(scope.end + timedelta(days=1))


def _plain(scope: Scope) -> Scope:
    """Return the scope without its theme: awards have none, and what is not narrowed needs no second count."""
    return replace(scope, theme_id=None)


def _no_evidence() -> tuple[Evidence, ...]:
    """Nominations, entries and thanks are nobody's to read."""
    return ()


# --- nominations ----------------------------------------------------------------------------------------------------


def _nominees(scope: Scope) -> Iterator[tuple[int, Nominee]]:
    """Yield who is nominated by what was received in the period, with the number of the nomination."""
    begin, end = _period(scope)
    rows = Nominee.objects.of_received(begin, end).select_related("technician")
    for row in rows.order_by("nomination", "order", "pk"):
        yield row.nomination_id, row


def _kept(scope: Scope) -> Iterator[Row]:
    records = list(PurgeRecord.objects.order_by("pk").values_list("pk", "kept"))
    if records:
        yield from kept_rows(scope, records, Department.objects.order_by().values_list("pk", flat=True))


def _row(nominee: Nominee, amount: int = 1) -> Row:
    department = nominee.technician.department_id if nominee.technician is not None else None
    return Row(person_key(nominee), department, amount)


def _nominated(scope: Scope) -> Iterator[Row]:
    """Yield a row for each person and nomination; a nomination counts with the first of its people alone."""
    seen: set[int] = set()
    for nomination, nominee in _nominees(scope):
        yield _row(nominee, amount=int(nomination not in seen))
        seen.add(nomination)
    yield from _kept(scope)


def nominations_received(scope: Scope) -> Result:
    """Count nominations that were sent, those set aside afterwards too; drafts and what was withdrawn are not."""
    return told_rows(_plain(scope), _nominated, _no_evidence, each_once=False)


def people_nominated(scope: Scope) -> Result:
    """Count people who were nominated, each once, each of a team too."""
    return told_rows(_plain(scope), _nominated, _no_evidence, each_once=True)


def nominated_departments(scope: Scope) -> set[int]:
    """Return the departments in which somebody was nominated in the scope's period, wherever they stand."""
    return {row.department for row in _nominated(_plain(scope)) if row.department is not None}


def departments_reached(scope: Scope) -> Result:
    """Count departments in which somebody was nominated, of a department those beneath it and itself.

    Kept back where few people were nominated, and where the departments themselves are few.
    """
    if people_nominated(scope).value is None:
        return Result(None, note=FEW)
    parents: dict[int, int | None] = dict(Department.objects.order_by().values_list("pk", "parent"))
    reached = nominated_departments(scope)
    within = {place for place in reached if scope.department_id is None or scope.department_id in _up(place, parents)}
    return Result(len(within)) if len(within) >= FEWEST else Result(None, note=FEW)


def _up(place: int, parents: dict[int, int | None]) -> Iterator[int]:
    at: int | None = place
    while at is not None:
        yield at
        at = parents.get(at)


# --- honours --------------------------------------------------------------------------------------------------------


def _won(scope: Scope) -> Any:
    begin, end = _period(scope)
    rows = Honour.objects.announced(timezone.now()).filter(kind=Outcome.WINNER)
    return rows.filter(announced_at__gte=begin, announced_at__lt=end)


def _winners(scope: Scope) -> Iterator[Row]:
    people = HonouredPerson.objects.filter(honour__in=_won(scope).order_by().values("pk")).order_by("honour", "order")
    seen: set[int] = set()
    for pk, honour, technician, department in people.values_list(
        "pk", "honour", "technician", "technician__department"
    ):
        who = f"technician {technician}" if technician else f"honoured {pk}"
        yield Row(who, department, int(honour not in seen))
        seen.add(honour)


def _wins_evidence(scope: Scope) -> tuple[Evidence, ...]:
    found = _won(scope).order_by("-announced_at", "-pk").select_related("scheme")
    links = (Evidence(f"{row.scheme.title}, {row.year}", board_url(row.scheme.slug, row.year)) for row in found[:50])
    return tuple(dict.fromkeys(links))[:MOST_EVIDENCE]


def award_wins(scope: Scope) -> Result:
    """Count wins that were announced, ours and other bodies'; of a department only where they are not few."""
    if scope.department_id is None:
        return Result(_won(scope).count(), _wins_evidence(scope))
    return told_rows(_plain(scope), _winners, _no_evidence, each_once=False)


# --- entries elsewhere, and thanks ----------------------------------------------------------------------------------


def _rows(found: Iterable[tuple[Any, Any, Any, Any]]) -> Iterator[Row]:
    """Yield a row each of: its number, the technician, their department, a name."""
    for pk, technician, department, name in found:
        who = f"technician {technician}" if technician else f"name {name.casefold()}" if name else f"row {pk}"
        yield Row(who, department)


def _entered(scope: Scope) -> Iterator[Row]:
    found = ExternalEntry.objects.filter(entered_on__gte=scope.start, entered_on__lte=scope.end).order_by("pk")
    return _rows(found.values_list("pk", "technician", "technician__department", "name"))


def external_entries(scope: Scope) -> Result:
    """Count entries for awards of other bodies."""
    return told_rows(_plain(scope), _entered, _no_evidence, each_once=False)


def _thanked(scope: Scope) -> Iterator[Row]:
    begin, end = _period(scope)
    found = Thanks.objects.filter(sent_at__gte=begin, sent_at__lt=end).order_by("pk")
    for technician, department in found.values_list("technician", "technician__department"):
        yield Row(f"technician {technician}", department)


def thanks_sent(scope: Scope) -> Result:
    """Count thanks that were sent and not taken back, where they reached more than a few people."""
    return told_rows(_plain(scope), _thanked, _no_evidence, each_once=False)


MEASURES = (
    Measure("nominations_received", "Nominations for awards", "nominations", "more", nominations_received),
    Measure("people_nominated", "People nominated for awards", "people", "more", people_nominated),
    Measure("departments_reached", "Departments with somebody nominated", "departments", "more", departments_reached),
    Measure("award_wins", "Awards won", "awards", "more", award_wins),
    Measure("external_entries", "Entries for awards of other bodies", "entries", "more", external_entries),
    Measure("thanks_sent", "Thanks sent to technicians", "thanks", "more", thanks_sent),
)


def register_measures() -> None:
    """Offer them to the plan."""
    for measure in MEASURES:
        measures.register(measure)
