"""Every read of schemes, rounds, nominations, reviews, honours and thanks.

What may be seen of a round, a nomination or a candidate depends on who asks: each has `visible_to` or a filter named
for its reader, and views begin with that.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.core.enums import Agreement
from profiles.enums import Audience
from profiles.models import Technician

from .enums import (
    LIVE_NOMINATIONS,
    RECEIVED,
    AskNominee,
    NominationState,
    Outcome,
    SchemeKind,
    SeconderState,
)

if TYPE_CHECKING:
    from .models import (  # noqa: F401 (named below)
        Candidate,
        ExternalEntry,
        Honour,
        HonouredPerson,
        Judge,
        Nomination,
        Nominee,
        Review,
        Round,
        SchemeAlert,
        SchemePage,
        Seconder,
        Thanks,
    )


class SchemeQuerySet(PageQuerySet):
    """Schemes."""

    def showing(self) -> Self:
        """Return those that the public sees."""
        return self.live()

    def internal(self) -> Self:
        """Return our own."""
        return self.filter(kind=SchemeKind.INTERNAL)

    def external(self) -> Self:
        """Return those of other bodies."""
        return self.filter(kind=SchemeKind.EXTERNAL)

    def with_next_dates(self, now: datetime) -> Self:
        """Return those that can be entered, or of which it is known when they can: ours once for each such round.

        A row of ours holds the round's moments, `round_opens_at` and `round_closes_at`.
        """
        today = timezone.localdate(now)
        takes = Q(rounds__closes_at__gt=now, rounds__cancelled_at=None, rounds__announced_at=None)
        dated = Q(next_opens_on__gt=today) | Q(next_closes_on__gte=today)
        found = self.filter(Q(kind=SchemeKind.INTERNAL) & takes | Q(kind=SchemeKind.EXTERNAL, rounds=None) & dated)
        moments = {f"round_{name}": models.F(f"rounds__{name}") for name in ("opens_at", "closes_at")}
        return found.filter(has_ended=False).annotate(**moments)


SchemeManager = PageManager.from_queryset(SchemeQuerySet)


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds of our own schemes."""

    def showing(self) -> Self:
        """Return those of schemes that the public sees; cancelled ones too, which say so."""
        return self.filter(scheme__live=True)

    def running(self) -> Self:
        """Return those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def open_at(self, now: datetime) -> Self:
        """Return those that take nominations at a moment: from the opening on, until just before the closing."""
        return self.showing().running().filter(opens_at__lte=now, closes_at__gt=now)

    def ended(self, now: datetime) -> Self:
        """Return those that are announced at a moment, or were cancelled."""
        announced = Q(announced_at__isnull=False) | Q(finished_at__isnull=False, announce_at__lte=now)
        return self.filter(announced | Q(cancelled_at__isnull=False))

    def not_ended(self, now: datetime) -> Self:
        """Return those that are running or coming at a moment."""
        return self.exclude(pk__in=self.model._default_manager.ended(now).order_by().values("pk"))

    def to_purge(self, before: datetime) -> Self:
        """Return those that ended at a moment or before it, and were not purged yet."""
        return self.filter(Q(announced_at__lte=before) | Q(cancelled_at__lte=before), purged_at=None)

    def for_organisers(self) -> Self:
        """Return them with their scheme and how many nominations were received (`received`)."""
        received = models.Count("nominations", filter=Q(nominations__state__in=RECEIVED))
        return self.select_related("scheme").annotate(received=received).order_by("-opens_at", "-pk")

    def letters_due(self, now: datetime) -> Self:
        """Return those that are finished, whose letters are to go out and did not."""
        return self.running().filter(finished_at__isnull=False, letters_sent_at=None, letters_at__lte=now)

    def announcement_due(self, now: datetime) -> Self:
        """Return those that are finished, whose minute has come, and that are not announced."""
        return self.running().filter(finished_at__isnull=False, announced_at=None, announce_at__lte=now)

    def being_judged(self, now: datetime) -> Self:
        """Return those whose judges can score at a moment."""
        opened = self.running().filter(judging_opened_at__isnull=False, finished_at=None)
        return opened.filter(judging_ends_at__gt=now)

    def to_be_judged(self, now: datetime) -> Self:
        """Return those that have closed, whose judging was not opened, and that have something to be scored."""
        closed = self.running().filter(closes_at__lte=now, judging_opened_at=None)
        return closed.exclude(criteria=None).distinct()


class SchemeAlertQuerySet(models.QuerySet["SchemeAlert"]):
    """Who wants to know when a scheme opens."""

    def of(self, user: Any) -> Self:
        """Return somebody's: those of the account, and those of addresses that it has confirmed."""
        addresses = EmailAddress.objects.filter(user=user, verified=True).values(lower=Lower("email"))
        return self.filter(Q(user=user) | Q(user=None, email__in=addresses)).select_related("scheme")

    def to_tell(self, scheme: "SchemePage", opened: date) -> Self:
        """Return those of a scheme who were not told yet of what opened on a day; nobody who has left."""
        confirmed = self.filter(scheme=scheme).exclude(confirmed_at=None).exclude(user__is_active=False)
        return confirmed.filter(Q(told_for=None) | Q(told_for__lt=opened))


