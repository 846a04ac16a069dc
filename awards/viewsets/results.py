"""The result of a round: what is decided, finishing it, who agreed to be named."""

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail.admin.viewsets.base import ViewSet

from awards.enums import RoundState
from awards.models import Honour, Round
from awards.rounds import state_of
from awards.services.honouring import finish_round, not_decided, take_back_finish

from .honour_screens import Button, name_of, title_of
from .screens import OneRound


class ResultView(OneRound):
    """What became of a round."""

    template_name = "awards/admin/result.html"
    page_title = "Result"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is still open, and the honours with their people."""
        state = state_of(self.round, timezone.now())
        honours = Honour.objects.filter(candidate__category__round=self.round).in_order().with_people()
        user = self.request.user
        rows = [
            (honour, title_of(honour), [(person, name_of(person, user)) for person in honour.people.all()])
            for honour in honours
        ]
        return super().get_context_data(
            rows=rows,
            left=not_decided(self.round.pk) if state == RoundState.JUDGING else [],
            may_finish=state == RoundState.JUDGING,
            may_take_back=state == RoundState.DECIDED and self.round.letters_sent_at is None,
            **kwargs,
        )


class _RoundButton(Button):
    def back(self) -> str:
        """Lead back to the result of the round, if there is such a round."""
        if not Round.objects.filter(pk=self.kwargs["round"]).exists():
            raise Http404
        return reverse("award_results:result", args=[self.kwargs["round"]])


class FinishView(_RoundButton):
    """Finishing a round."""

    def do(self) -> str:
        """Make honours of what was decided."""
        finish_round(self.kwargs["round"], by=self.request.user)
        return "Finished. Letters go out at their time, and it is announced at its minute."


class TakeBackView(_RoundButton):
    """Taking a finish back."""

    def do(self) -> str:
        """Let it be judged again."""
        take_back_finish(self.kwargs["round"], by=self.request.user)
        return "Taken back: the round is being judged again, and nobody was told anything."


class ResultsViewSet(ViewSet):
    """The screens of a round's result; they stand beneath its own."""

    name = "award_results"
    url_prefix = "award-rounds"
    icon = "pick"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("<int:round>/result/", ResultView.as_view(), name="result"),
            path("<int:round>/result/finish/", FinishView.as_view(), name="finish"),
            path("<int:round>/result/take-back/", TakeBackView.as_view(), name="take_back"),
        ]
