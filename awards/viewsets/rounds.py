"""Rounds in the admin: all of them, one, a new one, one like the last, changing, cancelling."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from awards.enums import BEFORE_JUDGING, RoundState
from awards.forms.rounds import CancelForm, RoundForm
from awards.models import AwardIndexPage, Round, SchemePage
from awards.round_rules import a_year_on
from awards.rounds import state_of
from awards.services.rounds import (
    RoundChangedError,
    RoundError,
    cancel_round,
    change_round,
    frozen_fields,
    make_round,
)
from portal.core.screens import Crumb

from .screens import AwardScreen, OneRound

_CHANGED = "Somebody changed this round meanwhile. Look at what stands there now, and save again if you still want to."
ENDED = (RoundState.ANNOUNCED, RoundState.CANCELLED)


@dataclass(frozen=True)
class RoundRow:
    """One round in the list. `received`: how many nominations were sent."""

    pk: int
    scheme: str
    name: str
    state: str
    round: Round
    received: int


def _address(round_: Round) -> str:
    return reverse("award_rounds:round", args=[round_.pk])


class RoundsView(AwardScreen):
    """All rounds, the latest first; `?show=ended` those that are announced or cancelled."""

    template_name = "awards/admin/rounds.html"
    page_title = "Awards"
    home = None  # this is the list
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of rounds, how many there are of each part, and the schemes to which one can be added."""
        now = timezone.now()
        shown = "ended" if self.request.GET.get("show") == "ended" else "running"
        parts = {"running": Round.objects.not_ended(now), "ended": Round.objects.ended(now)}
        found = parts[shown].for_organisers()
        page = self.page_of(found)
        labels = {"running": "Running and coming", "ended": "Announced or cancelled"}
        return super().get_context_data(
            page=page,
            rows=[
                RoundRow(row.pk, row.scheme.title, row.name, state_of(row, now).label, row, row.received)  # type: ignore[attr-defined]
                for row in page
            ],
            parts=[(name, labels[name], part.count()) for name, part in parts.items()],
            shown=shown,
            schemes=SchemePage.objects.internal().order_by("title"),
            list_page=AwardIndexPage.objects.first(),
            **kwargs,
        )


class RoundView(OneRound):
    """One round: its times and rules, and what it consists of."""

    template_name = "awards/admin/round.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Return the round's name."""
        return str(self.round)

    def way(self) -> list[Crumb]:
        """Nothing lies between."""
        return []

    def about(self) -> str:
        """Say nothing more: the title is the round's."""
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it consists of."""
        state = state_of(self.round, timezone.now())
        return super().get_context_data(
            categories=self.round.categories.all(),
            questions=self.round.questions.all(),
            criteria=self.round.criteria.all(),
            departments=self.round.departments.all(),
            may_change_parts=state in BEFORE_JUDGING,
            may_change=state not in ENDED,
            **kwargs,
        )


class MakeRoundView(AwardScreen):
    """A new round of a scheme; `like`: one of last year, with whose rules and parts it begins."""

    template_name = "awards/admin/round_form.html"

    _like: Round | None = None
    _scheme: SchemePage | None = None

    @property
    def like(self) -> Round | None:
        """Return the round that is copied, if one is."""
        if "round" in self.kwargs and self._like is None:
            self._like = get_object_or_404(Round.objects.select_related("scheme"), pk=self.kwargs["round"])
        return self._like

    @property
    def scheme(self) -> SchemePage:
        """Return whose round it will be."""
        if self._scheme is None:
            like = self.like
            self._scheme = (
                like.scheme if like else get_object_or_404(SchemePage.objects.internal(), pk=self.kwargs["scheme"])
            )
        return self._scheme

    def get_page_title(self) -> str:
        """Say what is made."""
        return "Copy a round" if self.like else f"New round of {self.scheme.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the scheme, and the round that is copied."""
        return super().get_context_data(scheme=self.scheme, like=self.like, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; of a copy with everything a year on, to be looked at."""
        return self.show(form=RoundForm(values=a_year_on(self.like) if self.like else None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it."""
        form = RoundForm(request.POST)
        scheme = self.scheme
        if form.is_valid():
            try:
                made = make_round(scheme, form.values(), by=request.user, like=self.like)
            except ValidationError as wrong:
                form.say(wrong)
            else:
                rest = "" if self.like else " Add its categories, questions and criteria."
                messages.success(request, f"The round is made.{rest}")
                return HttpResponseRedirect(_address(made))
        return self.show(422, form=form)


class ChangeRoundView(OneRound):
    """Changing a round."""

    template_name = "awards/admin/round_form.html"
    page_title = "Change times and rules"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it says."""
        return self.show(form=self._form())

    def _form(self, data: Any = None) -> RoundForm:
        return RoundForm(data, round_=self.round, frozen=frozen_fields(self.round))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it, or say why not."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            names = change_round(
                self.round.pk, form.values(), by=request.user, seen=form.cleaned_data["seen"] or "none"
            )
        except ValidationError as wrong:
            form.say(wrong)
            return self.show(422, form=form)
        except RoundError as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(_address(self.round))
        except RoundChangedError:
            messages.error(request, _CHANGED)
            return self.show(409, form=self._form())
        words = "The round is changed." if names else "Nothing was changed."
        moved = " The scheme’s page says that the closing time was moved." if "closes_at" in names else ""
        messages.success(request, f"{words}{moved if self.round.opens_at <= timezone.now() else ''}")
        return HttpResponseRedirect(_address(self.round))


class CancelRoundView(OneRound):
    """Cancelling a round."""

    template_name = "awards/admin/round_cancel.html"
    page_title = "Cancel this round"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=CancelForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Cancel it, or say why not."""
        form = CancelForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            cancel_round(self.round.pk, by=request.user, reason=form.cleaned_data["reason"])
        except RoundError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "The round is cancelled. The scheme’s page says so, and why.")
        return HttpResponseRedirect(_address(self.round))
