"""Every address of the portal, the admin's log-in pages first turned to the one log-in."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.accounts.views import admin_door, django_admin_door, frontend_door
from portal.front.views.site import Readyz, healthz, robots, theme_stylesheet

urlpatterns = [
    # These would take a password past the second factor, so our doors stand before the addresses of their owners.
    path("admin/login/", admin_door, name="admin_door"),
    path("django-admin/login/", django_admin_door, name="django_admin_door"),
    path("_util/login/", frontend_door, name="frontend_door"),
    path("admin/login", admin_door),
    path("django-admin/login", django_admin_door),
    path("_util/login", frontend_door),
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("account/", include("allauth.urls")),
    path("theme-<slug:name>.css", theme_stylesheet, name="theme_css"),
    path("robots.txt", robots, name="robots"),
    path("healthz", healthz, name="healthz"),
    path("readyz", Readyz.as_view(), name="readyz"),
    path("", include("portal.core.urls")),
    path("", include("portal.front.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("profiles.urls")),
    path("", include("plan.urls")),
    path("", include("portal.stories.urls")),
    path("", include("events.urls")),
    path("", include("awards.urls")),
    path("", include(wagtail_urls)),
]

if settings.METRICS_ENABLED:
    urlpatterns.insert(0, path("", include("django_prometheus.urls")))
