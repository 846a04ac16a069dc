"""Honours that organisers write down: from before the portal, or of other bodies; what is said of any, and of whom."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from awards.models import Honour, HonouredPerson, SchemePage
from profiles.models import Technician

from .agreeing import ask_anew, note, withdraw
from .honouring import HonourError


@dataclass(frozen=True)
class Said:
    """What is said of an honour. `category` and `kind` of one of a round stay as they were decided."""

    category: str = ""
    kind: str = ""
    team: str = ""
    citation: str = ""


def _note(honour: Honour, action: str, by: Any) -> None:
    log(instance=honour.scheme, action=f"awards.honour.{action}", user=by, data={"honour": honour.pk})


def _lock(pk: int) -> Honour:
    return Honour.objects.select_for_update(of=("self",)).select_related("scheme", "candidate").get(pk=pk)


@transaction.atomic
def add_honour(scheme: SchemePage, year: int, said: Said, *, by: Any) -> Honour:
    """Write down an honour that is public already; it stands on the board at once, its people once they agreed."""
    honour = Honour.objects.create(
        scheme=scheme, year=year, category_name=said.category, kind=said.kind, team_name=said.team,
        citation=said.citation, announced_at=timezone.now(), made_by=by,
    )  # fmt: skip
    _note(honour, "add", by)
    return honour


@transaction.atomic
def change_honour(pk: int, said: Said, *, by: Any) -> int:
    """Say something else of an honour; who was asked is asked anew, and how many are is returned.

    Raises Honour.DoesNotExist.
    """
    honour = _lock(pk)
    before = (honour.category_name, honour.kind, honour.team_name, honour.citation)
    if honour.candidate_id is None:
        honour.category_name, honour.kind = said.category, said.kind
    honour.team_name, honour.citation = said.team, said.citation
    if before == (honour.category_name, honour.kind, honour.team_name, honour.citation):
        return 0
    honour.save()
    _note(honour, "change", by)
    return ask_anew(honour, by=by)


@transaction.atomic
def remove_honour(pk: int, *, by: Any) -> None:
    """Delete an honour that was written down. Raises HonourError for one of a round, and Honour.DoesNotExist."""
    honour = _lock(pk)
    if honour.candidate_id is not None:
        raise HonourError("This was decided in a round. It stays; what is said of it can be changed.")
    for person in honour.people.agreed():
        withdraw(person.pk, by=by)
    _note(honour, "remove", by)
    honour.delete()


@transaction.atomic
def add_person(
    pk: int, *, by: Any, technician: Technician | None = None, name: str = "", email: str = "", department: str = ""
) -> HonouredPerson:
    """Write down who was honoured: a technician, or somebody by name. They are named when they agree.

    Raises HonourError where the technician is there already, and Honour.DoesNotExist.
    """
    honour = _lock(pk)
    last = honour.people.aggregate(last=Max("order"))["last"]
    person = HonouredPerson(
        honour=honour, technician=technician, order=0 if last is None else last + 1,
        name="" if technician else name, email="" if technician else email.lower(),
        department_name="" if technician else department,
    )  # fmt: skip
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise HonourError("This technician is in the list already.") from error
    note(person, "add", by)
    return person


@transaction.atomic
def remove_person(pk: int, *, by: Any) -> None:
    """Take somebody out of an honour, and off their profile what had been added. Raises HonouredPerson.DoesNotExist."""
    person = HonouredPerson.objects.select_for_update(of=("self",)).select_related("honour__scheme").get(pk=pk)
    if person.has_agreed:
        withdraw(pk, by=by)
    note(person, "remove", by)
    person.delete()
