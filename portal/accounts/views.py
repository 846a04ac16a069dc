"""The doors of the two admins: both lead to the one log-in, and take no password themselves."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from .permissions import may_open_admin, may_open_django_admin


def _next(request: HttpRequest, fallback: str) -> str:
    """Return where to go on to, only on this site."""
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else fallback


def _door(request: HttpRequest, home: str, *, may: bool) -> HttpResponseBase:
    if not request.user.is_authenticated:
        query = urlencode({"next": _next(request, home)})
        return redirect(f"{reverse('account_login')}?{query}")
    if may:
        return redirect(_next(request, home))
    return locked(request)


def locked(request: HttpRequest) -> HttpResponse:
    """Tell somebody who is signed in that this is for other people, and where their own page is."""
    return render(request, "accounts/admin_locked.html", status=403)


# Exempt since it does nothing: a form that still posts a password here is led to the log-in like anybody
# else.
@csrf_exempt
@never_cache
def admin_door(request: HttpRequest) -> HttpResponseBase:
    """Lead to the log-in, into the Wagtail admin, or say that it is not for this person (and never in a
    circle).
    """
    return _door(request, reverse("wagtailadmin_home"), may=may_open_admin(request.user))


@csrf_exempt
@never_cache
def django_admin_door(request: HttpRequest) -> HttpResponseBase:
    """Do the same for Django's own admin, which is for superusers."""
    return _door(request, reverse("admin:index"), may=may_open_django_admin(request.user))


@csrf_exempt
@never_cache
def frontend_door(request: HttpRequest) -> HttpResponseBase:
    """Lead to the log-in in place of Wagtail's own, for pages that are not public.

    Whoever is signed in and still sent here may not see the page: sending them back would go round in a
    circle.
    """
    if request.user.is_authenticated and "next" in request.GET:
        raise PermissionDenied
    return _door(request, reverse("me"), may=True)
