"""Every read of the ground's rows that more than one screen makes."""

from datetime import date
from typing import Self

from django.db.models import Q
from wagtail.images.models import ImageQuerySet

from .enums import People


class PictureQuerySet(ImageQuerySet):
    """Pictures of the editors' library."""

    def that_may_be_shown(self, on: date) -> Self:
        """Return those that the public may see on a day, as `PortalImage.may_be_shown` says of one."""
        agreed = Q(people=People.SEEN) & ~Q(consent="") & (Q(consent_until=None) | Q(consent_until__gte=on))
        return self.filter(Q(people=People.NOBODY) | agreed)

    def running_out(self, on: date, until: date) -> Self:
        """Return those whose consent ends from a day until another, both included, the soonest first."""
        return self.filter(people=People.SEEN, consent_until__range=(on, until)).order_by("consent_until", "title")

    def run_out(self, on: date) -> Self:
        """Return those whose consent has ended before a day, the latest first."""
        return self.filter(people=People.SEEN, consent_until__lt=on).order_by("-consent_until", "title")

    def ending_by(self, until: date) -> Self:
        """Return those whose consent ends on a day or ended before it, the first to end first."""
        return self.filter(people=People.SEEN, consent_until__lte=until).order_by("consent_until", "title")

    def not_said(self) -> Self:
        """Return those of which nobody has said who is in them, or who agreed; the latest first."""
        unsaid = Q(people=People.NOT_SAID) | Q(people=People.SEEN, consent="")
        return self.filter(unsaid).order_by("-created_at", "-pk")
