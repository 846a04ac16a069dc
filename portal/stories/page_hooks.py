"""What follows in the admin when a story is copied or deleted; the rules for publishing are in `obstacles`."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from .models import StoryPage, Subject
from .services.people import take_people_of


def refuse_aliases(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse an alias of a story with words: it would show nothing, since nobody agreed to a second address."""
    if request.method == "POST" and request.POST.get("alias") and issubclass(page.specific_class, StoryPage):
        messages.error(request, "A story is shown at one address only. Link to it, or make an ordinary copy.")
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


def say_that_copies_are_drafts(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Say why a copied story is a draft though it was to be published."""
    if issubclass(page.specific_class, StoryPage):
        messages.info(request, "The copy is a draft, and has no people yet: nobody has agreed to it. Add and ask them.")


def _with_stories_below(pages: list[Page]) -> list[int]:
    """Return the keys of the stories among some pages and below them."""
    return [
        pk
        for page in pages
        for pk in StoryPage.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    ]


def _is_confirmed(request: HttpRequest) -> bool:
    """Say whether Wagtail will delete: where many pages would go, it wants the name of the site typed first."""
    typed = request.POST.get("confirm_site_name")
    return not typed or typed == settings.WAGTAIL_SITE_NAME


def take_people_with_story(request: HttpRequest, page: Page) -> None:
    """Say what goes with a story, and delete the rows of its people in the same transaction."""
    stories = _with_stories_below([page])
    people = Subject.objects.filter(story__in=stories).count()
    if request.method == "POST":
        if _is_confirmed(request):
            take_people_of(stories)
    elif people:
        messages.warning(
            request,
            f"With {'the story' if len(stories) == 1 else 'the stories'} goes what is kept of the "
            f"{people} {'person' if people == 1 else 'people'} in it, their answers too.",
        )


def take_people_with_stories(request: HttpRequest, action_type: str, objects: list[Any], action: object) -> None:
    """Do so too where pages are deleted together."""
    if action_type == "delete":
        take_people_of(_with_stories_below([one for one in objects if isinstance(one, Page)]))