class NominationQuerySet(models.QuerySet["Nomination"]):
    """Nominations."""

    def live(self) -> Self:
        """Return drafts and those that were sent."""
        return self.filter(state__in=LIVE_NOMINATIONS)

    def sent(self) -> Self:
        """Return those that stand: sent, neither withdrawn nor set aside."""
        return self.filter(state=NominationState.SENT)

    def received(self) -> Self:
        """Return those that count as received: sent, and those set aside afterwards."""
        return self.filter(state__in=RECEIVED)

    def made_by(self, user: Any) -> Self:
        """Return somebody's own."""
        return self.filter(nominator=user)

    def with_round(self) -> Self:
        """Load the round, its scheme, the category and who nominates."""
        return self.select_related("round__scheme", "category", "nominator", "entered_by")

    def with_nominees(self) -> Self:
        """Load who is nominated: two queries more for any number of nominations."""
        from .models import Nominee  # noqa: PLC0415 (models import this module)

        return self.prefetch_related(Prefetch("nominees", queryset=Nominee.objects.with_people()))

    def needing(self, user: Any, now: datetime) -> Self:
        """Return those that wait for somebody: a draft of theirs that can still be sent (`is_own_draft`), one that they
        are asked to support (`seconder_secret`), one whose nominee they are and were asked (`nominee_key`).

        One query for all three, since everybody's own page asks it.
        """
        from .models import Nominee, Seconder  # noqa: PLC0415 (models import this module)

        open_now = Q(round__opens_at__lte=now, round__closes_at__gt=now, round__cancelled_at=None)
        draft = open_now & Q(nominator=user, state=NominationState.DRAFT)
        asked = Seconder.objects.waiting_for(user, now).filter(nomination=OuterRef("pk"))
        nominated = Nominee.objects.waiting_for(user).filter(nomination=OuterRef("pk"))
        found = self.annotate(
            is_own_draft=Case(When(draft, then=Value(True)), default=Value(False)),
            seconder_secret=Subquery(asked.values("secret")[:1]),
            nominee_key=Subquery(nominated.values("pk")[:1]),
        )
        waiting = Q(is_own_draft=True) | Q(seconder_secret__isnull=False) | Q(nominee_key__isnull=False)
        return found.filter(waiting).order_by("round__closes_at", "pk")

    def naming(self, text: str) -> Self:
        """Return those in whose title, nominator or nominee each word occurs; for organisers' screens."""
        fields = (
            "title", "team_name", "nominator_name", "nominator_email", "nominator__first_name",
            "nominator__last_name", "nominees__name", "nominees__technician__given_name",
            "nominees__technician__preferred_name", "nominees__technician__family_name",
        )  # fmt: skip
        found = self
        for word in text.split():
            wanted = Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR)
            found = found.filter(pk__in=self.model._default_manager.filter(wanted).values("pk"))
        return found

    def by_state(self) -> "models.QuerySet[Any, dict[str, Any]]":
        """Return how many there are (`number`) in each `state`; nothing of a state in which there is none."""
        return self.order_by().values("state").annotate(number=Count("pk"))

    def unconfirmed(self) -> Self:
        """Return those of guests who did not follow the link in the mail; organisers' entries are none of them."""
        return self.filter(nominator=None, entered_by=None, confirmed_at=None, state=NominationState.DRAFT)

    def with_honour(self) -> Self:
        """Return those that ended in an honour."""
        return self.sent().filter(candidate__honour__isnull=False)

    def without_honour(self) -> Self:
        """Return all others: not chosen, withdrawn, set aside, never sent."""
        return self.exclude(pk__in=self.model._default_manager.with_honour().order_by().values("pk"))

    def judged(self) -> Self:
        """Return those that may be judged: sent, and somebody is left who wants to be nominated.

        Where the round asks nominees first, each who is left has agreed, and somebody has.
        """
        from .models import Nominee  # noqa: PLC0415 (models import this module)

        people = Nominee.objects.filter(nomination=OuterRef("pk"))
        waits = people.filter(agreement__in=(Agreement.NOT_ASKED, Agreement.ASKED))
        agreed = Exists(people.filter(agreement=Agreement.AGREED))
        later = Q(round__ask_nominee=AskNominee.LATER) & (Exists(people.standing()) | ~Exists(people))
        return self.sent().filter(later | (Q(round__ask_nominee=AskNominee.FIRST) & agreed & ~Exists(waits)))

    def not_agreed(self) -> Self:
        """Return those that were sent and are not judged, because of what nominees answered, or did not."""
        return self.sent().exclude(pk__in=self.judged().values("pk"))


