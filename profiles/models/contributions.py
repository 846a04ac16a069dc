"""What technicians gave to research, teaching and the university, and what they offer to others. Plain rows."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from profiles.enums import ContributionKind, Credit, CreditRole, OfferKind
from profiles.identifiers import validate_doi

EARLIEST_YEAR = 1950


YEARS = (MinValueValidator(EARLIEST_YEAR), MaxValueValidator(2100))


class Contribution(models.Model):
    """A paper, grant, exhibition, talk ... that a technician had a part in, and how they were credited."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(max_length=12, choices=ContributionKind.choices, default=ContributionKind.PAPER)
    title = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField(validators=YEARS)
    credit = models.CharField("place of credit", max_length=16, choices=Credit.choices, default=Credit.ACKNOWLEDGED)
    credit_role = models.CharField("contributor role (CRediT)", max_length=24, choices=CreditRole.choices, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True, validators=[validate_doi])
    url = models.URLField("link", blank=True)
    detail = models.CharField("what your part was", max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ContributionKind.values), name="profiles_contribution_kind"),
            models.CheckConstraint(condition=Q(credit__in=Credit.values), name="profiles_contribution_credit"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class CommitteeSeat(models.Model):
    """A seat on a committee or working group, for a time."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="committee_seats")
    committee = models.CharField("committee or group", max_length=160)
    role = models.CharField("as what", max_length=80, blank=True)
    started_on = models.DateField("from")
    ended_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-started_on", "committee", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="profiles_seat_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.committee

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": "The seat would end before it began. One of the two dates is wrong."})


class Achievement(models.Model):
    """Something to be proud of that is no contribution and no registration."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="achievements")
    title = models.CharField("what", max_length=200)
    year = models.PositiveSmallIntegerField(validators=YEARS)
    detail = models.CharField("a line about it", max_length=300, blank=True)
    url = models.URLField("link", blank=True)

    class Meta:
        ordering = ["-year", "title", "pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class Offer(models.Model):
    """Something a technician offers to others: mentoring, shadowing, answers."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=12, choices=OfferKind.choices, default=OfferKind.MENTORING)
    words = models.CharField("in your own words", max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["technician", "kind"],
                name="profiles_offer_once",
                violation_error_message="This offer is on your list already. Change it there.",
                violation_error_code="offered",
            ),
            models.CheckConstraint(condition=Q(kind__in=OfferKind.values), name="profiles_offer_kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
