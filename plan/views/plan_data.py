"""/api/plan/: published plans as open data, for whoever wants to read them by program. It knows no session."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from plan.models import Plan
from plan.open_data import Document, no_plan, plan_document
from plan.querysets import current_of

KEPT_FOR = 300  # seconds


@require_safe
@conditional_page
def current_plan_data(request: HttpRequest) -> HttpResponse:
    """Return the plan that runs now."""
    plans = list(Plan.objects.published())
    plan = current_of(plans, timezone.localdate())
    return _open_json(_document(plan, plans) if plan else no_plan())


@require_safe
@conditional_page
def plan_data(request: HttpRequest, plan: str) -> HttpResponse:
    """Return a plan by its slug."""
    plans = list(Plan.objects.published())
    asked = next((one for one in plans if one.slug == plan), None)
    if asked is None:
        raise Http404("There is no such plan, or it is not published.")
    return _open_json(_document(asked, plans))


def _document(plan: Plan, plans: list[Plan]) -> Document:
    return plan_document(plan, plans, timezone.localdate(), _absolute, _api_url)


def _absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)


def _api_url(plan: Plan) -> str:
    return reverse("plan_api_older", args=[plan.slug])


def _open_json(document: Document) -> HttpResponse:
    """Return JSON that any site may read, and that caches may keep."""
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
