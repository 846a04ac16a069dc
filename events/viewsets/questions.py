"""What is asked of those who book an event, in the admin."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.models import EventPage, Question
from events.question_forms import QuestionForm
from events.services.questions import QuestionError, add_question, change_question, move_question, remove_question
from portal.core.screens import Crumb

from .screens import OneEvent, OrganiserScreen


def _list_of(event: EventPage) -> str:
    return reverse("organise:questions", args=[event.pk])


class QuestionsView(OneEvent):
    """All questions of an event, in their order."""

    template_name = "events/admin/questions.html"
    page_title = "Questions to those who book"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the questions, with how many have answered."""
        rows = self.event.questions.annotate(answered=Count("answers"))
        return super().get_context_data(rows=rows, **kwargs)


class AddQuestionView(OneEvent):
    """One more question."""

    template_name = "events/admin/question_form.html"
    page_title = "Add a question"

    def way(self) -> list[Crumb]:
        """Lead back to the questions."""
        return [*super().way(), (_list_of(self.event), QuestionsView.page_title)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=QuestionForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add it."""
        form = QuestionForm(request.POST)
        if form.is_valid():
            try:
                add_question(self.event, form.cleaned_data, by=request.user)
            except ValidationError as wrong:
                form.add_error(None, wrong)
            else:
                messages.success(request, "The question is added. Those who have booked already are not asked.")
                return HttpResponseRedirect(_list_of(self.event))
        return self.show(422, form=form)


class OneQuestion(OrganiserScreen):
    """A step with one question (`pk` in the address), read once the role was checked."""

    @cached_property
    def question(self) -> Question:
        """Return the question, loaded once."""
        return get_object_or_404(Question.objects.select_related("event"), pk=self.kwargs["pk"])

    def about(self) -> str:
        """Name the event."""
        return str(self.question.event.title)

    def way(self) -> list[Crumb]:
        """Lead back to the event and to its questions."""
        event = self.question.event
        dates = (reverse("organise:dates", args=[event.pk]), event.title)
        return [dates, (_list_of(event), QuestionsView.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the question."""
        return super().get_context_data(**kwargs | {"question": self.question, "event": self.question.event})


class ChangeQuestionView(OneQuestion):
    """Changing a question."""

    template_name = "events/admin/question_form.html"
    page_title = "Change a question"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what it says."""
        return self.show(form=QuestionForm(question=self.question))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it, or say why not."""
        form = QuestionForm(request.POST)
        if form.is_valid():
            try:
                change_question(self.question.pk, form.cleaned_data, by=request.user)
            except ValidationError as wrong:
                form.add_error(None, wrong)
            except QuestionError as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, "The question is saved.")
                return HttpResponseRedirect(_list_of(self.question.event))
        return self.show(422, form=form)


class DoWithQuestionView(OneQuestion):
    """What is done by one button: moving, and deleting what nobody has answered."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, do: str, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        event = self.question.event
        try:
            if do == "remove":
                remove_question(self.question.pk, by=request.user)
                messages.success(request, "The question is deleted.")
            else:
                move_question(self.question.pk, -1 if do == "up" else 1)
        except QuestionError as problem:
            messages.error(request, str(problem))
        return HttpResponseRedirect(_list_of(event))
