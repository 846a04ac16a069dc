"""A plan as a spreadsheet, for everybody who may read it; the notes stay with those who keep it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from plan.exporting import plan_rows
from plan.importing.own_table import COLUMNS
from plan.models import Plan
from portal.core.spreadsheets import FILES

KEPT_FOR = 600  # seconds that a published plan's file may be kept by caches


@require_safe
def plan_file(request: HttpRequest, plan: str, kind: str) -> HttpResponse:
    """Return the table of a plan, in the shape in which it can be imported again."""
    if kind not in FILES:
        raise Http404("There is no such file.")
    asked = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    response = FILES[kind](f"action-plan-{asked.slug}", COLUMNS, plan_rows(asked, with_notes=False))
    if asked.is_public:
        response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
