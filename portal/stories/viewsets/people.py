"""The people of a story, in the admin: who they are, what it says of them, and whether they agree."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.generic import View
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import PageLogEntry

from portal.core.screens import Crumb, ForThose, Screen
from portal.stories.audit import withdrawal_in_words
from portal.stories.enums import Agreement
from portal.stories.models import StoryPage, Subject
from portal.stories.people_forms import PersonForm, RecordForm, TechnicianForm
from portal.stories.permissions import may_keep_people, may_keep_people_of, may_record_agreement
from portal.stories.services.answering import record_agreement
from portal.stories.services.asking import ask, ask_all
from portal.stories.services.keeping import NotPossibleError, WordsChangedError
from portal.stories.services.people import add_person, add_technician, change_words, move_person, take_out
from portal.stories.subjects import fingerprint

_CHANGED = "Somebody changed this while you looked at it. Here is what stands there now."
_MAY_BE_NOTED = (Agreement.NOT_ASKED, Agreement.ASKED, Agreement.WISHES)


class OfStory(ForThose):
    """A screen about one story (`story` in the address) or one of its people (`pk`), for those who may edit it."""

    may = may_keep_people
    request: HttpRequest
    kwargs: dict[str, Any]
    story: StoryPage
    subject: Subject

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what the address names once the role is known, and refuse those who may not edit the story."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        if not type(self).may(request.user):
            raise PermissionDenied
        if "pk" in kwargs:
            self.subject = get_object_or_404(Subject.objects.with_story(), pk=kwargs["pk"])
            self.story = self.subject.story
        else:
            self.story = get_object_or_404(StoryPage, pk=kwargs["story"])
        if not may_keep_people_of(request.user, self.story):
            raise PermissionDenied

    def back(self) -> HttpResponse:
        """Lead to the list of the story's people."""
        return redirect("story_people:index", self.story.pk)


class StoryScreen(OfStory, Screen):
    """A page of these screens, with the way back to the story."""

    header_icon = "group"

    def way(self) -> list[Crumb]:
        """Lead back to the story and to its people."""
        story = (reverse("wagtailadmin_pages:edit", args=[self.story.pk]), self.story.get_admin_display_title())
        people = (reverse("story_people:index", args=[self.story.pk]), PeopleView.page_title)
        return [story] if isinstance(self, PeopleView) else [story, people]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the templates the story."""
        known = {"story": self.story, "may_record": may_record_agreement(self.request.user)}
        return super().get_context_data(**kwargs | known)  # the address's own number stands in `kwargs` too


class PeopleView(StoryScreen):
    """All of a story's people, and what happened."""

    template_name = "stories/admin/people.html"
    page_title = "People"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, and withdrawals from the log."""
        rows = list(Subject.objects.filter(story=self.story.pk).with_story())
        log = PageLogEntry.objects.filter(page=self.story.pk, action="stories.subject.withdrawn").order_by("-timestamp")
        happened = [(entry.timestamp, withdrawal_in_words(entry.data)) for entry in log[:20]]
        not_asked = sum(1 for row in rows if row.agreement == Agreement.NOT_ASKED)
        return super().get_context_data(rows=rows, happened=happened, not_asked=not_asked, **kwargs)


class AddTechnicianView(StoryScreen):
    """Adding a technician."""

    template_name = "stories/admin/person_form.html"
    page_title = "Add a technician"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=TechnicianForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add, and lead on to the words."""
        form = TechnicianForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        try:
            subject = add_technician(self.story, request.user, form.cleaned_data["technician"].pk)
        except NotPossibleError as problem:
            form.add_error("technician", str(problem))
            return self.show(409, form=form)
        messages.success(request, "Added. Write down what the story says of them, then ask.")
        return redirect("story_people:edit", subject.pk)