class NomineeQuerySet(models.QuerySet["Nominee"]):
    """People who are nominated."""

    def asked(self, user: Any) -> Self:
        """Return those rows in which the owner of a profile was asked, or answered."""
        return self.filter(technician__user=user).exclude(agreement=Agreement.NOT_ASKED)

    def of_received(self, begin: datetime, end: datetime) -> Self:
        """Return those of nominations that were received from one moment on and before another."""
        received = {
            "nomination__state__in": RECEIVED,
            "nomination__sent_at__gte": begin,
            "nomination__sent_at__lt": end,
        }
        return self.filter(**received)

    def with_people(self) -> Self:
        """Load what their names and the rules are read from."""
        return self.select_related("technician__department__parent__parent").prefetch_related("technician__audiences")

    def waiting_for(self, user: Any) -> Self:
        """Return those rows in which the owner of a profile is asked, while the answer matters."""
        return self.filter(
            technician__user=user,
            agreement=Agreement.ASKED,
            nomination__state=NominationState.SENT,
            nomination__round__finished_at=None,
            nomination__round__cancelled_at=None,
        )

    def standing(self) -> Self:
        """Leave out those who said that they do not want to be nominated."""
        return self.exclude(agreement__in=(Agreement.REFUSED, Agreement.WITHDRAWN))


class SeconderQuerySet(models.QuerySet["Seconder"]):
    """Invitations to add words to a nomination."""

    def with_nomination(self) -> Self:
        """Load what a seconder is told of the nomination."""
        return self.select_related("nomination__round__scheme", "nomination__category", "nomination__nominator")

    def counted(self) -> Self:
        """Return those that take up one of the places for seconders: invited, or words given."""
        return self.filter(state__in=(SeconderState.INVITED, SeconderState.GIVEN))

    def waiting_for(self, user: Any, now: datetime) -> Self:
        """Return those that somebody with an account has not answered, while they still can."""
        waiting = self.filter(user=user, state=SeconderState.INVITED, nomination__state__in=LIVE_NOMINATIONS)
        return waiting.filter(nomination__round__closes_at__gt=now, nomination__round__cancelled_at=None)


