"""'Report a problem with this profile', for everybody who may see it."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from profiles.enums import ProblemKind
from profiles.forms.reports import ReportForm
from profiles.models import Technician
from profiles.services.reports import report_problem
from profiles.visibility import ProfileView

from .technician import NOT_HERE, of_shown_profile


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_shown_profile("report_problem")
def report(request: HttpRequest, person: ProfileView) -> HttpResponseBase:
    """Take a report; programs that fill in every field are thanked, and nothing is kept."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    done = form.is_bound and form.is_valid()
    if done and not form.is_from_a_program:
        if not ratelimit.consume(request, action="report_problem", key=person.slug):
            return ratelimit.respond_429(request)
        _keep(request, person, form)
    status = 422 if form.is_bound and not done else 200
    response = render(request, "profiles/report.html", {"person": person, "form": form, "done": done}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _keep(request: HttpRequest, person: ProfileView, form: ReportForm) -> None:
    technician = Technician.objects.live().filter(pk=person.pk).first()
    if technician is None:
        raise Http404(NOT_HERE)
    data = form.cleaned_data
    report_problem(
        technician,
        kind=ProblemKind(data["kind"]),
        words=data["words"],
        reply_to=data["reply_to"],
        reporter=request.user if request.user.is_authenticated else None,
    )