class AddPersonView(StoryScreen):
    """Adding somebody who has no profile."""

    template_name = "stories/admin/person_form.html"
    page_title = "Add somebody else"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(form=PersonForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add."""
        form = PersonForm(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        add_person(self.story, request.user, form.words())
        messages.success(request, "Added. Ask when the words are as they shall stand.")
        return self.back()


class EditView(StoryScreen):
    """Changing what a story says of somebody."""

    template_name = "stories/admin/person_form.html"
    page_title = "What the story says of them"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the words as they stand."""
        if self.subject.agreement == Agreement.WITHDRAWN:
            return self.back()
        return self._page(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change them; whoever was asked is asked anew."""
        form = PersonForm(request.POST, subject=self.subject)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            changed = change_words(self.subject.pk, request.user, form.words(), form.cleaned_data["seen"])
        except WordsChangedError:
            self.subject.refresh_from_db()
            messages.error(request, _CHANGED)
            return self._page(self._form(), 409)
        except NotPossibleError as problem:
            messages.error(request, str(problem))
            return self.back()
        is_asked = changed.agreement == Agreement.ASKED != self.subject.agreement
        messages.success(request, "Saved, and asked anew." if is_asked else "Saved.")
        return self.back()

    def _form(self) -> PersonForm:
        fields = ("name", "role", "email", "quote", "photo")
        said = {field: getattr(self.subject, field) for field in fields}
        return PersonForm(initial=said | {"seen": fingerprint(self.subject)}, subject=self.subject)

    def _page(self, form: PersonForm, status: int = 200) -> HttpResponse:
        return self.show(status, form=form, subject=self.subject)


class RecordView(StoryScreen):
    """Noting an agreement that was given elsewhere."""

    may = may_record_agreement
    template_name = "stories/admin/person_record.html"
    page_title = "Agreed elsewhere"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the words and the form."""
        if self.subject.agreement not in _MAY_BE_NOTED:
            return self.back()
        return self._page(RecordForm(initial={"seen": fingerprint(self.subject)}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it."""
        form = RecordForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            record_agreement(self.subject.pk, request.user, **form.cleaned_data)
        except WordsChangedError:
            self.subject.refresh_from_db()
            messages.error(request, _CHANGED)
            return self._page(RecordForm(initial={"seen": fingerprint(self.subject)}), 409)
        except NotPossibleError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Noted. They are told by mail, with a link to take it back.")
        return self.back()

    def _page(self, form: RecordForm, status: int = 200) -> HttpResponse:
        return self.show(status, form=form, subject=self.subject)


class DoView(OfStory, View):
    """What is done by one button: asking one or all, moving, taking out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, do: str, **kwargs: Any) -> HttpResponseBase:
        """Do it, or say why not."""
        try:
            words = self._do(do)
        except NotPossibleError as problem:
            messages.error(request, str(problem))
        else:
            if words:
                messages.success(request, words)
        return self.back()

    def _do(self, do: str) -> str:
        if do == "ask-all":
            asked = ask_all(self.story.pk, self.request.user)
            return f"{asked} {'person is' if asked == 1 else 'people are'} asked by mail."
        if do == "ask":
            ask(self.subject.pk, self.request.user)
            return "Asked by mail. You are told when they answer."
        if do == "remove":
            take_out(self.subject.pk, self.request.user)
            return "Taken out of the story’s people."
        move_person(self.subject.pk, -1 if do == "up" else 1)
        return ""


class StoryPeopleViewSet(ViewSet):
    """The screens at /admin/story-people/, reached from a story's own screen."""

    name = "story_people"
    url_prefix = "story-people"
    icon = "group"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        one = "person/<int:pk>"
        return [
            path("<int:story>/", PeopleView.as_view(), name="index"),
            path("<int:story>/technician/", AddTechnicianView.as_view(), name="technician"),
            path("<int:story>/somebody-else/", AddPersonView.as_view(), name="person"),
            path("<int:story>/ask/", DoView.as_view(), {"do": "ask-all"}, name="ask_all"),
            path(f"{one}/", EditView.as_view(), name="edit"),
            path(f"{one}/record/", RecordView.as_view(), name="record"),
            *(path(f"{one}/{do}/", DoView.as_view(), {"do": do}, name=do) for do in ("ask", "up", "down", "remove")),
        ]
