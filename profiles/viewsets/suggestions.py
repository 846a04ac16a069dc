"""The editors' queue of suggested skills and equipment, and the screen on which one is decided on or merged."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from wagtail.admin.viewsets.base import ViewSet

from portal.core.screens import Screen, shown_to
from profiles.enums import WordState
from profiles.permissions import may_decide_all_words, may_decide_words
from profiles.services.merging import merge
from profiles.services.suggestions import MODELS, Word, WordDecidedError, approve, refuse, rows_of
from profiles.similar import near_words
from profiles.suggestion_forms import MergeForm, RefuseForm, approve_form, label_of


class SuggestionsIndex(Screen):
    """What waits for the editors, the oldest first; with `?state=refused` what was not taken on."""

    may = may_decide_all_words
    template_name = "profiles/admin/suggestions.html"
    page_title = "Suggestions"
    header_icon = "tag"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of words."""
        refused = self.request.GET.get("state") == WordState.REFUSED
        state = WordState.REFUSED if refused else WordState.SUGGESTED
        words: list[Word] = []
        for model in MODELS.values():
            words += model._default_manager.filter(state=state).select_related("suggested_by__department")
        words.sort(key=lambda word: (word.suggested_at is None, str(word.suggested_at), word.pk))
        page = self.page_of(words)
        return super().get_context_data(page=page, refused=refused, **kwargs)


class WordView(Screen):
    """One word: agree to it as it is or put right, refuse it, or merge it into another."""

    template_name = "profiles/admin/suggestion.html"
    header_icon = "tag"
    home = ("suggestions:index", SuggestionsIndex.page_title)

    def is_open_to(self, user: Any) -> bool:
        """Those who keep words of this kind get it, also where they keep no others."""
        return may_decide_words(user, self.kwargs["kind"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember which; it is loaded only after the role was checked."""
        super().setup(request, *args, **kwargs)
        self._word: Word | None = None
        self.forms: dict[str, forms.Form] = {}

    @property
    def word(self) -> Word:
        """Return the word, loaded once."""
        if self._word is None:
            model = MODELS.get(self.kwargs["kind"])
            self._word = model._default_manager.filter(pk=self.kwargs["pk"]).first() if model else None
        if self._word is None:
            raise Http404("There is no such word; it may have been merged into another.")
        return self._word

    def get_page_title(self) -> str:
        """Say what is to be done."""
        return "Merge" if self.word.state == WordState.APPROVED else "Decide on a suggestion"

    def get_page_subtitle(self) -> str:
        """Name the word."""
        return self.word.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the word with those near to it, and the forms that its state allows."""
        word = self.word
        near = near_words(word)
        allowed = {
            WordState.SUGGESTED: ("approve", "refuse", "merge"),
            WordState.REFUSED: ("approve",),
            WordState.APPROVED: ("merge",),
        }[WordState(word.state)]
        blank = {"approve": lambda: approve_form(word), "refuse": RefuseForm, "merge": lambda: MergeForm(word, near)}
        return super().get_context_data(
            word=word,
            label=label_of(word),
            near=[label_of(each) for each in near],
            people=rows_of(word).values("technician").distinct().count(),
            aliases=list(word.aliases.values_list("name", flat=True)),
            forms={do: self.forms.get(do) or blank[do]() for do in allowed},
            **kwargs,
        )

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Do what the button says; where somebody else was first, say so and show how it stands."""
        do = request.POST.get("do", "")
        form = self._form(do)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            told = self._decide(do, form.cleaned_data, request.POST.get("seen", ""))
        except WordDecidedError as late:
            messages.error(request, str(late))
            return HttpResponseRedirect(reverse("suggestions:index"))
        except ValidationError as refusal:
            _add(form, refusal)
            return self.render_to_response(self.get_context_data())
        messages.success(request, told)
        return HttpResponseRedirect(reverse("suggestions:index"))

    def _form(self, do: str) -> forms.Form:
        data = self.request.POST
        if do == "approve":
            form: forms.Form = approve_form(self.word, data)
        elif do == "refuse":
            form = RefuseForm(data)
        elif do == "merge":
            form = MergeForm(self.word, near_words(self.word), data)
        else:
            raise Http404("There is no such decision.")
        self.forms = {do: form}
        return form

    def _decide(self, do: str, data: dict[str, Any], seen: str) -> str:
        """Return what was done, in a sentence."""
        model, pk, user, name = type(self.word), self.word.pk, self.request.user, self.word.name
        if do == "approve":
            return f"‘{approve(model, pk, seen=seen, user=user, changes=data)}’ is on the list."
        if do == "refuse":
            refuse(model, pk, seen=seen, user=user, reason=data["reason"])
            return f"‘{name}’ was not taken on. Whoever suggested it is told why."
        into = merge(model, pk, data["into"], seen=seen, user=user)
        return f"‘{name}’ was merged into ‘{into.name}’. Its name still leads there."


def _add(form: forms.Form, refusal: ValidationError) -> None:
    """Put a service's refusal beside the fields it names, and the rest on top."""
    by_field = refusal.message_dict if hasattr(refusal, "error_dict") else {"__all__": refusal.messages}
    for name, words in by_field.items():
        for each in words:
            form.add_error(name if name in form.fields else None, each)


class SuggestionsViewSet(ViewSet):
    """The screens at /admin/suggestions/."""

    name = "suggestions"
    url_prefix = "suggestions"
    icon = "tag"
    menu_label = "Suggestions"
    menu_name = "suggestions"
    menu_order = 220
    menu_item_class = shown_to(may_decide_all_words)
    menu_url = reverse_lazy("suggestions:index")
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", SuggestionsIndex.as_view(), name="index"),
            path("<slug:kind>/<int:pk>/", WordView.as_view(), name="word"),
        ]
