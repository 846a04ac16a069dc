"""The nominations of a round, as its organisers see them: listed, read, entered from paper, set aside, changed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from awards.checking import check
from awards.downloads import attachment_response
from awards.enums import NominationState, RoundState
from awards.models import Category, Nomination, Round
from awards.names import for_whom, nominee_name
from awards.nomination_forms import ChangeNominationForm, PaperForm, ReasonForm
from awards.rounds import state_of
from awards.services import admitting
from awards.services.attachments import release
from awards.services.refusals import NominatingError
from portal.core.pairs import Pairs
from portal.core.screens import Crumb
from portal.core.search_box import one_line
from profiles.enums import Audience

from .screens import OneRound

LISTED = (NominationState.SENT, NominationState.DRAFT, NominationState.SET_ASIDE, NominationState.WITHDRAWN)
_SEEN_AS = Audience.COLLEAGUES  # organisers see of a profile what colleagues see
_BEFORE_JUDGING = (RoundState.OPEN, RoundState.CLOSED)
_DECIDED = (RoundState.DECIDED, RoundState.ANNOUNCED, RoundState.CANCELLED)


class NominationsView(OneRound):
    """All nominations of a round: by where they stand, by category, and found by name."""

    template_name = "awards/admin/nominations.html"
    page_title = "Nominations"
    http_method_names = ["get", "head"]

    @cached_property
    def _categories(self) -> list[Any]:
        """Return the round's categories, which bring the round along, and how many nominations it has in each state."""
        pk = self.kwargs["round"]
        counted = Pairs(Nomination.objects.filter(round=pk).by_state(), name=F("state"), held=F("number"))
        return list(Category.objects.filter(round=pk).select_related("round__scheme").annotate(counts=counted))

    @property
    def round(self) -> Round:
        """Return the round as its categories bring it; one that has none is read by itself."""
        return self._categories[0].round if self._categories else super().round

    def _counts(self) -> dict[str, int]:
        if self._categories:
            return dict(self._categories[0].counts)
        return {row["state"]: row["number"] for row in Nomination.objects.filter(round=self.round).by_state()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the part that the address names, and how much is in each."""
        asked = self.request.GET
        shown = asked.get("show", "")
        shown = shown if shown in LISTED else NominationState.SENT.value
        text = one_line(asked.get("q", ""), 100)
        category = next((row for row in self._categories if str(row.pk) == asked.get("category")), None)
        counts = self._counts()
        found = Nomination.objects.filter(round=self.round, state=shown).naming(text)
        if category is not None:
            found = found.filter(category=category)
        order = found.with_round().with_nominees().order_by("-sent_at", "-made_at", "-pk")
        whole = None if text or category else counts.get(shown, 0)
        page = self.page_of(order, whole)
        chosen = {"category": category.pk} if category else {}
        return super().get_context_data(
            page=page,
            rows=[(row, for_whom(row, _SEEN_AS)) for row in page.object_list],
            parts=[(state.value, state.label, counts.get(state, 0)) for state in LISTED],
            shown=shown,
            text=text,
            categories=self._categories,
            category=category,
            query=urlencode({"show": shown, "q": text, **chosen}),
            may_enter=state_of(self.round, timezone.now()) in _BEFORE_JUDGING,
            **kwargs,
        )


class OfNominations(OneRound):
    """A screen that lies behind the list of nominations."""

    def way(self) -> list[Crumb]:
        """Lead back to the round, and to its nominations."""
        return [*super().way(), (reverse("award_nominations:list", args=[self.round.pk]), "Nominations")]


class OneNomination(OfNominations):
    """A screen about one nomination of the round (`pk` in the address), read once the role was checked."""

    _nomination: Nomination | None = None

    @property
    def nomination(self) -> Nomination:
        """Return the nomination, loaded once."""
        if self._nomination is None:
            rows = Nomination.objects.filter(round=self.round).with_round().with_nominees()
            self._nomination = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self._nomination

    def back(self) -> HttpResponse:
        """Lead to the nomination."""
        return HttpResponseRedirect(self._address())

    def _address(self) -> str:
        return reverse("award_nominations:one", args=[self.round.pk, self.nomination.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the nomination, and whom it is for."""
        known = {"nomination": self.nomination, "whom": for_whom(self.nomination, _SEEN_AS)}
        return super().get_context_data(**kwargs | known)


class NominationView(OneNomination):
    """One nomination. Of a draft only who and whom: what stands in it belongs to whoever writes it."""

    template_name = "awards/admin/nomination.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Return whom it is for."""
        return for_whom(self.nomination, _SEEN_AS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what it says, what the rules say, and what can be done."""
        row, state = self.nomination, state_of(self.round, timezone.now())
        checked, is_draft = check(row), row.state == NominationState.DRAFT
        objected = any(checked.against.values())
        return super().get_context_data(
            people=[(nominee_name(one, _SEEN_AS), one, checked.against.get(one.pk, [])) for one in checked.nominees],
            answers=[] if is_draft else [(one, checked.answers.get(one.pk, "")) for one in checked.questions],
            seconders=[] if is_draft else row.seconders.all(),
            attachments=[] if is_draft else row.attachments.all(),
            changes=row.changes.select_related("by"),
            is_draft=is_draft,
            may_change=row.state == NominationState.SENT and state in _BEFORE_JUDGING,
            may_set_aside=row.state == NominationState.SENT and state not in _DECIDED,
            may_count_again=row.state == NominationState.SET_ASIDE and state not in _DECIDED,
            may_override=row.is_live and objected and not row.override_reason and state in _BEFORE_JUDGING,
            **kwargs,
        )


class EnterView(OfNominations):
    """A nomination that came on paper."""

    template_name = "awards/admin/nomination_form.html"
    page_title = "Enter a nomination from paper"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=PaperForm(self.round))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Enter it, or say why not."""
        form = PaperForm(self.round, request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            made = admitting.enter_from_paper(self.round.pk, form.paper(), by=request.user)
        except NominatingError as problem:
            form.add_error(None, str(problem))
            return self.show(422, form=form)
        told = " Whoever nominates is told by mail." if made.from_email else ""
        messages.success(request, f"The nomination is entered, and counts as sent.{told}")
        return HttpResponseRedirect(reverse("award_nominations:one", args=[self.round.pk, made.pk]))


class ChangeNominationView(OneNomination):
    """Changing what was sent: for a reason that its nominator reads."""

    template_name = "awards/admin/nomination_form.html"
    page_title = "Change a nomination"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it says; a draft belongs to whoever writes it."""
        if self.nomination.state != NominationState.SENT:
            return self.back()
        return self.show(form=ChangeNominationForm(self.nomination))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it, or say why not."""
        if self.nomination.state != NominationState.SENT:
            return self.back()
        form = ChangeNominationForm(self.nomination, request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        sent = form.cleaned_data
        try:
            changed = admitting.change(
                self.nomination.pk, by=request.user, reason=sent["reason"], title=sent["title"],
                category=form.categories[sent["category"]], answers=form.answers, seen=sent["version"],
            )  # fmt: skip
        except NominatingError as problem:
            form.add_error(None, str(problem))
            return self.show(409, form=form)
        told = "Changed. Whoever nominates is told, and sees what stood there before."
        messages.success(request, told if changed else "Nothing was changed.")
        return self.back()


# What is done for a reason, by the word in the address: its title, the service, what is said then
_REASONED: dict[str, tuple[str, Callable[..., Any], str]] = {
    "set-aside": ("Set aside", admitting.set_aside, "Set aside. Whoever nominates is told why."),
    "count-again": ("Let it count again", admitting.count_again, "It counts again. Whoever nominates is told."),
    "override": ("Count it although a rule says no", admitting.override, "It counts. Whoever nominates is told why."),
}


class ReasonView(OneNomination):
    """Something that is done with a nomination for a reason (`do` in the address)."""

    template_name = "awards/admin/nomination_reason.html"

    def get_page_title(self) -> str:
        """Say what is done."""
        return _REASONED[self.kwargs["do"]][0]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask why."""
        return self.show(form=ReasonForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        _, carry_out, words = _REASONED[self.kwargs["do"]]
        try:
            carry_out(self.nomination.pk, by=request.user, reason=form.cleaned_data["reason"])
        except NominatingError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, words)
        return self.back()


class FileView(OneNomination):
    """A file of a nomination that was sent."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Give it as a download."""
        sent = self.nomination.attachments.exclude(nomination__state=NominationState.DRAFT)
        return attachment_response(get_object_or_404(sent, pk=self.kwargs["file"]))


class ReleaseView(OneNomination):
    """Whether judges who do not see all names see a file: one button to release it, one to hold it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Settle it."""
        file = get_object_or_404(self.nomination.attachments, pk=self.kwargs["file"])
        release(file.pk, by=request.user, is_released=self.kwargs["do"] == "release")
        messages.success(request, "Saved.")
        return self.back()
