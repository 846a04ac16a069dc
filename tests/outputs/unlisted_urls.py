"""Addresses that nobody listed, to see that the test of the list notices."""

from django.urls import path

from portal.front.views.site import robots

urlpatterns = [path("forgotten/<int:pk>/", robots), path("admin/snippets/profiles/forgotten/", robots)]
