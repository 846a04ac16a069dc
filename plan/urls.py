"""Addresses of action plans: for everybody, and for those who lead actions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
