"""What the screens of award organisers have in common."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from awards.models import Round
from awards.permissions import may_organise_awards
from awards.rounds import state_of
from portal.core.screens import Crumb, Screen


class AwardScreen(Screen):
    """A screen for those who organise awards, with the way back to the list of rounds."""

    may = may_organise_awards
    home: ClassVar[Crumb | None] = ("award_rounds:index", "Awards")
    header_icon = "pick"


class OneRound(AwardScreen):
    """A screen about one round (`round` in the address), read once the role was checked.

    Its template gets `round` and `state`, and begins with `awards/admin/_round_links.html`.
    """

    _round: Round | None = None

    @property
    def round(self) -> Round:
        """Return the round with its scheme, loaded once."""
        if self._round is None:
            self._round = get_object_or_404(Round.objects.select_related("scheme"), pk=self.kwargs["round"])
        return self._round

    def way(self) -> list[Crumb]:
        """Lead back to the round."""
        return [(reverse("award_rounds:round", args=[self.round.pk]), str(self.round))]

    def about(self) -> str:
        """Name the round."""
        return str(self.round)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the round and where it stands."""
        known = {"round": self.round, "state": state_of(self.round, timezone.now())}
        return super().get_context_data(**kwargs | known)
