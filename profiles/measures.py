"""What profiles can count for the plan.

All rows are counted where the result is a mere number, whoever may see them; `small_numbers` keeps back what would
tell of single people. Evidence is made from the public's `ProfileView` alone, and there is none beside a number that
is kept back. Profiles belong to no theme, so a scope's theme narrows nothing. What has no date (live profiles, offers,
what is held) is counted as it is on the day of counting; plans keep readings.

Registrations have a measure for each kind, of which the types are parts: keys must be there before the database is
read and stay for ten years, and types are words that editors keep.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import Count, QuerySet

from portal.core.registries import MOST_EVIDENCE, Evidence, Measure, Result, Scope, measures
from portal.core.small_numbers import FEW, is_small, told_parts
from profiles.counted_people import Counts, Places, by_department, told
from profiles.enums import (
    GAINED_STAGES,
    HELD_STAGES,
    Audience,
    Credit,
    OfferKind,
    RegistrationKind,
    Section,
    WordState,
)
from profiles.models import CommitteeSeat, Contribution, EquipmentRole, Offer, Registration, Technician
from profiles.querysets import TechnicianQuerySet
from profiles.visibility import ProfileView, view_profile

Finder = Callable[[ProfileView], Iterable[Evidence]]


def _staff() -> TechnicianQuerySet:
    people: TechnicianQuerySet = Technician.objects.on_staff_list()
    return people


def _people(people: QuerySet[Technician]) -> Counts:
    return by_department(people, "department")


def _evidence(places: Places, section: Section, find: Finder, **rows: Any) -> tuple[Evidence, ...]:
    """Return the first links that the public may follow, of those who show the public this section.

    Those whose profile changed last come first, so that what made a number rise stands among its evidence.
    """
    people = places.within(Technician.objects.showing(section, Audience.PUBLIC))
    holders = people.filter(**rows).distinct() if rows else people
    latest = holders.for_views().order_by("-profile_updated_at", "pk")
    views = (view_profile(person, Audience.PUBLIC) for person in latest[:MOST_EVIDENCE])
    found = (link for view in views if view for link in find(view))
    return tuple(islice(found, MOST_EVIDENCE))


def _page(view: ProfileView) -> Iterator[Evidence]:
    yield Evidence(view.name_with_letters, view.url)


# --- people ---------------------------------------------------------------------------------------------------------


def staff_list(scope: Scope) -> Result:
    """Count everybody on the staff list."""
    return told(Places(scope), _people(_staff()), tuple)


def live(scope: Scope) -> Result:
    """Count profiles that are switched on, whoever sees them."""
    places, counts = Places(scope), _people(Technician.objects.live())
    return told(places, counts, lambda: _evidence(places, Section.BASICS, _page), _people(_staff()))


def public(scope: Scope) -> Result:
    """Count profiles that the public sees: never kept back, since anybody can count them in the directory."""
    places = Places(scope)
    counts = _people(Technician.objects.visible_to(Audience.PUBLIC))
    return Result(places.number(counts), _evidence(places, Section.BASICS, _page))


def public_share(scope: Scope) -> Result:
    """Return how many in a hundred on the staff list have a public profile."""
    places, wholes = Places(scope), _people(_staff())
    if not places.may_tell(wholes):
        return Result(None, note=FEW)
    counts = _people(Technician.objects.visible_to(Audience.PUBLIC))
    return Result(_percent(places, counts, wholes), _evidence(places, Section.BASICS, _page))


def _percent(places: Places, counts: Counts, wholes: Counts) -> float:
    return round(100 * places.number(counts) / places.number(wholes), 1)


# --- registrations --------------------------------------------------------------------------------------------------


def _holders(kind: RegistrationKind, **wanted: Any) -> Counts:
    rows = Registration.objects.filter(type__kind=kind, **wanted)
    return _people(_staff().filter(pk__in=rows.values("technician")))


def _shown_holders(places: Places, kind: RegistrationKind) -> tuple[Evidence, ...]:
    def find(view: ProfileView) -> Iterator[Evidence]:
        if any(row.is_held and row.kind == kind for row in view.registrations):
            yield from _page(view)

    rows = Registration.objects.filter(type__kind=kind, stage__in=HELD_STAGES)
    return _evidence(places, Section.REGISTRATIONS, find, pk__in=rows.values("technician"))


def holders(kind: RegistrationKind, scope: Scope) -> Result:
    """Count people who hold something of this kind now.

    Its parts are the types, told of everybody alone: those of one department would tell of the others.
    """
    places, counts = Places(scope), _holders(kind, stage__in=HELD_STAGES)
    result = told(places, counts, lambda: _shown_holders(places, kind), _people(_staff()))
    if result.value is None or places.here is not None:
        return result
    return replace(result, parts=told_parts(_holders_by_type(kind), places.number(counts)))


def _holders_by_type(kind: RegistrationKind) -> dict[str, int]:
    rows = Registration.objects.filter(type__kind=kind, stage__in=HELD_STAGES, technician__in=_staff()).order_by()
    return dict(rows.values_list("type__post_nominals").annotate(people=Count("technician", distinct=True)))


def registered_share(scope: Scope) -> Result:
    """Return how many in a hundred on the staff list hold a registration."""
    places, wholes = Places(scope), _people(_staff())
    counts = _holders(RegistrationKind.REGISTRATION, stage__in=HELD_STAGES)
    if not places.may_tell(counts, wholes) or not places.may_tell(wholes):
        return Result(None, note=FEW)
    return Result(_percent(places, counts, wholes), _shown_holders(places, RegistrationKind.REGISTRATION))


def gained(scope: Scope) -> Result:
    """Count people who were awarded a registration in the period, also where it lapsed since.

    The public is shown the year of an award and not its day, so evidence is of years that lie wholly in the period.
    """
    places, kind = Places(scope), RegistrationKind.REGISTRATION
    period = (scope.start, scope.end)
    counts = _holders(kind, stage__in=GAINED_STAGES, awarded_on__range=period)

    def find(view: ProfileView) -> Iterator[Evidence]:
        years = {row.awarded_year for row in view.registrations if row.is_held and row.kind == kind}
        if any(year and scope.start <= date(year, 1, 1) and date(year, 12, 31) <= scope.end for year in years):
            yield from _page(view)

    rows = Registration.objects.filter(type__kind=kind, stage__in=HELD_STAGES, awarded_on__range=period)
    return told(
        places, counts, lambda: _evidence(places, Section.REGISTRATIONS, find, pk__in=rows.values("technician"))
    )


def helpers(scope: Scope) -> Result:
    """Count people who offer now to help others with a registration, membership or fellowship of theirs."""
    places, rows = Places(scope), Registration.objects.filter(will_help=True)
    counts = _people(_staff().filter(pk__in=rows.values("technician")))

    def find(view: ProfileView) -> Iterator[Evidence]:
        if any(row.will_help for row in view.registrations):
            yield from _page(view)

    return told(
        places,
        counts,
        lambda: _evidence(places, Section.REGISTRATIONS, find, pk__in=rows.values("technician")),
        _people(_staff()),
    )


# --- equipment ------------------------------------------------------------------------------------------------------


def with_equipment(scope: Scope) -> Result:
    """Count people who say now what they do with equipment that is on the list."""
    places, rows = Places(scope), EquipmentRole.objects.filter(equipment__state=WordState.APPROVED)
    counts = _people(_staff().filter(pk__in=rows.values("technician")))

    def find(view: ProfileView) -> Iterator[Evidence]:
        if view.equipment:
            yield from _page(view)

    return told(
        places,
        counts,
        lambda: _evidence(places, Section.EQUIPMENT, find, pk__in=rows.values("technician")),
        _people(_staff()),
    )


# --- contributions, committees, offers ------------------------------------------------------------------------------


def contributions(credit: Credit, scope: Scope) -> Result:
    """Count contributions with this place of credit, of all years that the period touches: only the year is kept.

    That somebody was not credited is theirs to know, so this has no evidence.
    """
    places = Places(scope)
    years = {"year__range": (scope.start.year, scope.end.year)}
    counts = by_department(Contribution.objects.filter(technician__in=_staff(), credit=credit, **years))

    def find(view: ProfileView) -> Iterator[Evidence]:
        for work in view.contributions:
            if work.credit_label == credit.label and scope.start.year <= work.year <= scope.end.year:
                yield Evidence(f"{work.title} ({work.year}), {view.display_name}", view.url)

    if credit == Credit.NOT_CREDITED:
        return told(places, counts, tuple)
    rows = Contribution.objects.filter(credit=credit, **years)
    return told(
        places, counts, lambda: _evidence(places, Section.CONTRIBUTIONS, find, pk__in=rows.values("technician"))
    )


def _seats(scope: Scope) -> QuerySet[CommitteeSeat]:
    """Return seats held on any day of the period."""
    begun = CommitteeSeat.objects.filter(started_on__lte=scope.end)
    return begun.exclude(ended_on__lt=scope.start)


def _shown_seats(places: Places, scope: Scope) -> tuple[Evidence, ...]:
    def find(view: ProfileView) -> Iterator[Evidence]:
        for seat in view.seats:
            if seat.started_on <= scope.end and (seat.ended_on is None or seat.ended_on >= scope.start):
                yield Evidence(f"{seat.committee}, {view.display_name}", view.url)

    return _evidence(places, Section.COMMITTEES, find, pk__in=_seats(scope).values("technician"))


def committee_seats(scope: Scope) -> Result:
    """Count seats on committees held in the period."""
    places = Places(scope)
    counts = by_department(_seats(scope).filter(technician__in=_staff()))
    return told(places, counts, lambda: _shown_seats(places, scope))


def committees(scope: Scope) -> Result:
    """Count committees on which a technician sat in the period, one name once however it is written.

    Names cannot be added up over departments; they are told where the seats are, and where there are five.
    """
    places = Places(scope)
    seats = _seats(scope).filter(technician__in=_staff())
    within = seats.filter(technician__in=places.within(_staff()))
    names = {" ".join(name.split()).casefold() for name in within.values_list("committee", flat=True)}
    if not places.may_tell(by_department(seats)) or is_small(len(names)):
        return Result(None, note=FEW)
    return Result(len(names), _shown_seats(places, scope))


def offers(kind: OfferKind, scope: Scope) -> Result:
    """Count what technicians offer now, of one kind."""
    places = Places(scope)
    counts = by_department(Offer.objects.filter(technician__in=_staff(), kind=kind))

    def find(view: ProfileView) -> Iterator[Evidence]:
        if any(offer.kind == kind for offer in view.offers):
            yield from _page(view)

    rows = Offer.objects.filter(kind=kind)
    return told(places, counts, lambda: _evidence(places, Section.OFFERS, find, pk__in=rows.values("technician")))


_HELD_LABELS = {
    RegistrationKind.REGISTRATION: "People holding a professional registration",
    RegistrationKind.MEMBERSHIP: "People holding a professional membership",
    RegistrationKind.FELLOWSHIP: "People holding a fellowship",
    RegistrationKind.STATUTORY_ROLE: "People holding a statutory role",
}
_CREDIT_LABELS = {
    Credit.AUTHOR: "Contributions with a technician as author",
    Credit.ACKNOWLEDGED: "Contributions that acknowledge a technician",
    Credit.NAMED_ON_GRANT: "Grants that name a technician",
    Credit.NOT_CREDITED: "Contributions of technicians that were not credited",
}
_OFFER_LABELS = {
    OfferKind.MENTORING: "Offers to mentor",
    OfferKind.SHADOWING: "Offers to be shadowed",
    OfferKind.QUESTIONS: "Technicians who welcome questions",
}


def register_measures() -> None:
    """Offer all of these to the plan."""
    counted: tuple[tuple[str, str, str, Callable[[Scope], Result]], ...] = (
        ("staff_list", "Technicians on the staff list", "people", staff_list),
        ("live", "Live profiles", "profiles", live),
        ("public", "Public profiles", "profiles", public),
        ("public_share", "Share of technicians with a public profile", "%", public_share),
        *((f"holders_{kind}", label, "people", partial(holders, kind)) for kind, label in _HELD_LABELS.items()),
        ("registered_share", "Share of technicians holding a professional registration", "%", registered_share),
        ("registered_gained", "People who gained a professional registration", "people", gained),
        ("registration_helpers", "People who help others with a registration", "people", helpers),
        ("equipment_people", "People who look after or run equipment on the list", "people", with_equipment),
        ("committee_seats", "Seats on committees held by technicians", "seats", committee_seats),
        ("committees", "Committees with a technician", "committees", committees),
        *((f"offers_{kind}", label, "offers", partial(offers, kind)) for kind, label in _OFFER_LABELS.items()),
    )
    for key, label, unit, compute in counted:
        measures.register(Measure(f"profiles.{key}", label, unit, "more", compute))
    for credit, label in _CREDIT_LABELS.items():
        measures.register(
            Measure(
                f"profiles.contributions_{credit}",
                label,
                "contributions",
                "fewer" if credit == Credit.NOT_CREDITED else "more",
                partial(contributions, credit),
            )
        )
