"""Every read of events, occurrences, bookings and speakers."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.core.enums import Agreement
from portal.core.pairs import Pairs
from profiles.enums import WordState

from .enums import (
    ENDED_BOOKINGS,
    HOLDS_PLACE,
    LIVE_BOOKINGS,
    QUEUED,
    Attendance,
    BookingState,
    BookingWay,
    OccurrenceState,
)

if TYPE_CHECKING:
    from .models import Booking, Occurrence, Speaker  # noqa: F401 (named below)


class EventQuerySet(PageQuerySet):
    """Events."""

    def showing(self) -> Self:
        """Return those that the public sees."""
        return self.live()

    def with_dates(self) -> Self:
        """Add `has_dates`: whether any date was ever set."""
        from .models import Occurrence  # noqa: PLC0415 (models import this module)

        return self.annotate(has_dates=Exists(Occurrence.objects.filter(event=OuterRef("pk"))))

    def with_words(self) -> Self:
        """Add `theme_words` and `skill_words`: names by slug of an event's themes and approved skills."""
        themes: Any = self.model.themes.through._default_manager.filter(eventpage=OuterRef("pk"))
        skills: Any = self.model.skills.through._default_manager.filter(eventpage=OuterRef("pk"))
        approved = skills.filter(skill__state=WordState.APPROVED)
        return self.annotate(
            theme_words=Pairs(themes, name=F("theme__slug"), held=F("theme__name")),
            skill_words=Pairs(approved, name=F("skill__slug"), held=F("skill__name")),
        )


