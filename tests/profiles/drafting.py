"""What tests of drafts for colleagues share: a draft of each section, and who sends it."""

from typing import Any

from django.test import Client

DRAFTS: dict[str, dict[str, str]] = {
    "introduction": {"headline": "Keeps water from crystallising", "about": "She would never say it."},
    "ask-me-about": {"topics": "Ice\nVacuum"},
    "contributions": {"kind": "paper", "title": "On ice", "year": "2021", "credit": "acknowledged", "doi": "10.5555/1"},
    "achievements": {"title": "A cold bench", "year": "2019"},
    "committees": {"committee": "Safety committee", "started_on": "2020-01-31"},
    "offers": {"kind": "mentoring", "words": "An hour a month"},
}


def signed(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(page: Any) -> dict[str, str]:
    """Return what the browser would send from the owner's page, unchanged."""
    form = page.context["form"]
    return {field.html_name: "" if field.value() is None else str(field.value()) for field in form}
