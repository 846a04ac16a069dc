"""A round's panel: its judges, who judges whom, how far they are."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone
from wagtail.admin.viewsets.base import ViewSet

from awards.enums import FINAL_OUTCOMES, ReviewState, RoundState, Seat
from awards.judging_progress import progress_of, reminded_words, states_of
from awards.models import Candidate, Judge, Nomination
from awards.names import for_whom
from awards.panel_forms import ByHandForm, JoinForm, SeatForm, TakeBackForm
from awards.rounds import state_of
from awards.services.judging.assigning import assign_balanced, assign_by_hand, plan_balanced, take_back
from awards.services.judging.deciding import bring_together
from awards.services.judging.errors import JudgingError
from awards.services.judging.opening import open_judging
from awards.services.judging.panel import add_judge, change_seat, remove_judge
from awards.services.judging.reminding import remind_now
from portal.core.times import moment_words
from profiles.visibility import audience_of

from .screens import OneRound

_OVER = (RoundState.DECIDED, RoundState.ANNOUNCED, RoundState.CANCELLED)
# A judge of a candidate: whoever is to score them, did, or read them and abstained
_JUDGED_BY = (ReviewState.ASSIGNED, ReviewState.READING, ReviewState.SCORED, ReviewState.ABSTAINED)
_GONE = "They are not there any more. The page shows who is."


class PanelView(OneRound):
    """The panel, with a button or a short form for each step."""

    template_name = "awards/admin/panel.html"
    page_title = "Panel"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says, or say why not."""
        do = request.POST.get("do", "")
        form = self._form(do, request.POST)
        if form is None or not form.is_valid():
            return self.show(422, **({do: form} if form is not None else {}), form=form, unknown=form is None)
        try:
            messages.success(request, self._do(do, form.cleaned_data))
        except JudgingError as problem:
            messages.error(request, str(problem))
        except (Judge.DoesNotExist, Candidate.DoesNotExist):
            messages.error(request, _GONE)
        return HttpResponseRedirect(request.path)

    def _judges(self) -> list[Judge]:
        return list(self.round.judges.active().with_user())

    def _form(self, do: str, data: Any = None) -> Form | None:
        """Return the form of a button; None where there is no such button."""
        forms: dict[str, Callable[[], Form]] = {
            "add": lambda: SeatForm(data),
            "give": lambda: ByHandForm(self._judges(), data),
            "take_back": lambda: self._take_back_form(self._judges(), data),
            "join": lambda: JoinForm(data),
        }
        if do in forms:
            return forms[do]()
        is_button = do in ("open", "balance", "remind") or do.startswith(("chair-", "judge-", "remove-"))
        return Form(data) if is_button else None

    def _take_back_form(self, judges: list[Judge], data: Any = None) -> TakeBackForm:
        return TakeBackForm(judges, data, auto_id="take_back_%s")  # 'by hand' has fields of these names too

    def _do(self, do: str, said: dict[str, Any]) -> str:
        """Do it, and return what is said then. Raises JudgingError, and DoesNotExist of judge and candidate."""
        pk, by = self.round.pk, self.request.user
        doing: dict[str, Callable[[], str]] = {
            "add": lambda: _said(add_judge(pk, said["email"], Seat(said["seat"]), by=by), "Added, and told by mail."),
            "give": lambda: _said(assign_by_hand(pk, said["number"], said["judge"], by=by), "Given, and told by mail."),
            "take_back": lambda: _said(
                take_back(pk, said["number"], said["judge"], by=by, reason=said["reason"]),
                "Taken back. The judge is told by mail, and the reason stands in the log.",
            ),
            "join": lambda: _said(
                bring_together(pk, said["kept"], said["gone"], by=by, reason=said["reason"]),
                "Brought together. Who had scored either reads and scores anew.",
            ),
            "open": lambda: _counted(open_judging(pk, by=by), "was brought in", "were brought in"),
            "balance": lambda: _given(len(assign_balanced(pk, by=by).pairs)),
            "remind": lambda: reminded_words(remind_now(pk, by=by)),
        }
        return doing[do]() if do in doing else self._seat(do)

    def _seat(self, do: str) -> str:
        """Give another seat, or take somebody off the panel."""
        what, _, key = do.partition("-")
        judge = int(key) if key.isdecimal() and len(key) < 10 else 0
        if what == "remove":
            freed = remove_judge(self.round.pk, judge, by=self.request.user)
            return f"Taken off the panel. {_counted(freed, 'is free again', 'are free again')}"
        change_seat(self.round.pk, judge, Seat(what), by=self.request.user)
        return "The seat is changed."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add judges with what they did, candidates, what would be given out, and who waits for an answer."""
        judges = self._judges()
        state = state_of(self.round, timezone.now())
        is_judged = state == RoundState.JUDGING
        candidates = _candidates(self.round.pk, self.request.user)
        known = {
            "judges": progress_of(judges, states_of(judges)),
            "may_remind": is_judged and timezone.now() < self.round.judging_ends_at,
            "days": settings.JUDGING_REMINDER_DAYS,
            "has_chair": any(judge.is_chair for judge in judges),
            "is_over": state in _OVER,
            "until": moment_words(self.round.judging_ends_at),
            "candidates": candidates,
            "plan": _preview(self, judges, [row for row, _ in candidates]) if is_judged else None,
            "not_judged": Nomination.objects.filter(round=self.round).not_agreed().count(),
            "is_judged": is_judged,
            "add": SeatForm(),
            "give": ByHandForm(judges),
            "take_back": self._take_back_form(judges),
            "join": JoinForm(),
        }
        return super().get_context_data(**known | kwargs)


def _said(_done: object, words: str) -> str:
    return words


def _given(count: int) -> str:
    return f"{count} given out, and the judges told by mail." if count else "There was nothing to give out."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} candidate{'' if number == 1 else 's'} {one if number == 1 else many}."


def _candidates(round_pk: int, user: Any) -> list[tuple[Candidate, str]]:
    """Return the candidates with whom they are, for organisers, who see names in blind rounds too."""
    rows = (
        Candidate.objects.of_round(round_pk)
        .with_people()
        .annotate(judges=Count("reviews", filter=Q(reviews__state__in=_JUDGED_BY)))
    )
    audience = audience_of(user)
    return [
        (row, for_whom(row.judged_nominations[0], audience) if row.judged_nominations else "Withdrawn")  # type: ignore[attr-defined]
        for row in rows.order_by("number")
    ]


def _preview(view: PanelView, judges: list[Judge], candidates: list[Candidate]) -> dict[str, Any]:
    """Return what giving out evenly would do now."""
    standing = [row for row in candidates if row.judged_nominations]  # type: ignore[attr-defined]
    to_decide = [row.pk for row in standing if row.outcome not in FINAL_OUTCOMES]
    plan = plan_balanced(view.round, seats=judges, candidates=to_decide)
    return {
        "count": len(plan.pairs),
        "load": [(judge, plan.load[judge.pk]) for judge in judges if judge.pk in plan.load],
        "short": len(plan.short),
    }


class PanelViewSet(ViewSet):
    """The screen of a round's panel; the way to it is the round."""

    name = "award_panel"
    url_prefix = "award-rounds"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the address."""
        return [path("<int:round>/panel/", PanelView.as_view(), name="panel")]
