"""The one screen of a plan: its actions, filtered, changed many at a time, put in order."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.widgets.button import HeaderButton

from plan.forms.listing import BULK, BulkForm, FilterForm
from plan.overview import lead_words, overseen
from plan.progress import tally
from plan.services.editing import EditRefusedError
from plan.services.ordering import OrderChangedError, move, order_seen, place_of, put_in_order
from plan.viewsets.screens import OnePlan
from portal.core.screens import Crumb

ORDER_CHANGED = "Somebody changed the order, or what is in it, meanwhile. Look at it again; nothing was moved."
STEPS = {"up": -1, "down": 1}


class PlanView(OnePlan):
    """All actions of a plan."""

    template_name = "plan/admin/plan.html"

    def get_page_title(self) -> str:
        """Name the plan."""
        return self.plan.title

    def way(self) -> list[Crumb]:
        """Lead back to the list of plans only."""
        return []

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer a new action."""
        return [HeaderButton("Add an action", url=reverse("plans:add_action", args=[self.plan.pk]), icon_name="plus")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the actions that the address asks for."""
        return self._page({name: form(self.plan) for name, form in BULK.items()})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change what is ticked, and come back to the same view of the plan."""
        chosen = request.POST.get("do", "")
        if chosen not in BULK:
            raise Http404("Nothing of that name is done to many actions.")
        forms = {name: form(self.plan, request.POST if name == chosen else None) for name, form in BULK.items()}
        done = forms[chosen].submit(request.user)
        if done is None:
            return self._page(forms, 422)
        messages.success(request, done)
        return HttpResponseRedirect(request.get_full_path())

    def _page(self, forms: dict[str, BulkForm], status: int = 200) -> HttpResponse:
        rows = overseen(self.plan, timezone.localdate())
        filters = FilterForm(self.request.GET, lead_words(rows))
        wanted = filters.wanted
        refused = next((form for form in forms.values() if form.errors), None)
        context = self.get_context_data(
            rows=[row for row in rows if wanted.takes(row)],
            total=len(rows),
            filters=filters,
            is_filtered=bool(wanted),
            tally=tally(row.standing.status for row in rows),
            forms=forms,
            refused=refused,
            ticked=refused.ticked if refused else {},
            order=order_seen([row.action.pk for row in rows]),
            address=self.request.get_full_path(),
        )
        return self.render_to_response(context, status=status)


class OrderView(OnePlan):
    """Where a new order is sent: a whole one by the script, one move by the buttons that work without it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it, and say in which order the actions stand now."""
        seen = request.POST.get("seen", "")
        is_script = request.headers.get("Accept", "") == "application/json"
        try:
            mark = self._save(seen)
        except OrderChangedError:
            if is_script:
                return JsonResponse({"problem": ORDER_CHANGED}, status=409)
            messages.error(request, ORDER_CHANGED)
        except EditRefusedError as refused:
            messages.error(request, str(refused))
        else:
            if is_script:
                return JsonResponse({"seen": mark})
            messages.success(request, "The order is saved.")
        anchor = f"#action-{self._moved}" if self._moved else ""
        return HttpResponseRedirect(reverse("plans:plan", args=[self.plan.pk]) + anchor)

    def _save(self, seen: str) -> str:
        post, user = self.request.POST, self.request.user
        if "order" in post:
            return put_in_order(self.plan, _numbers(post["order"].split(",")), seen, user)
        step, _, pk = post.get("move", "").partition("-")
        if step in STEPS:
            action = next(iter(_numbers([pk])), 0)
            return move(self.plan, action, place_of(self.plan, action) + STEPS[step], seen, user)
        action, place = (next(iter(_numbers([post.get(name, "")])), 0) for name in ("action", "place"))
        return move(self.plan, action, place, seen, user)

    @property
    def _moved(self) -> int:
        post = self.request.POST
        return next(iter(_numbers([post.get("move", "").partition("-")[2], post.get("action", "")])), 0)


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 12]
