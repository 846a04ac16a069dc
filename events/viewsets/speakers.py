"""Who speaks at an event, in the admin: put down, asked, and what they answered."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.models import EventPage, Speaker
from events.services.speaking import (
    SpeakerError,
    add_speaker,
    ask_speaker,
    change_speaker,
    move_speaker,
    record_agreement,
    remove_speaker,
)
from events.speaker_forms import OutsideForm, RecordForm, TechnicianForm, TopicForm, form_of
from portal.core.screens import Crumb
from profiles.visibility import audience_of, view_named

from .screens import OneEvent, OrganiserScreen

HIDDEN = "A technician whose profile is not shown now"


def _list_of(event: EventPage) -> str:
    return reverse("organise:speakers", args=[event.pk])


def name_of(speaker: Speaker, user: Any) -> str:
    """Return what a speaker is called, as far as this user may see it."""
    if speaker.technician is None:
        return speaker.name
    view = view_named(speaker.technician, audience_of(user))
    return view.display_name if view else HIDDEN


class SpeakersView(OneEvent):
    """All speakers of an event, in their order."""

    template_name = "events/admin/speakers.html"
    page_title = "Speakers"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the speakers, by the names that this organiser may see."""
        rows = [(row, name_of(row, self.request.user)) for row in self.event.speakers.with_technician()]
        return super().get_context_data(rows=rows, **kwargs)


class AddSpeakerView(OneEvent):
    """One more speaker: a technician."""

    template_name = "events/admin/speaker_form.html"
    page_title = "Add a technician"
    form_class: type[TopicForm] = TechnicianForm

    def way(self) -> list[Crumb]:
        """Lead back to the speakers."""
        return [*super().way(), (_list_of(self.event), SpeakersView.page_title)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add them."""
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            add_speaker(self.event, form.said(), by=request.user, technician=form.cleaned_data.get("technician"))
        except SpeakerError as problem:
            form.add_error("technician", str(problem))
            return self.show(409, form=form)
        messages.success(request, "Added. Ask whether they agree: until then they are not named.")
        return HttpResponseRedirect(_list_of(self.event))


class AddOutsideView(AddSpeakerView):
    """One more speaker: somebody from outside."""

    page_title = "Add somebody else"
    form_class = OutsideForm


class OneSpeaker(OrganiserScreen):
    """A step with one speaker (`pk` in the address), read once the role was checked."""

    template_name = "events/admin/speaker_form.html"

    @cached_property
    def speaker(self) -> Speaker:
        """Return the speaker, loaded once."""
        rows = Speaker.objects.with_technician().select_related("event", "technician__department__parent__parent")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def about(self) -> str:
        """Name the event."""
        return str(self.speaker.event.title)

    def way(self) -> list[Crumb]:
        """Lead back to the event and to its speakers."""
        event = self.speaker.event
        return [(reverse("organise:dates", args=[event.pk]), event.title), (_list_of(event), SpeakersView.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the speaker."""
        known = {"speaker": self.speaker, "event": self.speaker.event, "name": name_of(self.speaker, self.request.user)}
        return super().get_context_data(**kwargs | known)

    def form(self, data: Any = None) -> Form:
        """Return the form of this step."""
        raise NotImplementedError

    def do(self, form: Any) -> str:
        """Do it, and return what is said then. Raises SpeakerError."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        event = self.speaker.event
        try:
            messages.success(request, self.do(form))
        except SpeakerError as problem:
            messages.error(request, str(problem))
        return HttpResponseRedirect(_list_of(event))


class ChangeSpeakerView(OneSpeaker):
    """Changing what is said of a speaker."""

    page_title = "Change a speaker"

    def form(self, data: Any = None) -> Form:
        """Return what is said."""
        return form_of(self.speaker, data)

    def do(self, form: Any) -> str:
        """Change it."""
        before = self.speaker.agreement
        changed = change_speaker(self.speaker.pk, form.said(), by=self.request.user)
        return "Saved, and asked anew." if changed.agreement == "asked" != before else "Saved."


class RecordSpeakerView(OneSpeaker):
    """Noting that a speaker agreed elsewhere."""

    page_title = "Agreed elsewhere"

    def form(self, data: Any = None) -> Form:
        """Ask how they agreed."""
        return RecordForm(data)

    def do(self, form: Any) -> str:
        """Note it."""
        record_agreement(self.speaker.pk, by=self.request.user, reason=form.cleaned_data["reason"])
        return "Noted. They are told by mail, with a link to take it back."


class AskSpeakerView(OneSpeaker):
    """Asking a speaker: one button."""

    http_method_names = ["post"]

    def form(self, data: Any = None) -> Form:
        """Nothing is typed."""
        return Form(data)

    def do(self, form: Any) -> str:
        """Ask."""
        ask_speaker(self.speaker.pk, by=self.request.user)
        return "Asked by mail. You are told when they answer."


class MoveSpeakerView(AskSpeakerView):
    """Putting speakers in order, one step at a time: one button up (`by` -1) and one down (1)."""

    def do(self, form: Any) -> str:
        """Move them."""
        move_speaker(self.speaker.pk, self.kwargs["by"])
        return "The order is saved."


class RemoveSpeakerView(AskSpeakerView):
    """Taking a speaker out: one button."""

    def do(self, form: Any) -> str:
        """Take them out."""
        remove_speaker(self.speaker.pk, by=self.request.user)
        return "Taken out of the speakers."
