"""Addresses of the ground: the files of the library's pictures."""

from django.urls import path

from portal.core.views.pictures import picture

urlpatterns = [
    path("pictures/<int:pk>/<slug:version>/<str:name>", picture, name="picture"),
]
