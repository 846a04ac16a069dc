"""Suggested stories in the admin: the queue, and taking one up or putting it aside."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import Screen, shown_to
from portal.stories.enums import SuggestionState
from portal.stories.forms import AnswerForm
from portal.stories.models import StorySuggestion
from portal.stories.permissions import may_decide_on_suggestions
from portal.stories.services.drafts import edit_address
from portal.stories.services.suggestions import SuggestionDecidedError, put_aside, take_up

LABEL = "Suggested stories"


class SuggestionsView(Screen):
    """The queue: what waits, the oldest first; `?state=decided` shows what became of the others."""

    may = may_decide_on_suggestions
    template_name = "stories/admin/suggestions.html"
    page_title = LABEL
    header_icon = "doc-full"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of suggestions."""
        decided = self.request.GET.get("state") == "decided"
        rows = StorySuggestion.objects.decided() if decided else StorySuggestion.objects.waiting()
        found = rows.select_related("by", "decided_by")
        page = self.page_of(found)
        return super().get_context_data(rows=page, decided=decided, **kwargs)


class DecideView(Screen):
    """One suggestion, and its two buttons."""

    may = may_decide_on_suggestions
    template_name = "stories/admin/suggestion.html"
    page_title = "Suggested story"
    header_icon = "doc-full"
    home = ("story_suggestions:index", LABEL)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the suggestion and the form."""
        rows = StorySuggestion.objects.select_related("by", "decided_by", "story")
        row = get_object_or_404(rows, pk=self.kwargs["pk"])
        address = edit_address(row.story) if row.story is not None else ""
        is_waiting = row.state == SuggestionState.WAITING
        more = {"row": row, "story_address": address, "is_waiting": is_waiting}
        return super().get_context_data(**more, **{"form": AnswerForm(), **kwargs})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it a draft and open that, or put it aside with an answer."""
        get_object_or_404(StorySuggestion, pk=pk)
        form = AnswerForm(request.POST)
        is_taken_up = "take_up" in request.POST
        if not is_taken_up and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if is_taken_up:
                story = take_up(pk, request.user)
                messages.success(request, "Taken up: this is a draft that nobody else sees yet.")
                return redirect(edit_address(story))
            put_aside(pk, request.user, form.cleaned_data["answer"])
        except SuggestionDecidedError:
            messages.warning(request, "Somebody else has decided on it meanwhile.")
        else:
            messages.success(request, "Put aside. The answer is on its way.")
        return redirect("story_suggestions:index")


class SuggestionsViewSet(ViewSet):
    """The screens at /admin/story-suggestions/."""

    name = "story_suggestions"
    url_prefix = "story-suggestions"
    icon = "doc-full"
    menu_label = LABEL
    menu_order = 192
    add_to_admin_menu = True
    menu_item_class = shown_to(may_decide_on_suggestions)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", SuggestionsView.as_view(), name="index"),
            path("<int:pk>/", DecideView.as_view(), name="decide"),
        ]
