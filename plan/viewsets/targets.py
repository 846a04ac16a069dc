"""The screens of an action's targets, and of the measures that are kept by hand."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.widgets.button import HeaderButton

from plan.forms.targets import MeasureForm, ReadingForm, TargetForm
from plan.models import Action, Reading, ReportedMeasure, Target
from plan.services.editing import ActionGoneError, ActionsChangedError
from plan.services.targets import remove_target, target_words
from plan.viewsets.screens import OneAction, PlanScreen
from portal.core.screens import Crumb


def _at_targets(action: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("plans:action", args=[action]) + "#targets-h")


class AddTargetView(OneAction):
    """A target more of an action."""

    template_name = "plan/admin/target_form.html"
    page_title = "Add a target"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self._page(TargetForm(self.action, None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add it."""
        form = TargetForm(self.action, None, request.POST)
        if form.submit(request.user) is None:
            return self._page(form, 409 if form.is_stale else 422)
        messages.success(request, "The target is added. Its measure is read from the next night on.")
        return _at_targets(self.action.pk)

    def _page(self, form: TargetForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)


class TargetView(PlanScreen):
    """One target: what it says, and removing it."""

    template_name = "plan/admin/target_form.html"
    page_title = "Target"
    _target: Target | None = None

    @property
    def target(self) -> Target:
        """Return the target, loaded once."""
        if self._target is None:
            self._target = get_object_or_404(Target.objects.with_scope(), pk=self.kwargs["pk"])
        return self._target

    def way(self) -> list[Crumb]:
        """Lead back to the action."""
        action: Action = self.target.action
        plan = (reverse("plans:plan", args=[action.plan_id]), action.plan.title)
        return [plan, (reverse("plans:action", args=[action.pk]), action.code)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it says."""
        return self._page(TargetForm(self.target.action, self.target))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it, or remove it."""
        if request.POST.get("do") == "remove":
            return self._remove()
        form = TargetForm(self.target.action, self.target, request.POST)
        if form.submit(request.user) is None:
            return self._page(form, 409 if form.is_stale else 422)
        messages.success(request, "The target is saved.")
        return _at_targets(self.target.action_id)

    def _remove(self) -> HttpResponse:
        seen = self.request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() and len(seen) < 12 else -1
        try:
            remove_target(self.target.pk, version, self.request.user)
            messages.success(self.request, "The target is removed. The readings of its measure stay.")
        except (ActionsChangedError, ActionGoneError):
            messages.error(self.request, "Somebody changed this action meanwhile. Nothing was removed.")
        return _at_targets(self.target.action_id)

    def _page(self, form: TargetForm, status: int = 200) -> HttpResponse:
        held = get_object_or_404(Target.objects.with_scope(), pk=self.target.pk)
        context = self.get_context_data(
            form=form, target=held, words=target_words(held), action=held.action, plan=held.action.plan
        )
        return self.render_to_response(context, status=status)


class MeasuresView(PlanScreen):
    """The measures that are kept by hand."""

    template_name = "plan/admin/measures.html"
    page_title = "Measures kept by hand"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer a new one."""
        return [HeaderButton("Add a measure", url=reverse("plans:add_measure"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the measures with their latest readings."""
        latest: dict[str, Reading] = {}
        for reading in Reading.objects.reported().order_by("on", "pk"):
            latest[reading.measure] = reading
        rows = [(measure, latest.get(measure.key)) for measure in ReportedMeasure.objects.all()]
        return super().get_context_data(rows=rows, **kwargs)


class MeasureScreen(PlanScreen):
    """A screen about one measure, or about a new one."""

    _measure: ReportedMeasure | None = None

    @property
    def measure(self) -> ReportedMeasure | None:
        """Return the measure, loaded once; None for a new one."""
        if self._measure is None and "pk" in self.kwargs:
            self._measure = get_object_or_404(ReportedMeasure, pk=self.kwargs["pk"])
        return self._measure

    def way(self) -> list[Crumb]:
        """Lead back to the list."""
        return [(reverse("plans:measures"), "Measures kept by hand")]


class EditMeasureView(MeasureScreen):
    """What is said of a measure, or of a new one."""

    template_name = "plan/admin/measure_form.html"

    def get_page_title(self) -> str:
        """Say which of the two."""
        return "Edit the measure" if self.measure else "Add a measure"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._page(MeasureForm(self.measure))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it."""
        form = MeasureForm(self.measure, request.POST)
        made = form.submit(request.user)
        if made is None:
            return self._page(form, 409 if form.is_stale else 422)
        messages.success(request, f"‘{made.label}’ is saved.")
        return HttpResponseRedirect(reverse("plans:measure", args=[made.pk]))

    def _page(self, form: MeasureForm, status: int = 200) -> HttpResponse:
        held = ReportedMeasure.objects.filter(pk=self.measure.pk).first() if self.measure else None
        return self.render_to_response(self.get_context_data(form=form, measure=held), status=status)


class MeasureView(MeasureScreen):
    """One measure with its readings; a reading is typed in here."""

    template_name = "plan/admin/measure.html"

    def get_page_title(self) -> str:
        """Name the measure."""
        return str(self.measure)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the readings."""
        return self._page(ReadingForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep a reading."""
        form = ReadingForm(request.POST)
        assert self.measure is not None  # noqa: S101 (the address holds its key)
        if form.submit(self.measure, request.user) is None:
            return self._page(form, 422)
        messages.success(request, "The reading is kept.")
        return HttpResponseRedirect(reverse("plans:measure", args=[self.measure.pk]))

    def _readings(self) -> QuerySet[Reading]:
        key = self.measure.key if self.measure else ""
        return Reading.objects.of(key).select_related("author").order_by("-on", "-pk")

    def _page(self, form: ReadingForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, measure=self.measure, readings=self._readings())
        return self.render_to_response(context, status=status)
