"""The board of honours: all that was won, by year and scheme."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from awards.enums import Outcome
from awards.honour_list import INDEX_SLUG, board_url, lines_of
from awards.models import Honour, SchemePage
from portal.core.addresses import page_url
from profiles.visibility import audience_of

A_PAGE = 30


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the honours, the latest first; narrowed by year, scheme and kind, all of which stand in the address."""
    announced = Honour.objects.announced(timezone.now())
    chosen = _chosen(request)
    rows = announced.filter(**chosen).in_order().with_people()
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(found.object_list, audience_of(request.user))
    asked = {name: request.GET[name] for name in ("year", "scheme", "kind") if request.GET.get(name)}
    return render(request, "awards/honours.html", {
        "lines": lines,
        "found": found,
        "total": found.paginator.count,
        "is_narrowed": bool(chosen),
        "year": chosen.get("year"),
        "scheme": chosen.get("scheme__slug", ""),
        "kind": chosen.get("kind", ""),
        "years": list(announced.order_by("-year").values_list("year", flat=True).distinct()),
        "schemes": list(
            SchemePage.objects.filter(honours__in=announced.order_by().values("pk"))
            .order_by("title").values_list("slug", "title").distinct()
        ),
        "kinds": [(Outcome.WINNER.value, "Winners"), (Outcome.COMMENDED.value, Outcome.COMMENDED.label)],
        "query": urlencode(asked),
        "board_url": board_url(),
        "awards_url": page_url(INDEX_SLUG),
    })  # fmt: skip


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """Return what is asked for, as fields of an honour; what is none of ours asks for nothing."""
    year, scheme, kind = (request.GET.get(name, "").strip() for name in ("year", "scheme", "kind"))
    chosen: dict[str, Any] = {}
    if year.isascii() and year.isdigit() and len(year) == 4:
        chosen["year"] = int(year)
    if scheme:
        chosen["scheme__slug"] = scheme[:255]
    if kind in (Outcome.WINNER, Outcome.COMMENDED):
        chosen["kind"] = kind
    return chosen
