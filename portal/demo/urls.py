"""The portal's addresses, and the demo's own."""

from django.urls import include, path

urlpatterns = [path("", include("portal.urls"))]
