"""Every address of the portal, the admin's log-in pages first turned to the one log-in."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.front.views.site import Readyz, healthz, robots, theme_stylesheet

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    # Both would take a password past the second factor, so they stand before the admins' own addresses.
    path("admin/login/", to_login),
    path("django-admin/login/", to_login),
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("account/", include("allauth.urls")),
    path("theme-<slug:name>.css", theme_stylesheet, name="theme_css"),
    path("robots.txt", robots, name="robots"),
    path("healthz", healthz, name="healthz"),
    path("readyz", Readyz.as_view(), name="readyz"),
    path("", include("portal.front.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("profiles.urls")),
    path("", include(wagtail_urls)),
]

if settings.METRICS_ENABLED:
    urlpatterns.insert(0, path("", include("django_prometheus.urls")))