EventManager = PageManager.from_queryset(EventQuerySet)


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Times that events take place."""

    def showing(self) -> Self:
        """Return those of events that the public sees; cancelled ones too, which say so."""
        return self.filter(event__live=True)

    def taking_place(self) -> Self:
        """Leave out what is cancelled."""
        return self.filter(state=OccurrenceState.SCHEDULED)

    def not_over(self, now: datetime) -> Self:
        """Return what has not ended, the next first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def over(self, now: datetime) -> Self:
        """Return what has ended, the latest first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def between(self, start: datetime | None, end: datetime | None) -> Self:
        """Return what takes place, in part or as a whole, from one moment until before another; None: no bound."""
        found = self if start is None else self.filter(ends_at__gte=start)
        return found if end is None else found.filter(starts_at__lt=end)

    def next_of_each(self, now: datetime) -> Self:
        """Return of each event the next date that takes place, the next first."""
        coming = self.model._default_manager.taking_place().not_over(now).filter(event=OuterRef("event"))
        return self.filter(pk=Subquery(coming.values("pk")[:1])).order_by("starts_at", "pk")

    def with_speaker(self, technician: int) -> Self:
        """Return those of events at which a technician speaks, who agreed to be named."""
        from .models import Speaker  # noqa: PLC0415 (models import this module)

        speaking = Speaker.objects.agreed().filter(event=OuterRef("event"), technician=technician)
        return self.filter(Exists(speaking))

    def on_days(self, first: date, last: date) -> Self:
        """Return what begins on one of these days of Europe/London, the latest first."""
        return self.filter(starts_at__date__range=(first, last)).order_by("-starts_at", "-pk")

    def attended_by(self, technician: int) -> Self:
        """Return those that a technician had a place at and came to."""
        from .models import Booking  # noqa: PLC0415 (models import this module)

        came = Booking.objects.filter(occurrence=OuterRef("pk"), attendance=Attendance.ATTENDED)
        return self.filter(Exists(came.filter(user__technician=technician)))

    def around(self, now: datetime, first: int, most: int, most_past: int) -> Self:
        """Return `most` of what is not over, from the `first` on, and what was over last; with `coming`, how many are.

        One query, which takes as long for ten thousand as for ten.
        """
        count = self.not_over(now).order_by().values("event").annotate(n=Count("pk")).values("n")
        keys = self.not_over(now).values("pk")[first : first + most]
        over = self.over(now).values("pk")[:most_past]
        number = Coalesce(Subquery(count[:1], output_field=models.IntegerField()), 0)
        return self.filter(Q(pk__in=keys) | Q(pk__in=over)).order_by("starts_at", "pk").annotate(coming=number)

    def with_room(self, now: datetime) -> Self:
        """Add `has_room`: whether somebody may just come now, or book a place that nobody has (as `places_of` says)."""
        is_open = (
            Q(starts_at__gt=now)
            & (Q(booking_opens_at=None) | Q(booking_opens_at__lte=now))
            & (Q(booking_closes_at=None) | Q(booking_closes_at__gt=now))
        )
        has_place = Q(capacity=None) | Q(capacity__gt=F("held"))
        here = Q(booking_way=BookingWay.HERE) & is_open & has_place
        free = Q(state=OccurrenceState.SCHEDULED, ends_at__gt=now) & (Q(booking_way=BookingWay.NOT_NEEDED) | here)
        return self.with_places().annotate(has_room=Case(When(free, then=Value(True)), default=Value(False)))

    def with_places(self) -> Self:
        """Add `held` (places confirmed and offered) and `queued` (on the waiting list), counted by the database."""
        return self.annotate(
            held=Count("bookings", filter=Q(bookings__state__in=HOLDS_PLACE)),
            queued=Count("bookings", filter=Q(bookings__state__in=QUEUED)),
        )

    def for_organisers(self) -> Self:
        """Load what lists of organisers show: the event, the campus, places, and `asked` (who waits for a decision)."""
        asked = Count("bookings", filter=Q(bookings__state=BookingState.ASKED))
        return self.with_places().annotate(asked=asked).select_related("event", "campus")

    def with_places_to_pass_on(self, now: datetime) -> Self:
        """Return those with an offer that has run out, or a free place that somebody waits for; the first first."""
        run_out = Q(bookings__state=BookingState.OFFERED, bookings__offered_until__lte=now)
        open_still = Q(booking_closes_at=None) | Q(booking_closes_at__gt=now)
        free = Q(capacity=None) | Q(capacity__gt=F("held"))
        waited_for = Q(queued__gt=0, starts_at__gt=now, state=OccurrenceState.SCHEDULED, event__live=True)
        counted = self.with_places().annotate(run_out=Count("bookings", filter=run_out))
        return counted.filter(Q(run_out__gt=0) | (waited_for & open_still & free)).order_by("starts_at", "pk")

    def with_queues_to_end(self, now: datetime) -> Self:
        """Return those with a waiting list though booking is closed, or somebody undecided though it has begun."""
        has_begun, is_closed = Q(starts_at__lte=now), Q(starts_at__lte=now) | Q(booking_closes_at__lte=now)
        waits = is_closed & Q(bookings__state__in=QUEUED)
        return self.filter(waits | has_begun & Q(bookings__state=BookingState.ASKED)).distinct().order_by("pk")


class BookingQuerySet(models.QuerySet["Booking"]):
    """Bookings."""

    def live(self) -> Self:
        """Return those that somebody still has."""
        return self.filter(state__in=LIVE_BOOKINGS)

    def of(self, user: Any) -> Self:
        """Return those of a user."""
        return self.filter(user=user)

    def of_known_guests(self) -> Self:
        """Return those of guests who were not forgotten yet."""
        return self.filter(~Q(guest_name="") | ~Q(guest_email=""), user=None)

    def holding_places(self) -> Self:
        """Return those that take up a place."""
        return self.filter(state__in=HOLDS_PLACE)

    def confirmed(self) -> Self:
        """Return those who have a place."""
        return self.filter(state=BookingState.CONFIRMED)

    def with_occurrence(self) -> Self:
        """Fetch what a booking is of, and whose it is, along with it."""
        return self.select_related("occurrence__event", "occurrence__campus", "user", "booked_by")

    def needing_their_owner(self, now: datetime) -> Self:
        """Return offers that stand, and places that lack an answer which must be given, of what is coming."""
        apps = self.model._meta.apps
        answers, questions = (apps.get_model("events", name)._default_manager for name in ("Answer", "Question"))
        given = answers.filter(booking=OuterRef(OuterRef("pk")), question=OuterRef("pk"))
        must: Any = questions.filter(event=OuterRef("occurrence__event"), is_asked=True, is_required=True)
        stands = Q(state=BookingState.OFFERED, offered_until__gt=now)
        lacking = Q(Exists(must.filter(~Exists(given))), state=BookingState.CONFIRMED)
        coming = Q(occurrence__starts_at__gt=now, occurrence__state=OccurrenceState.SCHEDULED)
        return self.filter(coming, stands | lacking).order_by("occurrence__starts_at", "pk")

    def clashing_with(self, occurrence: "Occurrence") -> Self:
        """Return those of other occurrences that take place at the same time, with what they are of."""
        same_time = Q(occurrence__starts_at__lt=occurrence.ends_at, occurrence__ends_at__gt=occurrence.starts_at)
        takes_place = Q(occurrence__state=OccurrenceState.SCHEDULED)
        found = self.filter(same_time & takes_place).exclude(occurrence=occurrence.pk)
        return found.with_occurrence().order_by("occurrence__starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """Return those that have ended, or whose occurrence has; the latest first."""
        ended = Q(state__in=ENDED_BOOKINGS) | Q(occurrence__ends_at__lte=now)
        return self.filter(ended).order_by("-occurrence__starts_at", "-pk")

    def soon(self, after: datetime, until: datetime) -> Self:
        """Return those of what takes place and begins after a moment and not later than another."""
        takes_place = Q(occurrence__state=OccurrenceState.SCHEDULED, occurrence__event__live=True)
        begins = Q(occurrence__starts_at__gt=after, occurrence__starts_at__lte=until)
        return self.with_occurrence().filter(takes_place & begins)

    def by_state(self) -> dict[str, int]:
        """Return how many there are in each state, counted by the database; none where a state has none."""
        return dict(self.order_by().values_list("state").annotate(number=Count("pk")))

    def naming(self, text: str) -> Self:
        """Return those of people with each word in their name or address."""
        rows = self
        for word in text.split():
            names = ("user__first_name", "user__last_name", "user__email", "guest_name", "guest_email")
            rows = rows.filter(Q(*((f"{name}__icontains", word) for name in names), _connector=Q.OR))
        return rows

    def for_organisers(self) -> Self:
        """Load what lists of organisers show: who, who booked for them, and their answers."""
        return self.select_related("user", "booked_by").prefetch_related("answers__question")

    def queue(self) -> Self:
        """Return the waiting list, the first first."""
        return self.filter(state__in=QUEUED).order_by("queued_at", "pk")


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """People who speak."""

    def agreed(self) -> Self:
        """Return those who agreed to be named."""
        return self.filter(agreement=Agreement.AGREED)

    def of_technician(self, technician: int) -> Self:
        """Return those of a technician who agreed to be named."""
        return self.agreed().filter(technician=technician)

    def with_technician(self) -> Self:
        """Load the technician with what `view_named` reads of one."""
        rows = self.select_related("technician__department__parent__parent")
        return rows.prefetch_related("technician__audiences")
