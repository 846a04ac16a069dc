"""/plan/ and /plan/<plan>/: what was promised, what is done, and the evidence."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plan.finding import Finder, options
from plan.grid import grid_of
from plan.models import Plan
from plan.plan_page import endorsements_of, figures_of, others_of, period_words, rows_of, standings_of, strip_of
from plan.progress import parts_of, tally
from plan.querysets import current_of

PAGE_SIZE = 25


@require_safe
def current_plan(request: HttpRequest) -> HttpResponse:
    """Show the plan that runs now; those who keep plans see one that is not published where no other is."""
    plans = list(Plan.objects.visible_to(request.user))
    plan = current_of([one for one in plans if one.is_public] or plans, timezone.localdate())
    if plan is None:
        return render(request, "plan/none.html", {})
    return render(request, "plan/plan.html", _context(request, plan, plans) | {"is_front": True})


@require_safe
def older_plan(request: HttpRequest, plan: str) -> HttpResponse:
    """Show a plan under its own address, which it keeps when it is over."""
    plans = list(Plan.objects.visible_to(request.user))
    asked = next((one for one in plans if one.slug == plan), None)
    if asked is None:
        raise Http404("There is no such plan, or it is not published.")
    return render(request, "plan/plan.html", _context(request, asked, plans))


def _context(request: HttpRequest, plan: Plan, plans: list[Plan]) -> dict[str, Any]:
    today = timezone.localdate()
    found = standings_of(plan, today)
    finder = Finder(found, parts_of(plan.period, today))
    choice = finder.read(request.GET)
    fitting = finder.find(choice)
    page = Paginator(fitting, max(1, len(fitting)) if choice.shows_all else PAGE_SIZE).get_page(choice.page)
    current, former = endorsements_of(plan)
    return {
        "plan": plan,
        "period": period_words(plan),
        "is_over": plan.end < today,
        "strip": strip_of(plan, found, today),
        "endorsements": current,
        "former_endorsements": former,
        "figures": figures_of(found, today),
        "total": len(found),
        "tally": tally(standing.status for standing in found),
        "groups": finder.groups,
        "grid": grid_of(plan.period, finder.groups, today),
        "others": others_of(plans, plan, today),
        "choice": choice,
        "sentence": finder.sentence(choice, len(fitting)),
        "chips": finder.chips(choice),
        "statuses": finder.statuses(choice),
        "themes": options(finder.themes, choice.theme),
        "leads": options({words: words for words in finder.leads.values()}, choice.lead),
        "dues_in": options({v: w for v, w in finder.dues.items() if v.startswith("in-")}, choice.due),
        "dues_before": options({v: w for v, w in finder.dues.items() if v.startswith("before-")}, choice.due),
        "rows": rows_of(list(page.object_list)),
        "page": page,
    }
