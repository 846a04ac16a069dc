"""What a nomination is checked by: the rules of its round, what is known of its nominees, what is missing in it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from profiles.enums import ProfileState

from .eligibility import Objection, Person, Rules, objections
from .enums import Outcome
from .models import HonouredPerson, Nomination, NominationQuestion, Nominee, Round
from .readiness import Fault, story_faults, who_faults

if TYPE_CHECKING:
    from profiles.models import Technician


@dataclass(frozen=True)
class Checked:
    """A nomination and what was found: who is nominated, what speaks against each, what was answered, what lacks."""

    nominees: list[Nominee]
    against: dict[int, list[Objection]]
    questions: list[NominationQuestion]
    answers: dict[int, str]
    faults: list[Fault]


def check(nomination: Nomination) -> Checked:
    """Return what is missing in a nomination; at most seven queries, however many nominees there are.

    Load the nomination with its round, scheme, category and nominator.
    """
    nominees = list(nomination.nominees.standing().with_people())
    against = {row.pk: found for row, found in zip(nominees, objections_to(nomination, nominees), strict=True)}
    questions = list(nomination.round.questions.all())
    answers = dict(nomination.answers.values_list("question", "text"))
    faults = [*who_faults(nomination, nominees, against), *story_faults(nomination, questions, answers)]
    return Checked(nominees, against, questions, answers, faults)


def objections_to(nomination: Nomination, nominees: list[Nominee]) -> list[list[Objection]]:
    """Return what the rules say against each nominee, in their order. Load them by `with_people`.

    They need not be saved: whoever looks for somebody to nominate is told of each before choosing.
    """
    if not nominees:
        return []
    rules = rules_of(nomination.round)
    wins = _wins(nomination.round, nominees) if rules.not_won_years else {}
    return [
        objections(_person(nomination, nominee, wins.get(nominee.technician_id, frozenset())), rules)
        for nominee in nominees
    ]


def rules_of(round_: Round) -> Rules:
    """Return what a round asks of those who are nominated."""
    return Rules(
        announced_on=timezone.localdate(round_.announce_at),
        year=round_.year,
        allows_self=round_.allows_self,
        employed_since=round_.employed_since,
        departments=tuple(round_.departments.order_by("name").values_list("pk", "name")),
        not_won_years=round_.not_won_years,
    )


def _wins(round_: Round, nominees: list[Nominee]) -> dict[int | None, frozenset[int]]:
    """Return when each technician won this scheme, as far as it was announced: who won what is no secret then."""
    keys = [nominee.technician_id for nominee in nominees if nominee.technician_id]
    won = HonouredPerson.objects.filter(
        technician__in=keys,
        honour__scheme=round_.scheme_id,
        honour__kind=Outcome.WINNER,
        honour__announced_at__lte=timezone.now(),
    )
    years: dict[int | None, set[int]] = defaultdict(set)
    for technician, year in won.values_list("technician", "honour__year"):
        years[technician].add(year)
    return {technician: frozenset(found) for technician, found in years.items()}


def _person(nomination: Nomination, nominee: Nominee, won: frozenset[int]) -> Person:
    technician, email = nominee.technician, nomination.from_email.lower()
    if technician is None:
        return Person(is_listed=False, is_nominator=bool(email) and nominee.email.lower() == email)
    is_own = technician.user_id is not None and technician.user_id == nomination.nominator_id
    return Person(
        is_listed=True,
        is_nominator=is_own or (bool(email) and technician.email.lower() == email),
        has_left=technician.state == ProfileState.LEFT,
        started_on=technician.start_date,
        ends_on=technician.end_date,
        departments=frozenset(_departments(technician)),
        won_years=won,
    )


def _departments(technician: "Technician") -> list[int]:
    found, department = [], technician.department
    while department is not None:
        found.append(department.pk)
        department = department.parent
    return found
