"""Small addresses of the whole site: the colours, robots, health."""

from collections.abc import Generator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck
from health_check.views import HealthCheckView
from wagtail.models import Site

from portal.core.branding import theme_css, theme_name
from portal.core.models import Branding
from portal.core.search_address import is_address
from profiles.health import SearchServerCheck

YEAR = 365 * 24 * 3600


@require_safe
def theme_stylesheet(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the university's colours under an address that changes with them, so that it may be kept for ever."""
    site = Site.find_for_request(request)
    branding = Branding.seen_at(site)
    css = theme_css(branding.wall, branding.accent)
    if theme_name(css) != name:
        raise Http404("These colours are no longer used.")
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is for them, and where the list of pages is."""
    closed = ["/admin/", "/django-admin/", "/account/", "/me/", "/claim/", "/still-correct/", "/technicians/*/contact/"]
    closed += ["/technicians/*/report/", "/technicians/*/draft/", "/plan/*/ask/", "/contact/write/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += [f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; asks nothing of the database, so that a slow one does not get us restarted."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


class Readyz(HealthCheckView):
    """Say whether the process can serve: the database, the cache and the file storage answer.

    Where a search server is used, it says besides whether that answers; without it the process can serve as well.
    """

    checks = ("health_check.checks.Database", "health_check.checks.Cache", "health_check.checks.Storage")

    def get_checks(self) -> Generator[HealthCheck]:
        """Add the search server."""
        yield from super().get_checks()
        if is_address(settings.SEARCH_ENGINE):
            yield SearchServerCheck()

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 200 where the search server alone is missed."""
        answer: HttpResponse = await super().get(request, *args, **kwargs)
        if not any(result.error for result in self.results if not isinstance(result.check, SearchServerCheck)):
            answer.status_code = 200 if answer.status_code == 500 else answer.status_code
        return answer

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> JsonResponse:
        """Answer in JSON whatever is asked for: machines read this."""
        return self.render_to_response_json(kwargs.get("status", 200))
