"""/search/: everything of the site that is found by some words, by type."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.front.site_search import MOST_PAGES, PAGE_SIZE, read_asked, search
from profiles.similar import similar_skills
from profiles.visibility import audience_of


@require_safe
def site_search(request: HttpRequest) -> HttpResponse:
    """Show what was found. The words are in the address alone: nothing is kept of them."""
    asked = read_asked(*(request.GET.get(name, "") for name in ("q", "type", "page")))
    answer = search(asked, audience_of(request.user))
    chosen = next((group for group in answer.groups if group.key == asked.kind), None)
    context = {
        "use_htmx": True,
        "asked": asked,
        "answer": answer,
        "chosen": chosen,
        "all_url": f"?{asked.query()}",
        "page_query": asked.query(asked.kind),
        "similar": similar_skills(asked.text) if answer.way and not answer.total else [],
        "is_cut_short": chosen is not None and chosen.total > MOST_PAGES * PAGE_SIZE,
    }
    return render(request, "front/search.html", context)