class HonourQuerySet(models.QuerySet["Honour"]):
    """Honours."""

    def announced(self, now: datetime) -> Self:
        """Return those that the public sees at a moment."""
        return self.filter(announced_at__lte=now, scheme__live=True)

    def in_order(self) -> Self:
        """Return the latest first, of a year by scheme and category, and wins before commendations."""
        return self.order_by("-year", "scheme__title", "category_name", "-kind", "pk")

    def with_people(self) -> Self:
        """Load the scheme, and the people with what `view_named` reads of a technician: three queries."""
        from .models import HonouredPerson  # noqa: PLC0415 (models import this module)

        people = Prefetch("people", HonouredPerson.objects.with_technician())
        return self.select_related("scheme").prefetch_related(people)


class HonouredPersonQuerySet(models.QuerySet["HonouredPerson"]):
    """People who were honoured."""

    def agreed(self) -> Self:
        """Return those who may be named."""
        return self.filter(agreement=Agreement.AGREED)

    def of_wins(self, now: datetime) -> Self:
        """Return those of wins that the public sees at a moment, with the win; the latest first."""
        won = self.filter(honour__kind=Outcome.WINNER, honour__announced_at__lte=now, honour__scheme__live=True)
        told = won.select_related("honour__scheme")
        return told.order_by(
            "-honour__announced_at", "honour__scheme__title", "honour__category_name", "honour", "order"
        )

    def of(self, user: Any) -> Self:
        """Return the rows of the owner of a profile, once they were asked or the honour is announced."""
        told = ~Q(agreement=Agreement.NOT_ASKED) | Q(honour__announced_at__lte=timezone.now())
        return self.filter(told, technician__user=user)

    def with_technician(self) -> Self:
        """Load the technician with what `view_named` reads of one."""
        rows = self.select_related("technician__department__parent__parent")
        return rows.prefetch_related("technician__audiences")


class ExternalEntryQuerySet(models.QuerySet["ExternalEntry"]):
    """Entries for awards of other bodies."""

    def with_technician(self) -> Self:
        """Load the scheme, and the technician with what `view_named` reads of one."""
        rows = self.select_related("scheme", "technician__department__parent__parent")
        return rows.prefetch_related("technician__audiences")


class ThanksQuerySet(models.QuerySet["Thanks"]):
    """Thanks."""

    def for_owner(self, user: Any) -> Self:
        """Return those sent to the technician whose account this is."""
        return self.filter(technician__user=user)

    def sent_by(self, user: Any) -> Self:
        """Return those that somebody sent."""
        return self.filter(sender=user)

    def unread(self) -> Self:
        """Return those of which the technician has not said what is to become."""
        return self.filter(read_at=None)

    def shown(self) -> Self:
        """Return those that stand on a profile: the technician wants it, and the sender said that they may."""
        return self.filter(is_shown=True, may_be_shown=True)

    def offered_in(self, nomination: "Nomination") -> Self:
        """Return those that the people of a nomination released as evidence, but for who does not want to be in it."""
        from .models import Nominee  # noqa: PLC0415 (models import this module)

        people = Nominee.objects.filter(nomination=nomination, technician__isnull=False).standing()
        return self.filter(is_evidence=True, technician__in=people.values("technician"))

    def with_sender(self) -> Self:
        """Load who sent them, with what `view_named` reads of one who has a profile; in one query more."""
        return self.select_related("sender__technician__department").prefetch_related("sender__technician__audiences")

    def with_technician(self) -> Self:
        """Load for whom they are, with what `view_named` reads of them; in one query more."""
        return self.select_related("technician__department").prefetch_related("technician__audiences")

    def naming_for(self, audience: str) -> Self:
        """Add `names_sender`: whether this audience may see the profile of the technician who sent them; one query."""
        seen = Technician.objects.visible_to(Audience(audience)).filter(user=OuterRef("sender"))
        return self.select_related("sender__technician").annotate(names_sender=Exists(seen))
