"""What follows in the admin when a scheme is deleted."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from .models import ExternalEntry, Honour, Round, SchemePage


def why_not_deleted(pages: list[Page]) -> str:
    """Return why these pages, or what is beneath them, cannot be deleted; nothing where they can."""
    used = Q()
    for model in (Round, Honour, ExternalEntry):
        used |= Q(Exists(model._default_manager.filter(scheme=OuterRef("pk"))))
    below = [SchemePage.objects.descendant_of(page, inclusive=True).filter(used) for page in pages]
    names = [scheme.title for found in below for scheme in found]
    if not names:
        return ""
    which = "has" if len(names) == 1 else "have"
    return (
        f"‘{'’, ‘'.join(names)}’ {which} rounds, honours or entries, which are kept. Nothing was deleted. "
        "Unpublish the page instead, or tick ‘no longer given’."
    )


def refuse_to_delete_given(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a scheme that was given."""
    if problem := why_not_deleted([page]):
        messages.error(request, problem)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def refuse_to_delete_given_together(
    request: HttpRequest, action_type: str, objects: list[Any], action: object
) -> HttpResponse | None:
    """Do so too where pages are deleted together."""
    if action_type != "delete":
        return None
    pages = [one for one in objects if isinstance(one, Page)]
    if problem := why_not_deleted(pages):
        messages.error(request, problem)
        parent = pages[0].get_parent()
        return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_home")
    return None
