"""Addresses of accounts besides allauth's own."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
