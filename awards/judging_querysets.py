"""Every read of candidates, seats on panels and reviews."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Sum

from .enums import FINAL_OUTCOMES, MAY_READ, REVIEW_ENDED, Seat

if TYPE_CHECKING:
    from .models import Candidate, Judge, Review  # noqa: F401 (named below)


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Who is judged. One of whom no nomination is left is judged no more; the row stays, and is shown as withdrawn."""

    def of_round(self, round_: Any) -> Self:
        """Return those of a round (or its key)."""
        return self.filter(category__round=round_)

    def with_standing(self) -> Self:
        """Add `is_standing`: whether any nomination is left that may be judged."""
        from .models import Nomination  # noqa: PLC0415 (models import this module)

        return self.annotate(is_standing=Exists(Nomination.objects.judged().filter(candidate=OuterRef("pk"))))

    def standing(self) -> Self:
        """Return those of whom a nomination is left: it may be withdrawn or set aside while they are judged."""
        return self.with_standing().filter(is_standing=True)

    def with_people(self) -> Self:
        """Load who they are and who nominates them, in a fixed number of queries (`judging_view`)."""
        return self._with_judged(self._people())

    def with_nominations(self) -> Self:
        """Load all that is read of them, in a fixed number of queries (`judging_view`)."""
        from .models import NominationAnswer, ReleasedThanks, Seconder  # noqa: PLC0415 (models import this module)

        return self._with_judged(
            self._people(),
            Prefetch("answers", NominationAnswer.objects.select_related("question")),
            Prefetch("seconders", Seconder.objects.select_related("user__technician")),
            Prefetch("released_thanks", ReleasedThanks.objects.select_related("thanks__sender__technician")),
            "attachments",
        )

    def _with_judged(self, *parts: Any) -> Self:
        from .models import Nomination  # noqa: PLC0415 (models import this module)

        nominations = Nomination.objects.judged().select_related("nominator__technician").prefetch_related(*parts)
        return self.select_related("category__round__scheme").prefetch_related(
            Prefetch("nominations", nominations, to_attr="judged_nominations")
        )

    def _people(self) -> Any:
        from .models import Nominee  # noqa: PLC0415 (models import this module)

        people = Nominee.objects.select_related("technician__department__parent__parent")
        return Prefetch("nominees", people.prefetch_related("technician__audiences"))

    def to_decide(self) -> Self:
        """Return those that stand and are not decided: a place on the shortlist is no decision."""
        return self.standing().exclude(outcome__in=FINAL_OUTCOMES)


class JudgeQuerySet(models.QuerySet["Judge"]):
    """Seats on panels."""

    def sitting(self, user: Any) -> Self:
        """Return the seats that somebody holds now."""
        return self.filter(user=user, is_active=True)

    def active(self) -> Self:
        """Return the seats that are held now."""
        return self.filter(is_active=True)

    def chairs(self, user: Any) -> Self:
        """Return the seats in which somebody decides."""
        return self.sitting(user).filter(seat=Seat.CHAIR)

    def with_user(self) -> Self:
        """Load whose they are."""
        return self.select_related("user")

    def of_shown_rounds(self) -> Self:
        """Return those of rounds whose judging was opened, that were not cancelled, and not purged."""
        return self.filter(round__judging_opened_at__isnull=False, round__cancelled_at=None, round__purged_at=None)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Judges and their candidates."""

    def waiting(self, user: Any, now: datetime) -> Self:
        """Return what somebody still has to do: to declare, or to score, while judging lasts."""
        return self.undone().filter(
            judge__user=user,
            judge__round__judging_opened_at__isnull=False,
            judge__round__finished_at=None,
            judge__round__cancelled_at=None,
            judge__round__judging_ends_at__gt=now,
        )

    def undone(self) -> Self:
        """Return what judges still have to do: to declare, or to score. Chairs owe no score."""
        return self.filter(judge__is_active=True, judge__seat=Seat.JUDGE).exclude(state__in=REVIEW_ENDED)

    def with_totals(self) -> Self:
        """Add what each came to as two whole numbers: `points` by the weight of the criteria, over `weights`."""
        points = Sum(F("scores__value") * F("scores__criterion__weight"))
        return self.annotate(points=points, weights=Sum("scores__criterion__weight"))

    def readable(self) -> Self:
        """Return those whose candidate the judge may read."""
        return self.filter(state__in=MAY_READ)

    def of_standing(self) -> Self:
        """Return those of candidates of whom a nomination is left."""
        from .models import Candidate  # noqa: PLC0415 (models import this module)

        return self.filter(candidate__in=Candidate.objects.standing())
