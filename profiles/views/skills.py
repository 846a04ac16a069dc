"""Placeholder until its own commit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def skills(request: HttpRequest) -> HttpResponse:
    """Render the page."""
    return render(request, "profiles/skills.html", {})


def skill(request: HttpRequest, slug: str) -> HttpResponse:
    """Render the page."""
    return render(request, "profiles/skill.html", {})
