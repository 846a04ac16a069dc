"""Placeholder until its own commit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def claim(request: HttpRequest) -> HttpResponse:
    """Render the page."""
    return render(request, "profiles/claim.html", {})
