"""The screens of plans themselves: the list, a plan's own words, publishing it, who stands behind it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from wagtail.admin.widgets.button import HeaderButton

from plan.forms.plans import EndorsementForm, PlanForm
from plan.models import Action, Endorsement, Plan
from plan.progress import tally
from plan.services.plans import PlanChangedError, endorsement_seen, publish, remove_endorsement, take_back
from plan.viewsets.screens import OnePlan, PlanScreen
from portal.core.screens import Crumb


def import_url() -> str:
    """Return where a file is brought in; empty where the portal has no such screen."""
    try:
        return reverse("plan_imports:upload")
    except NoReverseMatch:
        return ""


class PlansView(PlanScreen):
    """All plans, the latest first, with how their actions stand."""

    template_name = "plan/admin/plans.html"
    page_title = "Action plans"
    home = None

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer a new plan, by hand or from a file."""
        buttons = [HeaderButton("New plan", url=reverse("plans:add"), icon_name="plus")]
        if address := import_url():
            buttons.append(HeaderButton("Import a plan", url=address, icon_name="upload"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the plans with their numbers by status."""
        statuses: dict[int, list[str]] = {}
        for plan, status in Action.objects.with_status().order_by().values_list("plan_id", "status"):
            statuses.setdefault(plan, []).append(status)
        rows = [(plan, tally(statuses.get(plan.pk, ()))) for plan in Plan.objects.all()]
        return super().get_context_data(rows=rows, import_url=import_url(), **kwargs)


class AddPlanView(PlanScreen):
    """A new plan, which nobody else sees until it is published."""

    template_name = "plan/admin/plan_form.html"
    page_title = "New plan"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.render_to_response(self.get_context_data(form=PlanForm(None)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it, and show it."""
        form = PlanForm(None, request.POST)
        plan = form.submit(request.user)
        if plan is None:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, f"‘{plan.title}’ is made. Nobody else sees it until you publish it.")
        return HttpResponseRedirect(reverse("plans:plan", args=[plan.pk]))


class EditPlanView(OnePlan):
    """What is said of a plan."""

    template_name = "plan/admin/plan_form.html"
    page_title = "Edit"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is said."""
        return self._page(PlanForm(self.plan))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it; where somebody else was quicker, show both texts and save nothing."""
        form = PlanForm(self.plan, request.POST)
        if form.submit(request.user) is None:
            return self._page(form, 409 if form.is_stale else 422)
        messages.success(request, "The plan is saved.")
        return HttpResponseRedirect(reverse("plans:plan", args=[self.plan.pk]))

    def _page(self, form: PlanForm, status: int = 200) -> HttpResponse:
        held = get_object_or_404(Plan, pk=self.plan.pk)
        context = self.get_context_data(form=form, held=held, endorsements=held.endorsements.select_related("document"))
        return self.render_to_response(context, status=status)


class PublishView(OnePlan):
    """Letting everybody read a plan, or nobody any more; asked once more before it is done."""

    template_name = "plan/admin/plan_publish.html"

    def get_page_title(self) -> str:
        """Say which of the two."""
        return "Take back from the public" if self.plan.is_public else "Publish"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says, whatever somebody else did meanwhile."""
        is_wanted = request.POST.get("do") == "publish"
        done = publish(self.plan, request.user) if is_wanted else take_back(self.plan, request.user)
        words = "published: everybody can read it" if is_wanted else "taken back: only those who keep plans can read it"
        messages.success(request, f"The plan is {'' if done else 'already '}{words}.")
        return HttpResponseRedirect(reverse("plans:plan", args=[self.plan.pk]))


class AddEndorsementView(OnePlan):
    """Somebody more who stands behind a plan."""

    template_name = "plan/admin/endorsement_form.html"
    page_title = "Add an endorsement"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.render_to_response(self.get_context_data(form=EndorsementForm(self.plan, None)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add it."""
        form = EndorsementForm(self.plan, None, request.POST)
        if form.submit(request.user) is None:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, "The endorsement is added.")
        return HttpResponseRedirect(reverse("plans:edit", args=[self.plan.pk]) + "#endorsements")


class EndorsementView(PlanScreen):
    """One endorsement: what it says, and removing one that should not stand here."""

    template_name = "plan/admin/endorsement_form.html"
    page_title = "Endorsement"
    _endorsement: Endorsement | None = None

    @property
    def endorsement(self) -> Endorsement:
        """Return the endorsement, loaded once."""
        if self._endorsement is None:
            self._endorsement = get_object_or_404(Endorsement.objects.select_related("plan"), pk=self.kwargs["pk"])
        return self._endorsement

    def way(self) -> list[Crumb]:
        """Lead back to the plan."""
        plan = self.endorsement.plan
        return [(reverse("plans:plan", args=[plan.pk]), plan.title), (reverse("plans:edit", args=[plan.pk]), "Edit")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it says."""
        return self._page(EndorsementForm(self.endorsement.plan, self.endorsement))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it, or remove it."""
        plan = self.endorsement.plan
        form = EndorsementForm(plan, self.endorsement, request.POST)
        if request.POST.get("do") == "remove":
            return self._remove()
        if form.submit(request.user) is None:
            return self._page(form, 409 if form.is_stale else 422)
        messages.success(request, "The endorsement is saved.")
        return self._back()

    def _remove(self) -> HttpResponse:
        try:
            remove_endorsement(self.endorsement.pk, self.request.POST.get("seen", ""), self.request.user)
        except PlanChangedError:
            messages.error(self.request, "Somebody changed it meanwhile. Look at it again; nothing was removed.")
            return HttpResponseRedirect(self.request.path)
        messages.success(self.request, "The endorsement is removed.")
        return self._back()

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("plans:edit", args=[self.endorsement.plan_id]) + "#endorsements")

    def _page(self, form: EndorsementForm, status: int = 200) -> HttpResponse:
        held = self.endorsement
        context = self.get_context_data(form=form, plan=held.plan, endorsement=held, seen=endorsement_seen(held))
        return self.render_to_response(context, status=status)
